package org.em4j.validation.law;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.core.model.Statistics;
import org.em4j.gmm.CovarianceFamily;
import org.em4j.gmm.Normal;

/** Gaussian mixtures of every covariance family. */
class GaussianMixtureLaws extends EmLaws {
    @Override
    ModelCase<?, ?, ?, ?> example(Size size) {
        return example(size, CovarianceFamily.FULL);
    }

    @Property(tries = 1200, edgeCases = EdgeCasesMode.NONE)
    void everyLawHoldsForEveryFamily(
            @ForAll("laws") Law law, @ForAll("sizes") Size size, @ForAll("families") CovarianceFamily<?, ?> family) {
        law.check(example(size, family));
    }

    @Provide
    Arbitrary<CovarianceFamily<?, ?>> families() {
        return Arbitraries.of(CovarianceFamily.all());
    }

    private static <P extends Normal, S extends Statistics<S>> ModelCase<?, ?, ?, ?> example(
            Size size, CovarianceFamily<P, S> family) {
        RandomGenerator random = size.random();
        int k = size.k();
        double[] weights = size.mixture(random, () -> 0).weights();
        double[][] means = new double[k][];
        double[][][] covariances = new double[k][][];
        double[][] shared = covariance(size.d(), random);
        for (int c = 0; c < k; c++) {
            means[c] = numbers(size.d(), 2, size.offset(), random);
            covariances[c] = family.equals(CovarianceFamily.TIED) ? shared : covariance(size.d(), random);
            if (family.equals(CovarianceFamily.SPHERICAL)) {
                double[][] sphere = covariances[c];
                double variance = sphere[0][0];
                Arrays.setAll(sphere, i -> new double[size.d()]);
                for (int j = 0; j < size.d(); j++) {
                    sphere[j][j] = variance;
                }
            }
        }
        List<double[]> rows = size.rows(random);
        return new ModelCase<>(
                family + " Gaussian mixture of " + k,
                family.mixture(k, size.d()),
                rows,
                size.weights(random),
                family.parameters(weights, means, covariances));
    }

    private static double[][] covariance(int d, RandomGenerator random) {
        double[][] a = new double[d][];
        Arrays.setAll(a, i -> numbers(d, 1, 0, random));
        double[][] c = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                c[i][j] = i == j ? 0.5 : 0;
                for (int l = 0; l < d; l++) {
                    c[i][j] += a[i][l] * a[j][l] / d;
                }
            }
        }
        return c;
    }
}
