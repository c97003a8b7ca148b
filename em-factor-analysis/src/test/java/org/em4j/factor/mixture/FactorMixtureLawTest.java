package org.em4j.factor.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.Randomness;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.estimate.FactorSample;
import org.em4j.factor.estimate.ProbabilisticPcaEstimator;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.LinearFactorModel;
import org.em4j.factor.model.ProbabilisticPca;
import org.em4j.factor.model.Restrained;
import org.em4j.factor.model.SharedFactors;
import org.em4j.factor.start.MeanImputedMoments;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Rows, and the same rows again so far off that no label is in doubt, are two factor analyses of the same rows: whatever the
 * two share, the mixture ends as the factor analysis does, which Newton's method on another function decides.
 */
class FactorMixtureLawTest {
    private static final int SETS = 32;
    private static final double FAR = 200;

    /** Towards an edge EM never arrives. */
    private static final Em CRAWLS = crawls(1e-6);

    private static Em crawls(double gain) {
        return new Em().maxIterations(5000).until(trace -> {
            int t = trace.iterations();
            return t > 0
                            && trace.last().objective()
                                            - trace.entries().get(t - 1).objective()
                                    < gain
                    ? Optional.of("it crawls")
                    : Optional.empty();
        });
    }

    static Stream<Arguments> cases() {
        List<Heywood> policies =
                List.of(new Heywood.Report(), new Heywood.Bound(0.02), new Heywood.Prior(2), new Heywood.Report());
        List<Set<SharedFactors.Part>> shares = List.of(
                Set.of(),
                Set.of(SharedFactors.Part.NOISE),
                Set.of(SharedFactors.Part.LOADINGS),
                Set.of(SharedFactors.Part.values()));
        return IntStream.range(0, SETS)
                .mapToObj(seed ->
                        Arguments.of(seed, policies.get(seed % 4), shares.get(seed / 4 % 4), seed / 16 % 2 == 1));
    }

    /** One to two factors on four to six columns, few rows: one set in three is a Heywood case. */
    private static double[][] rows(int seed, boolean gaps) {
        RandomGenerator random = Randomness.of(seed);
        int d = 4 + random.nextInt(3);
        int n = 20 + random.nextInt(60);
        double[] loadings = random.doubles(d, 0.2, 1).toArray();
        double[][] x = new double[n][d];
        for (double[] row : x) {
            double z = random.nextGaussian();
            Arrays.setAll(row, j -> loadings[j] * z + Math.sqrt(1 - loadings[j] * loadings[j]) * random.nextGaussian());
            if (gaps && random.nextInt(4) == 0) {
                row[random.nextInt(d)] = Double.NaN;
            }
        }
        return x;
    }

    private static double[][] doubled(double[][] x) {
        return Stream.of(
                        Arrays.stream(x),
                        Arrays.stream(x)
                                .map(row -> Arrays.stream(row).map(v -> v + FAR).toArray()))
                .flatMap(rows -> rows)
                .toArray(double[][]::new);
    }

    private static FactorMixtureFit found(SharedFactors family, Rows rows, long seed) {
        return found(CRAWLS, family, rows, seed);
    }

    private static FactorMixtureFit found(Em untilItCrawls, SharedFactors family, Rows rows, long seed) {
        Fit<MixtureParameters<FactorParameters>> em = untilItCrawls.fit(
                family.mixture(2), rows, ClusteredStart.of(family, 2, rows).start(Randomness.of(seed)));
        return new FactorMixtureSearch(family, rows, new Em()).decide(em);
    }

