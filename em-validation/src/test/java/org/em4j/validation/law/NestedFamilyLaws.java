package org.em4j.validation.law;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.Fit;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.MixtureStatistics;
import org.em4j.core.model.Sums;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.HierarchicalClustering;
import org.em4j.laws.check.Size;

/** A family that holds another can do all that the other can, in all pairs of the fourteen. */
class NestedFamilyLaws {
    private static final int ROWS = 120;
    private static final int SIZE = 3;

    /** Relative to the expected log joint: what M-steps that search for common axes or shapes leave of their maximum. */
    private static final double SEARCH = 1e-8;

    /** One family within another. */
    record Pair(CovarianceFamily<?, ?> smaller, CovarianceFamily<?, ?> larger) {}

    @Provide
    static Arbitrary<Pair> pairs() {
        List<CovarianceFamily<?, ?>> all = CovarianceFamily.all();
        return Arbitraries.of(all.stream()
                .flatMap(a -> all.stream()
                        .filter(b -> a != b && b.structure().contains(a.structure()))
                        .map(b -> new Pair(a, b)))
                .toList());
    }

    /** Three clusters with covariances of their own. */
    private static double[][] rows(int d, RandomGenerator random) {
        double[][] means = new double[SIZE][];
        double[][][] covariances = new double[SIZE][][];
        for (int k = 0; k < SIZE; k++) {
            means[k] = Size.numbers(d, 2, 0, random);
            covariances[k] = GaussianMixtureLaws.covariance(d, random);
        }
        double[] weights = {0.2, 0.5, 0.3};
        return new GaussianMixture<>(
                        CovarianceFamily.FULL, CovarianceFamily.FULL.parameters(weights, means, covariances))
                .sample(ROWS, random);
    }

    private static double[][] responsibilities(RandomGenerator random) {
        double[][] r = new double[ROWS][SIZE];
        for (double[] row : r) {
            double total = 0;
            for (int k = 0; k < SIZE; k++) {
                row[k] = -Math.log(1 - random.nextDouble());
                total += row[k];
            }
            for (int k = 0; k < SIZE; k++) {
                row[k] /= total;
            }
        }
        return r;
    }

    /** The M-step of a family under given responsibilities, and what it makes of the expected log joint. */
    private record Step<P extends MultivariateNormal>(MixtureParameters<P> theta, double expectedLogJoint) {
        static <P extends MultivariateNormal, S extends GaussianStatistics<S>> Step<P> of(
                CovarianceFamily<P, S> family, double[][] x, double[][] r, MixtureParameters<P> from) {
            Mixture<double[], P, MissingValuePosterior, S> model = family.mixture(SIZE, x[0].length);
            MixtureStatistics<Sums, S> s = model.zero(from);
            for (int i = 0; i < x.length; i++) {
                s.gate().add(1, r[i]);
                for (int k = 0; k < SIZE; k++) {
                    model.component()
                            .accumulate(
                                    x[i],
                                    MissingValuePosterior.ofComplete(0),
                                    r[i][k],
                                    s.components().get(k));
                }
            }
            MixtureParameters<P> theta = model.maximize(s, from);
            return new Step<>(theta, model.expectedLogJoint(theta, s));
        }

        /** From unit covariances: nothing of the answer is in the question. */
        static <P extends MultivariateNormal, S extends GaussianStatistics<S>> Step<P> afresh(
                CovarianceFamily<P, S> family, double[][] x, double[][] r) {
            double[][][] unit = new double[SIZE][x[0].length][x[0].length];
            double[][] means = new double[SIZE][x[0].length];
            for (double[][] covariance : unit) {
                for (int j = 0; j < covariance.length; j++) {
                    covariance[j][j] = 1;
                }
            }
            return of(family, x, r, family.parameters(new double[] {0.2, 0.5, 0.3}, means, unit));
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void theLargerFamilysMaximumOfTheExpectedLogJointIsNoLower(@ForAll("pairs") Pair pair, @ForAll long seed) {
        RandomGenerator random = Randomness.of(seed);
        double[][] x = rows(2 + random.nextInt(3), random);
        double[][] r = responsibilities(random);
        double smaller = Step.afresh(pair.smaller, x, r).expectedLogJoint();
        double larger = Step.afresh(pair.larger, x, r).expectedLogJoint();
        assertTrue(larger >= smaller - SEARCH * Math.abs(smaller), () -> pair + ": " + smaller + " and " + larger);
    }

    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void startedAtTheSmallerFamilysEndTheLargerEndsNoLower(@ForAll("pairs") Pair pair, @ForAll long seed) {
        RandomGenerator random = Randomness.of(seed);
        Rows rows = Rows.of(rows(2 + random.nextInt(3), random));
        Fit<? extends GaussianMixture<?, ?>> smaller = fit(pair.smaller, rows);
        if (smaller.endedWell()) {
            double end = smaller.trace().last().logLikelihood();
            Fit<?> larger = onwards(smaller.theta(), pair.larger, rows);
            double start = larger.trace().entries().get(0).logLikelihood();
            assertTrue(
                    Math.abs(start - end) <= SEARCH * Math.abs(end),
                    () -> pair + " starts at " + start + ", not " + end);
            double reached = larger.trace().last().logLikelihood();
            assertTrue(reached >= end - SEARCH * Math.abs(end), () -> pair + ": " + end + " and " + reached);
        }
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> Fit<GaussianMixture<P, S>> fit(
            CovarianceFamily<P, S> family, Rows rows) {
        var start = HierarchicalClustering.of(rows, Randomness.of(1)).start(family, SIZE);
        return fit(new GaussianMixture<>(family, start), rows);
    }

    private static Fit<?> onwards(GaussianMixture<?, ?> from, CovarianceFamily<?, ?> larger, Rows rows) {
        return fit(from.nearestIn(larger), rows);
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> Fit<GaussianMixture<P, S>> fit(
            GaussianMixture<P, S> start, Rows rows) {
        return new GaussianMixtureEstimator<>(start.family(), SIZE)
                .from(start)
                .fit(rows)
                .fit();
    }
}
