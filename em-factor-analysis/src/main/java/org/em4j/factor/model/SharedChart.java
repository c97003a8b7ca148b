package org.em4j.factor.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.em4j.core.model.Chart;
import org.em4j.factor.estep.FactorParameters;

/**
 * Coordinates of factor analysers that may share something: all means, then loadings, then noise variances in logs. Each
 * column is measured from its mean at some place, in units of the standard deviation that it has there, so that a step
 * means the same whatever the units of the data.
 *
 * @param component one of the factor analysers
 * @param parts what they share
 * @param around the place
 */
record SharedChart(LinearFactorModel component, Set<SharedFactors.Part> parts, List<FactorParameters> around)
        implements Chart<List<FactorParameters>> {
    private int loadings() {
        return parts.contains(SharedFactors.Part.LOADINGS) ? 1 : around.size();
    }

    private int noises() {
        return parts.contains(SharedFactors.Part.NOISE) ? 1 : around.size();
    }

    /** The unit of column j in component k. */
    private double unit(int k, int j) {
        return Math.sqrt(around.get(k).variance(j));
    }

    @Override
    public double[] coordinates(List<FactorParameters> theta) {
        int d = component.d();
        int q = component.q();
        int m = component.noises();
        double[] u = new double[around.size() * d + loadings() * d * q + noises() * m];
        int to = 0;
        for (int k = 0; k < around.size(); k++) {
            for (int j = 0; j < d; j++) {
                u[to++] = (theta.get(k).centre()[j] - around.get(k).centre()[j]) / unit(k, j);
            }
        }
        for (int k = 0; k < loadings(); k++) {
            for (int j = 0; j < d; j++) {
                for (int a = 0; a < q; a++) {
                    u[to++] = theta.get(k).loading(j, a) / unit(k, j);
                }
            }
        }
        for (int k = 0; k < noises(); k++) {
            for (int j = 0; j < m; j++) {
                u[to++] = Math.log(theta.get(k).uniqueness(j) / around.get(k).variance(j));
            }
        }
        return u;
    }

    @Override
    public List<FactorParameters> point(double[] u) {
        int d = component.d();
        int q = component.q();
        int m = component.noises();
        List<FactorParameters> theta = new ArrayList<>();
        for (int k = 0; k < around.size(); k++) {
            int centred = k * d;
            int loader = Math.min(k, loadings() - 1);
            int loaded = around.size() * d + loader * d * q;
            int noiser = Math.min(k, noises() - 1);
            int noisy = around.size() * d + loadings() * d * q + noiser * m;
            FactorParameters here = around.get(k);
            double[] mean = new double[d];
            double[] rows = new double[d * q];
            double[] uniquenesses = new double[d];
            for (int j = 0; j < d; j++) {
                mean[j] = here.centre()[j] + unit(k, j) * u[centred + j];
                for (int a = 0; a < q; a++) {
                    rows[j * q + a] = unit(loader, j) * u[loaded + j * q + a];
                }
                int noise = Math.min(j, m - 1);
                uniquenesses[j] = around.get(noiser).variance(noise) * Math.exp(u[noisy + noise]);
            }
            theta.add(component.within(new FactorParameters(mean, rows, uniquenesses)));
        }
        return theta;
    }
}