    private static void assertEndsAs(
            FactorEstimate expected, int n, Set<SharedFactors.Part> shared, FactorMixtureFit found) {
        String both = expected.fit().describe() + " / " + found.fit().describe() + found.endings();
        double height = 2 * (expected.maxima().get(0) - n * Math.log(2));
        assertEquals(height, found.fit().trace().last().objective(), 1e-4, both);
        assertEquals(
                shared.contains(SharedFactors.Part.NOISE) ? 1 : 2,
                found.endings().size(),
                both);
        boolean degenerate = expected.fit() instanceof Fit.Degenerate;
        assertEquals(degenerate, found.fit() instanceof Fit.Degenerate, both);
        List<Integer> flat = degenerate && expected.improper().isEmpty()
                ? ((Fit.Degenerate<?>) expected.fit()).degeneracy().columns()
                : List.of();
        for (FactorMixtureFit.Ending ending : found.endings()) {
            assertEquals(expected.improper(), ending.edge(), both);
            assertEquals(Set.copyOf(flat), Set.copyOf(ending.flat()), both);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void twoFarCopiesEndAsOneDoes(int seed, Heywood policy, Set<SharedFactors.Part> shared, boolean gaps) {
        double[][] x = rows(seed, gaps);
        int q = x[0].length == 6 && seed % 3 == 0 ? 2 : 1;
        Rows once = Rows.of(x, Missing.LATENT);
        Moments moments = MeanImputedMoments.of(once);
        FactorAnalysisEstimator estimation =
                new FactorAnalysisEstimator(q).heywood(policy).restarts(new Restarts(1));
        FactorEstimate expected = estimation.fit(FactorSample.of(once, gaps ? moments : Moments.of(once)));

        Rows twice = Rows.of(doubled(x), Missing.LATENT);
        SharedFactors family =
                new SharedFactors(Restrained.of(new FactorAnalysis(x[0].length, q), policy, moments), shared);
        assertEndsAs(expected, x.length, shared, found(family, twice, seed));
    }

    /** Two columns that are correlated with each other alone tell a factor's loadings only by their product. */
    @ParameterizedTest
    @MethodSource("shares")
    void aFactorOfTwoColumnsIsNotIdentified(int seed, Set<SharedFactors.Part> shared) {
        double[][] x = uncorrelated(seed, 5);
        double[] loadings = Randomness.of(seed).doubles(3, 0.5, 0.9).toArray();
        for (double[] row : x) {
            double[] z = row.clone();
            row[1] = 0.6 * z[0] + 0.8 * z[1];
            for (int j = 2; j < 5; j++) { // what is left of the factor's variance is the first of them
                row[j] = loadings[j - 2] * (z[2] + z[3] + z[4]) / Math.sqrt(3) + 0.5 * z[j];
            }
        }
        FactorEstimate expected = new FactorAnalysisEstimator(2).fit(Rows.of(x));
        assertInstanceOf(Fit.Degenerate.class, expected.fit(), expected.fit()::describe);
        FactorMixtureFit found = found(new SharedFactors(new FactorAnalysis(5, 2), shared), Rows.of(doubled(x)), seed);
        assertEndsAs(expected, x.length, shared, found);
        assertEquals(Set.of(0, 1), Set.copyOf(found.endings().get(0).flat()));
        assertTrue(found.fit().describe().contains("not identified: the uniquenesses of columns 1 and 2"));
    }

    /** Columns of rows, exactly uncorrelated and of variance one. */
    private static double[][] uncorrelated(int seed, int d) {
        RandomGenerator random = Randomness.of(seed);
        double[][] x = new double[40][d];
        for (double[] row : x) {
            Arrays.setAll(row, j -> random.nextGaussian());
        }
        Moments moments = Moments.of(Rows.of(x));
        Cholesky factor = Cholesky.of(moments.covariance(), d);
        double[] mean = moments.mean();
        return Arrays.stream(x)
                .map(row -> factor.whiten(
                        IntStream.range(0, d).mapToDouble(j -> row[j] - mean[j]).toArray()))
                .toArray(double[][]::new);
    }

    static Stream<Arguments> shares() {
        List<Set<SharedFactors.Part>> shares = List.of(
                Set.of(),
                Set.of(SharedFactors.Part.NOISE),
                Set.of(SharedFactors.Part.LOADINGS),
                Set.of(SharedFactors.Part.values()));
        return IntStream.range(0, 8).mapToObj(seed -> Arguments.of(seed, shares.get(seed % 4)));
    }

    /** One noise variance for all columns has a closed form, is identified with fewer factors than columns, and comes to no edge. */
    @ParameterizedTest
    @MethodSource("shares")
    void isotropicNoiseEndsAtTheClosedForm(int seed, Set<SharedFactors.Part> shared) {
        double[][] x = rows(seed, false);
        int d = x[0].length;
        Fit<FactorParameters> expected =
                new ProbabilisticPcaEstimator(2).fit(Rows.of(x)).fit();
        FactorMixtureFit found =
                found(new SharedFactors(new ProbabilisticPca(d, 2), shared), Rows.of(doubled(x)), seed);
        assertInstanceOf(Fit.Converged.class, found.fit(), found.fit()::describe);
        double height = 2 * (expected.trace().last().objective() - x.length * Math.log(2));
        assertEquals(height, found.fit().trace().last().objective(), 1e-4);
        assertEquals(
                shared.contains(SharedFactors.Part.NOISE) ? 1 : 2,
                found.endings().size());
        assertTrue(found.endings().stream()
                .allMatch(e -> e.edge().isEmpty() && e.flat().isEmpty()));
    }

    /** Beyond a thousand parameters, with three columns to a factor. */
    @ParameterizedTest
    @MethodSource("shares")
    void manyParametersEndAsFewDo(int seed, Set<SharedFactors.Part> shared) {
        RandomGenerator random = Randomness.of(seed);
        int q = 14;
        double[] loadings = random.doubles(3L * q, 0.4, 0.95).toArray();
        double[][] x = new double[150][3 * q];
        for (double[] row : x) {
            double[] z = IntStream.range(0, q)
                    .mapToDouble(a -> random.nextGaussian())
                    .toArray();
            Arrays.setAll(
                    row,
                    j -> loadings[j] * z[j / 3] + Math.sqrt(1 - loadings[j] * loadings[j]) * random.nextGaussian());
        }
        FactorEstimate expected = new FactorAnalysisEstimator(q)
                .restarts(new Restarts(1, 1))
                .em(crawls(1e-3))
                .fit(Rows.of(x));
        SharedFactors family = new SharedFactors(new FactorAnalysis(3 * q, q), shared);
        FactorMixtureFit found = found(crawls(1e-3), family, Rows.of(doubled(x)), seed);
        assertEndsAs(expected, x.length, shared, found);
    }

    private static FactorMixtureFit ofUnits(
            Rows rows, boolean isotropic, Heywood policy, Set<SharedFactors.Part> shared, long seed) {
        LinearFactorModel component = isotropic
                ? new ProbabilisticPca(rows.columns(), 1)
                : Restrained.of(new FactorAnalysis(rows.columns(), 1), policy, MeanImputedMoments.of(rows));
        return found(new SharedFactors(component, shared), rows, seed);
    }

    /** Of rows that overlap, too. */
    @ParameterizedTest
    @MethodSource("cases")
    void theEndHasNoUnitAndAWeightIsCopies(int seed, Heywood policy, Set<SharedFactors.Part> shared, boolean gaps) {
        double[][] x = rows(seed, gaps);
        boolean isotropic = seed % 4 == 3;
        int d = x[0].length;
        for (int i = 0; i < x.length / 3; i++) {
            double[] row = x[i];
            Arrays.setAll(row, j -> row[j] + 4);
        }
        double[] weights = new double[x.length];
        Arrays.setAll(weights, i -> 1 + i % 3);
        double[][] copies = IntStream.range(0, x.length)
                .boxed()
                .flatMap(i -> Stream.generate(() -> x[i].clone()).limit((long) weights[i]))
                .toArray(double[][]::new);
        double[] unit =
                Randomness.of(seed).doubles(d, -6, 6).map(e -> Math.pow(10, e)).toArray();
        Arrays.setAll(unit, j -> isotropic ? unit[0] : unit[j]);
        double[][] scaled = Arrays.stream(x)
                .map(row ->
                        IntStream.range(0, d).mapToDouble(j -> row[j] * unit[j]).toArray())
                .toArray(double[][]::new);
        FactorMixtureFit one = ofUnits(Rows.of(copies, Missing.LATENT), isotropic, policy, shared, seed);
        FactorMixtureFit other =
                ofUnits(Rows.of(scaled, Missing.LATENT).weighted(weights), isotropic, policy, shared, seed);
        assertEquals(one.endings(), other.endings());
        assertEquals(one.fit().getClass(), other.fit().getClass());
    }
}
