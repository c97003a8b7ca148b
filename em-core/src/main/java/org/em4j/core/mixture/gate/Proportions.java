package org.em4j.core.mixture.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.em4j.core.Equation;
import org.em4j.core.block.Block;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Edge;
import org.em4j.core.model.Sums;

/**
 * Weights that are the same for all observations {@code (K)}, as those of a finite mixture; their statistics are how much
 * weight fell to each component.
 *
 * @param outcomes number of components, K
 */
public record Proportions<X>(int outcomes) implements Gate<X, double[], Sums> {
    /** At least one component. */
    public Proportions {
        if (outcomes < 1) {
            throw new IllegalArgumentException("a mixture has at least one component, not " + outcomes);
        }
    }

    @Override
    public Function<X, double[]> logWeights(double[] weights) {
        double[] logs = logs(weights);
        return x -> logs;
    }

    static double[] logs(double[] weights) {
        return Arrays.stream(weights).map(Math::log).toArray();
    }

    @Override
    public Sums zero(double[] weights) {
        return new Sums(outcomes);
    }

    @Override
    public void accumulate(X x, double[] shares, double weight, Sums into) {
        into.add(weight, shares);
    }

    @Override
    @Equation({"3695b", "3695h"})
    public double[] maximize(Sums counts, double[] current) {
        double total = 0;
        for (int k = 0; k < outcomes; k++) {
            total += counts.get(k);
        }
        double[] weights = new double[outcomes];
        for (int k = 0; k < outcomes; k++) {
            weights[k] = counts.get(k) / total;
            if (!(weights[k] > 0)) {
                throw new DegenerateException(Degeneracy.of("no row is left in it", "use fewer components")
                        .within(name(k), k));
            }
        }
        return weights;
    }

    @Override
    public double expectedLogWeights(double[] weights, Sums counts) {
        double value = 0;
        for (int k = 0; k < outcomes; k++) {
            value += Sums.xlogy(counts.get(k), weights[k]);
        }
        return value;
    }

    /** Weights as log ratios to the first that is not zero. */
    @Override
    public Optional<Chart<double[]>> chart(double[] weights) {
        return Optional.of(Simplex.chart(weights));
    }

    /** Weights of zero, of which the M-step says that no row is left in the component. */
    @Override
    public List<Edge<double[]>> edges(double[] weights) {
        return Simplex.edges(weights, k -> "weight of " + name(k) + " = 0");
    }

    @Override
    public Optional<double[]> constant(double[] weights) {
        return Optional.of(weights);
    }

    @Override
    public GateWorker<X, Sums> worker(double[] weights) {
        return new Counting<>(weights);
    }

    /** What falls to each component is all that this gate's statistics need, whatever its weights depend on. */
    static class Counting<X> implements GateWorker<X, Sums> {
        private final double[] logs;

        Counting(double[] weights) {
            this.logs = logs(weights);
        }

        @Override
        public double[] logWeights(Block<X> tile, double[] joint, int components, int stride) {
            return logs;
        }

        @Override
        public void accumulate(double[] w, int at, double[] shares, int stride, double[] counts, Sums into) {
            into.add(1, counts);
        }
    }
}
