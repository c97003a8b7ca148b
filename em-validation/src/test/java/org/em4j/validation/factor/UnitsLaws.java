package org.em4j.validation.factor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.core.Randomness;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.estimate.FactorSample;
import org.em4j.factor.estimate.ReferenceModels;
import org.em4j.factor.mixture.ClusteredStart;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.Restrained;
import org.em4j.factor.model.SharedFactors;
import org.em4j.factor.start.MeanImputedMoments;

/**
 * Factor analysis does not depend on units. Columns in units of 1e-8 to 1e8, and from another origin, shift the log-likelihood
 * by n log|D|; how the fit ends, after how many iterations, which columns it names and its standardised answers stay.
 */
class UnitsLaws {
    private static final Em EM = new Em().maxIterations(3000);

    /** What rounding may grow by on the way to where it is not yet drawn back. */
    private static final double STEPS = 1e6;

    /** How far the new origin is off, in standard deviations, give or take. */
    private static final double OFFSET = 100;

    /** Rows in other units. */
    private record Change(double[] units, double[] origin) {
        static Change of(double[] sd, RandomGenerator random) {
            int d = sd.length;
            double[] units = new double[d];
            Arrays.setAll(units, j -> Math.pow(10, -8 + 16 * random.nextDouble()));
            double[] origin = new double[d];
            Arrays.setAll(origin, j -> OFFSET * sd[j] * units[j] * random.nextGaussian());
            return new Change(units, origin);
        }

        Rows of(Rows rows) {
            double[][] x = rows.toArray();
            double[] weights = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                weights[i] = rows.weight(i);
                for (int j = 0; j < units.length; j++) {
                    x[i][j] = x[i][j] * units[j] + origin[j];
                }
            }
            return Rows.of(x, Missing.LATENT).weighted(weights);
        }

