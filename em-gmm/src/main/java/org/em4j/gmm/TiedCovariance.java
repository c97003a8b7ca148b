package org.em4j.gmm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.mixture.Tying;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Moments;

/**
 * One covariance for all components: the pooled within-component scatter over the total weight.
 *
 * @param d number of columns
 */
record TiedCovariance(int d) implements Tying<FullNormal, Moments> {
    @Override
    public List<FullNormal> maximize(List<Moments> statistics, List<FullNormal> current) {
        double[] pooled = new double[d * d];
        double weight = 0;
        for (Moments s : statistics) {
            double[] scatter = s.scatter();
            Arrays.setAll(pooled, i -> pooled[i] + scatter[i]);
            weight += s.weight();
        }
        double total = weight;
        Arrays.setAll(pooled, i -> pooled[i] / total);
        return share(statistics.stream().map(Gaussian::mean).toList(), pooled);
    }

    /** All with one covariance, which is factorised once. */
    private static List<FullNormal> share(List<double[]> means, double[] covariance) {
        try {
            List<FullNormal> components = new ArrayList<>();
            FullNormal first = new FullNormal(means.get(0), covariance);
            for (double[] mean : means) {
                components.add(first.at(mean));
            }
            return components;
        } catch (DegenerateException e) {
            Degeneracy one = e.degeneracy();
            throw new DegenerateException(one.in("all components"));
        }
    }

    @Override
    public Chart<List<FullNormal>> chart(List<FullNormal> at) {
        int k = at.size();
        return new Chart<>() {
            @Override
            public double[] coordinates(List<FullNormal> theta) {
                double[] u = new double[k * d + d * (d + 1) / 2];
                for (int c = 0; c < k; c++) {
                    System.arraycopy(theta.get(c).centre(), 0, u, c * d, d);
                }
                LogCholesky.coordinates(theta.get(0).cholesky(), u, k * d);
                return u;
            }

            @Override
            public List<FullNormal> point(double[] u) {
                List<double[]> means = new ArrayList<>();
                for (int c = 0; c < k; c++) {
                    means.add(Arrays.copyOfRange(u, c * d, (c + 1) * d));
                }
                return share(means, LogCholesky.covariance(u, k * d, d));
            }
        };
    }
}
