package org.em4j.factor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.em4j.core.model.Chart;

/** Coordinates of factor analysers that share something: all means, then loadings, then noise variances in logs. */
record SharedChart(LinearFactorModel component, Set<SharedFactors.Part> parts, int size)
        implements Chart<List<FactorParameters>> {
    private int loadings() {
        return parts.contains(SharedFactors.Part.LOADINGS) ? 1 : size;
    }

    private int noises() {
        return parts.contains(SharedFactors.Part.NOISE) ? 1 : size;
    }

    @Override
    public double[] coordinates(List<FactorParameters> theta) {
        int d = component.d();
        int dq = d * component.q();
        int m = component.noises();
        double[] u = new double[size * d + loadings() * dq + noises() * m];
        int to = 0;
        for (FactorParameters p : theta) {
            System.arraycopy(p.centre(), 0, u, to, d);
            to += d;
        }
        for (FactorParameters p : theta.subList(0, loadings())) {
            System.arraycopy(p.flatLoadings(), 0, u, to, dq);
            to += dq;
        }
        for (FactorParameters p : theta.subList(0, noises())) {
            for (int j = 0; j < m; j++) {
                u[to++] = Math.log(p.uniqueness(j));
            }
        }
        return u;
    }

    @Override
    public List<FactorParameters> point(double[] u) {
        int d = component.d();
        int dq = d * component.q();
        int m = component.noises();
        List<FactorParameters> theta = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            int loaded = size * d + Math.min(k, loadings() - 1) * dq;
            int noisy = size * d + loadings() * dq + Math.min(k, noises() - 1) * m;
            double[] uniquenesses = new double[d];
            Arrays.setAll(uniquenesses, j -> Math.exp(u[noisy + Math.min(j, m - 1)]));
            theta.add(component.within(new FactorParameters(
                    Arrays.copyOfRange(u, k * d, (k + 1) * d),
                    Arrays.copyOfRange(u, loaded, loaded + dq),
                    uniquenesses)));
        }
        return theta;
    }
}