        /** {@code Σ w log|D|} over what is observed. */
        double shift(Rows rows) {
            double shift = 0;
            for (int i = 0; i < rows.size(); i++) {
                for (int j = 0; j < units.length; j++) {
                    shift += Double.isNaN(rows.get(i, j)) ? 0 : rows.weight(i) * Math.log(units[j]);
                }
            }
            return shift;
        }
    }

    private static Rows rows(int number, boolean weighted) {
        double[][] x = FactorData.of(number).x();
        Rows rows = Rows.of(x, Missing.LATENT);
        return weighted
                ? rows.weighted(
                        Randomness.of(number).doubles(x.length, 0.5, 2.5).toArray())
                : rows;
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void factorAnalyses(@ForAll("sets") int set, @ForAll("policies") Heywood policy, @ForAll boolean weighted) {
        Rows rows = rows(set, weighted);
        FactorAnalysisEstimator estimation = new FactorAnalysisEstimator(
                        FactorData.of(set).q())
                .heywood(policy)
                .restarts(new Restarts(3))
                .em(EM);
        Change change = Change.of(FactorData.of(set).deviations(), Randomness.of(set));
        same(estimate(estimation, rows), estimate(estimation, change.of(rows)), change.shift(rows), rows.totalWeight());
    }

    private static FactorEstimate estimate(FactorAnalysisEstimator estimation, Rows rows) {
        return rows.gaps() == 0
                ? estimation.fit(rows)
                : estimation.fit(FactorSample.of(rows, MeanImputedMoments.of(rows)));
    }

    /** Beyond the columns that are decomposed. */
    @Property(tries = 3, edgeCases = EdgeCasesMode.NONE)
    void wideOnes(@ForAll("sets") int set) {
        RandomGenerator random = Randomness.of(set);
        int d = 205;
        double[] loadings = random.doubles(d, 0.3, 0.9).toArray();
        double[][] x = new double[250][d];
        for (double[] row : x) {
            double z = random.nextGaussian();
            Arrays.setAll(row, j -> loadings[j] * z + random.nextGaussian());
        }
        Rows rows = Rows.of(x);
        double[] ones = new double[d];
        Arrays.fill(ones, 1);
        Change change = Change.of(ones, random);
        FactorAnalysisEstimator estimation = new FactorAnalysisEstimator(1).em(EM);
        same(estimation.fit(rows), estimation.fit(change.of(rows)), change.shift(rows), rows.totalWeight());
    }

    private static void same(FactorEstimate before, FactorEstimate after, double shift, double n) {
        double[] parts = parts(before.theta());
        double condition = Arrays.stream(parts).map(psi -> 1 / psi).sum();
        same(before.fit(), after.fit(), shift, n * condition);
        assertEquals(before.improper(), after.improper());
        assertEquals(before.maxima().size(), after.maxima().size());
        assertArrayEquals(
                parts(before.theta()), parts(after.theta()), 1e-5, before.fit().describe());
    }

    /**
     * The mean is up to some hundreds of standard deviations off, so that rows themselves are rounded to as many units of a
     * standard deviation, which a density takes a condition number of times.
     *
     * @param sensitivity condition number times rows
     */
    private static <P> void same(Fit<P> before, Fit<P> after, double shift, double sensitivity) {
        assertEquals(before.getClass(), after.getClass(), () -> before.describe() + " / " + after.describe());
        assertEquals(
                before.trace().iterations(),
                after.trace().iterations(),
                () -> before.describe() + " / " + after.describe());
        double left = before.trace().last().logLikelihood() - shift;
        double bound = 4 * OFFSET * Math.ulp(1.0) * sensitivity + 1e-13 * (Math.abs(left) + Math.abs(shift));
        assertEquals(left, after.trace().last().logLikelihood(), bound);
        if (before instanceof Fit.Degenerate<P> d) {
            assertEquals(
                    d.degeneracy().columns(),
                    ((Fit.Degenerate<P>) after).degeneracy().columns());
        }
    }

    /** Uniquenesses as parts of the variances. */
    private static double[] parts(FactorParameters theta) {
        double[] parts = theta.uniquenesses();
        double[][] covariance = theta.covariance();
        Arrays.setAll(parts, j -> parts[j] / covariance[j][j]);
        return parts;
    }

    /**
     * Accelerated, too, whose steps combine coordinates. But for sets with a row far from all others: that is a component by
     * itself, and on the way to its collapse every step multiplies rounding.
     */
    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void mixturesOfAnalysers(
            @ForAll("sets") int set,
            @ForAll("policies") Heywood policy,
            @ForAll Set<SharedFactors.Part> parts,
            @ForAll boolean accelerated) {
        Assume.that(FactorData.of(set).kind() != FactorData.Kind.OUTLIER);
        Rows rows = rows(set, false);
        Change change = Change.of(FactorData.of(set).deviations(), Randomness.of(set));
        Em em = new Em().until(StoppingRule.never()).maxIterations(20);
        Em settings = accelerated ? em.accelerate(new Squarem()) : em;
        Fit<MixtureParameters<FactorParameters>> before = mixture(rows, policy, parts, settings);
        Fit<MixtureParameters<FactorParameters>> after = mixture(change.of(rows), policy, parts, settings);
        // twenty steps, long ones if accelerated, none of which has arrived
        same(before, after, change.shift(rows), STEPS * rows.totalWeight());
        for (int k = 0; k < 2; k++) {
            assertArrayEquals(
                    parts(before.theta().components().get(k)),
                    parts(after.theta().components().get(k)),
                    1e-5,
                    before::describe);
        }
    }

    private static Fit<MixtureParameters<FactorParameters>> mixture(
            Rows rows, Heywood policy, Set<SharedFactors.Part> parts, Em em) {
        SharedFactors family = new SharedFactors(
                Restrained.of(new FactorAnalysis(rows.columns(), 1), policy, MeanImputedMoments.of(rows)), parts);
        return em.fit(
                family.mixture(2), rows, ClusteredStart.of(family, 2, rows).start(Randomness.of(5)));
    }

    /** What factor models are tested against where values are missing. */
    @Property(tries = 10, edgeCases = EdgeCasesMode.NONE)
    void unrestrictedOnes(@ForAll("sets") int set) {
        int gaps = withGaps(set);
        Rows rows = rows(gaps, false);
        Change change = Change.of(FactorData.of(gaps).deviations(), Randomness.of(set));
        ReferenceModels before = ReferenceModels.of(rows);
        ReferenceModels after = ReferenceModels.of(change.of(rows));
        double shift = change.shift(rows);
        double bound = 1e-9 * (Math.abs(before.logLikelihood()) + Math.abs(shift));
        assertEquals(before.logLikelihood() - shift, after.logLikelihood(), bound);
        assertEquals(before.independent() - shift, after.independent(), bound);
    }

    /** Sets of rows that have something to fit. */
    @Provide
    Arbitrary<Integer> sets() {
        return Arbitraries.integers()
                .between(0, 300)
                .filter(i -> FactorData.of(i).isProper()
                        && FactorData.of(withGaps(i)).isProper());
    }

    /** The number of a set that has gaps. */
    private static int withGaps(int i) {
        List<FactorData.Kind> kinds = List.of(FactorData.Kind.values());
        return kinds.size() * i + kinds.indexOf(FactorData.Kind.GAPS);
    }

    @Provide
    Arbitrary<Heywood> policies() {
        return Arbitraries.of(
                List.of(new Heywood.Report(), new Heywood.Bound(0.005), new Heywood.Bound(0.3), new Heywood.Prior(1)));
    }
}
