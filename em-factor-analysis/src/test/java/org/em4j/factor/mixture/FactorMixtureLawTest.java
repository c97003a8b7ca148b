package org.em4j.factor.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
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
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.model.FactorAnalysis;
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
    private static final Em CRAWLS = new Em().maxIterations(5000).until(trace -> {
        int t = trace.iterations();
        return t > 0 && trace.last().objective() - trace.entries().get(t - 1).objective() < 1e-6
                ? Optional.of("it crawls")
                : Optional.empty();
    });

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

    @ParameterizedTest
    @MethodSource("cases")
    void twoFarCopiesEndAsOneDoes(int seed, Heywood policy, Set<SharedFactors.Part> shared, boolean gaps) {
        double[][] x = rows(seed, gaps);
        int q = x[0].length == 6 && seed % 3 == 0 ? 2 : 1;
        Rows once = Rows.of(x, Missing.LATENT);
        Moments moments = MeanImputedMoments.of(once);
        FactorAnalysisEstimator estimation =
                new FactorAnalysisEstimator(q).heywood(policy).restarts(new Restarts(1, 1));
        FactorEstimate expected = gaps ? estimation.ofIncomplete(once, moments) : estimation.fit(once);

        Rows twice = Rows.of(doubled(x), Missing.LATENT);
        SharedFactors family =
                new SharedFactors(Restrained.of(new FactorAnalysis(x[0].length, q), policy, moments), shared);
        Fit<MixtureParameters<FactorParameters>> em = CRAWLS.fit(
                family.mixture(2), twice, ClusteredStart.of(family, 2, twice).start(Randomness.of(seed)));
        FactorMixtureFit found = new FactorMixtureSearch(family, twice, new Em()).decide(em);

        String both = expected.fit().describe() + " / " + found.fit().describe() + found.endings();
        double height = 2 * (expected.maxima().get(0) - x.length * Math.log(2));
        assertEquals(height, found.fit().trace().last().objective(), 1e-4, both);
        List<List<Integer>> edges = new ArrayList<>();
        found.endings().forEach(ending -> edges.add(ending.edge()));
        assertEquals(shared.contains(SharedFactors.Part.NOISE) ? 1 : 2, edges.size(), both);
        edges.forEach(edge -> assertEquals(expected.improper(), edge, both));
        boolean degenerate = found.fit() instanceof Fit.Degenerate;
        assertEquals(policy instanceof Heywood.Report && !expected.improper().isEmpty(), degenerate, both);
    }
}
