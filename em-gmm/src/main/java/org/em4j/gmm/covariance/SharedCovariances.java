package org.em4j.gmm.covariance;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.em4j.core.distribution.ChartUnits;
import org.em4j.core.distribution.CovarianceStorage;
import org.em4j.core.distribution.Degeneracies;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.Tying;
import org.em4j.core.model.Chart;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Roundoff;

/**
 * What the components of a family share of their covariances; their means are their own.
 *
 * @param d number of columns
 */
record SharedCovariances<P extends MultivariateNormal, S extends GaussianStatistics<S>>(
        CovarianceFamily<P, S> family, int d) implements Tying<P, S> {
    @Override
    public List<P> maximize(List<S> statistics, List<P> current) {
        double[] weights = new double[statistics.size()];
        List<double[]> means = new ArrayList<>();
        List<double[]> scatters = new ArrayList<>();
        for (int k = 0; k < weights.length; k++) {
            S s = statistics.get(k);
            weights[k] = s.covarianceDivisor();
            if (!(s.weight() > 0)) {
                throw new DegenerateException(Degeneracies.empty()).within("component " + (k + 1), k);
            }
            means.add(s.mean());
            scatters.add(s.scatter());
            requireOwnShape(k, s, scatters.get(k));
        }
        List<double[]> now = current.stream().map(family::covariance).toList();
        List<double[]> covariances = family.structure().maximize(d, weights, scatters, now);
        for (int k = 0; k < weights.length; k++) {
            requireMoreThanRounding(k, statistics.get(k), means.get(k), covariances.get(k));
        }
        return family.normals(means, covariances);
    }

    /** Refuses a scatter that is singular but for rounding, where the component's shape is to be its own. */
    private void requireOwnShape(int k, S s, double[] scatter) {
        if (family.structure().shape() == Constraint.VARIABLE
                && family.structure().form() == CovarianceStorage.WHOLE) {
            Mixture.inComponent(
                    k,
                    () -> CovarianceStorage.requireMoreThanRounding(
                            CovarianceStorage.cholesky(scatter, d), scatter, s::square));
        }
    }

    /** Refuses a variance lost in the rounding of the squares it was worked out from, or of the mean: others share it. */
    private void requireMoreThanRounding(int k, S s, double[] mean, double[] covariance) {
        for (int j = 0; j < d; j++) {
            double variance = covariance[covariance.length == d ? j : j * (d + 1)];
            double spacing = 4 * Math.ulp(mean[j]);
            double lost = Math.max(Degeneracies.NOISE * s.square(j) / s.covarianceDivisor(), spacing * spacing);
            if (!(variance > lost)) {
                throw family.structure().isOne()
                        ? new DegenerateException(Degeneracies.shared(Degeneracies.constant(j)))
                        : new DegenerateException(Degeneracies.constant(j)).within("component " + (k + 1), k);
            }
        }
    }

    /** One component shares nothing; one covariance, which all share, is still the best of all when it is rounded. */
    @Override
    public Roundoff roundoff(List<P> components) {
        if (components.size() == 1 || family.structure().isOne()) {
            return Roundoff.NONE;
        }
        return components.stream()
                .map(c -> Roundoff.ofFamily(family.structure().ulps(d, family.covariance(c))))
                .reduce(Roundoff.NONE, Roundoff::and);
    }

    /** The means, then the coordinates of the covariances. */
    @Override
    public Optional<Chart<List<P>>> chart(List<P> at) {
        int k = at.size();
        List<ChartUnits> units = at.stream().map(ChartUnits::of).toList();
        Chart<List<double[]>> covariances = new CovarianceChart(
                family.structure().among(k),
                d,
                at.stream().map(family::covariance).toList());
        return Optional.of(new Chart<>() {
            @Override
            public double[] coordinates(List<P> theta) {
                double[] v = covariances.coordinates(
                        theta.stream().map(family::covariance).toList());
                double[] u = new double[k * d + v.length];
                for (int c = 0; c < k; c++) {
                    units.get(c).mean(theta.get(c).mean(), u, c * d);
                }
                System.arraycopy(v, 0, u, k * d, v.length);
                return u;
            }

            @Override
            public List<P> point(double[] u) {
                List<double[]> means = new ArrayList<>();
                for (int c = 0; c < k; c++) {
                    means.add(units.get(c).mean(u, c * d));
                }
                return family.normals(means, covariances.point(Arrays.copyOfRange(u, k * d, u.length)));
            }
        });
    }
}
