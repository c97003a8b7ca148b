package org.em4j.validation.reproduce;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Expectations by the trapezoid rule on a grid about zero that knows nothing of the density. For a normal one of
 * standard deviation s, a step h errs by {@code exp(-2π² s²/h²)}: nothing, from {@code s = h} on.
 */
public final class Quadrature {
    private static final double REACH = 10;
    private static final double STEP = 0.1;
    private static final int NODES = 1 + (int) Math.round(2 * REACH / STEP);

    private Quadrature() {}

    /** {@code ∫ f(z) p(z) dz / ∫ p(z) dz} over one or two dimensions, for p given by its log, up to a constant. */
    public static double[] expectation(
            int dimension, ToDoubleFunction<double[]> logDensity, Function<double[], double[]> f) {
        int nodes = (int) Math.pow(NODES, dimension);
        double[] logs = new double[nodes];
        Arrays.setAll(logs, i -> logDensity.applyAsDouble(node(dimension, i)));
        double max = Arrays.stream(logs).max().orElseThrow();
        double total = 0;
        double[] sum = null;
        for (int i = 0; i < nodes; i++) {
            double p = Math.exp(logs[i] - max);
            double[] value = f.apply(node(dimension, i));
            sum = sum == null ? new double[value.length] : sum;
            for (int j = 0; j < sum.length; j++) {
                sum[j] += p * value[j];
            }
            total += p;
        }
        double[] mean = sum;
        double mass = total;
        Arrays.setAll(mean, j -> mean[j] / mass);
        return mean;
    }

    private static double[] node(int dimension, int i) {
        double[] z = new double[dimension];
        int rest = i;
        for (int a = 0; a < dimension; a++) {
            z[a] = -REACH + STEP * (rest % NODES);
            rest /= NODES;
        }
        return z;
    }
}
