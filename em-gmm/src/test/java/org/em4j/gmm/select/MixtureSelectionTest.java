package org.em4j.gmm.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.Execution;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.MixturePrior;
import org.em4j.gmm.Resolution;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.select.MixtureSelection.Candidate;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All families in many sizes. */
class MixtureSelectionTest {
    private static final List<Integer> SIZES =
            IntStream.rangeClosed(1, 9).boxed().toList();

    private static final GaussianMixtureEstimator<?, ?> SQUAREM =
            new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 1).em(new Em().accelerate(new Squarem()));

    private static MixtureSelection of(Rows rows, List<Integer> sizes, int threads) {
        return MixtureSelection.select(
                SQUAREM,
                rows,
                sizes,
                CovarianceFamily.all(),
                MixtureSelection.REACH,
                () -> {},
                new Execution(threads, 1));
    }

    private static Rows data(String name) {
        return Table.read(Path.of("..", "data", name + ".csv")).rows();
    }

    /** BIC as mclust 6.0.0 prints it, but for the sign. */
    @ParameterizedTest
    @CsvSource({"iris, 'VEV, 2', 561.7285", "faithful, 'EEE, 3', 2314.316"})
    void theModelIsThatOfMclustWithABicAtLeastAsGood(String name, String model, double bic) {
        Rows rows = data(name);
        MixtureSelection selection = of(rows, SIZES, 2);
        assertEquals(9 * 14, selection.candidates().size());
        Candidate<?, ?> best = selection.least(Candidate::bic).orElseThrow();
        assertEquals(model, best.name());
        assertTrue(best.bic() <= bic && best.bic() > bic - 0.1, "" + best.bic());
        assertFamiliesNest(selection, rows);
    }

    /** Of a size that is searched; but where what rises from the smaller family's maximum is none: a collapse. */
    private static void assertFamiliesNest(MixtureSelection selection, Rows rows) {
        for (Candidate<?, ?> a : selection.candidates()) {
            for (Candidate<?, ?> b : selection.candidates()) {
                if (a.components() == b.components()
                        && !selection.scouted().contains(a.components())
                        && lends(a.family(), b.family())
                        && a.criteria().isPresent()) {
                    assertTrue(
                            b.logLikelihood() >= a.logLikelihood() - 1e-6
                                    || collapses(a.fitted().orElseThrow().parameters(), b.family(), rows),
                            () -> b.name() + " ends below " + a.name() + ": " + b.logLikelihood() + ", "
                                    + a.logLikelihood());
                }
            }
        }
    }

    /** To a family that is the same in all units only others of the kind do. */
    private static boolean lends(CovarianceFamily<?, ?> a, CovarianceFamily<?, ?> to) {
        return to.structure().contains(a.structure())
                && (a.structure().isFreeOfUnits() || !to.structure().isFreeOfUnits());
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> boolean collapses(
            GaussianMixture<?, ?> from, CovarianceFamily<P, S> to, Rows rows) {
        Fit<GaussianMixture<P, S>> fit =
                SQUAREM.family(to).from(from.nearestIn(to)).fit(rows).fit();
        return !fit.endedWell() || Resolution.of(rows).narrower(fit.theta()).isPresent();
    }

    @Test
    void threadsDoNotChangeABit() {
        Rows rows = data("iris");
        AtomicInteger told = new AtomicInteger();
        MixtureSelection one = of(rows, List.of(2, 4), 1);
        MixtureSelection four = MixtureSelection.select(
                SQUAREM,
                rows,
                List.of(2, 4),
                CovarianceFamily.all(),
                MixtureSelection.REACH,
                told::incrementAndGet,
                new Execution(4, 1));
        assertEquals(one.describe(), four.describe());
        for (int i = 0; i < one.candidates().size(); i++) {
            assertEquals(one.candidates().get(i).bic(), four.candidates().get(i).bic());
        }
        assertEquals(Set.of(4), one.scouted());
        assertEquals(14 + 28, told.get());
    }

    /** Some clusters of some shapes, near each other or not. */
    private static Rows clusters(long seed) {
        RandomGenerator random = Randomness.of(seed);
        int k = 1 + random.nextInt(4);
        int d = 2 + random.nextInt(2);
        double[][] centre = new double[k][d];
        double[][] scale = new double[k][d];
        for (int c = 0; c < k; c++) {
            Arrays.setAll(centre[c], j -> 3 * random.nextGaussian());
            Arrays.setAll(scale[c], j -> Math.exp(0.5 * random.nextGaussian()));
        }
        double[][] x = new double[60 + random.nextInt(60)][d];
        for (double[] row : x) {
            int c = random.nextInt(k);
            Arrays.setAll(row, j -> centre[c][j] + scale[c][j] * random.nextGaussian());
        }
        return Rows.of(x);
    }

    private static MixtureSelection of(Rows rows, double reach) {
        return MixtureSelection.select(
                SQUAREM,
                rows,
                List.of(1, 2, 3, 4, 5),
                List.of(
                        CovarianceFamily.VVV,
                        CovarianceFamily.VVE,
                        CovarianceFamily.EEE,
                        CovarianceFamily.VVI,
                        CovarianceFamily.EII),
                reach,
                () -> {},
                new Execution());
    }

    /** What is out of reach would not be chosen either if it were searched. Of the first 60 seeds, the last 6 tell a reach of 0. */
    @ParameterizedTest
    @ValueSource(longs = {2, 3, 1, 10, 13, 27, 33, 50})
    void theChoiceIsThatOfASearchOfAllSizes(long seed) {
        Rows rows = clusters(seed);
        MixtureSelection some = of(rows, MixtureSelection.REACH);
        MixtureSelection all = of(rows, Double.POSITIVE_INFINITY);
        assertEquals(Set.of(), all.scouted());
        for (ToDoubleFunction<Candidate<?, ?>> criterion :
                List.<ToDoubleFunction<Candidate<?, ?>>>of(Candidate::bic, Candidate::icl)) {
            Candidate<?, ?> one = some.least(criterion).orElseThrow();
            Candidate<?, ?> other = all.least(criterion).orElseThrow();
            assertEquals(other.name(), one.name());
            assertEquals(criterion.applyAsDouble(other), criterion.applyAsDouble(one));
        }
    }

    /** The largest sizes are fitted first. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
    void anInterruptLeavesTheSizesThatWereDoneWith(int fits) {
        AtomicInteger told = new AtomicInteger();
        MixtureSelection selection = MixtureSelection.select(
                new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 1),
                data("iris"),
                List.of(1, 2, 3),
                List.of(CovarianceFamily.EEE, CovarianceFamily.EII),
                MixtureSelection.REACH,
                () -> {
                    if (told.incrementAndGet() == fits) {
                        Thread.currentThread().interrupt();
                    }
                },
                new Execution());
        assertTrue(Thread.interrupted());
        assertEquals(fits, told.get());
        assertEquals(
                List.of(1, 1, 2, 2, 3, 3).subList(6 - 2 * ((fits - 1) / 2), 6),
                selection.candidates().stream().map(Candidate::components).toList());
        assertEquals(Set.of(2, 3), selection.scouted());
    }

    @Test
    void whatWasNotSearchedIsMarked() {
        MixtureSelection selection = of(data("iris"), List.of(2, 5), 2);
        assertEquals(Set.of(5), selection.scouted());
        String text = selection.describe();
        assertTrue(text.lines().findFirst().orElseThrow().endsWith(" 5~"), text);
        assertTrue(text.contains("~ marks sizes out of reach"), text);
        assertTrue(text.contains("least BIC: VEV, 2\n"), text);
        assertTrue(text.contains("least AIC: VEV, 5~\n"), text);
        assertTrue(text.contains("VVE, 5~; VVV, 5~: a component is narrower"), text);
    }

    @Test
    void whatFailedIsShownWithItsReason() {
        double[][] x =
                IntStream.range(0, 30).mapToObj(i -> new double[] {i % 7, 7}).toArray(double[][]::new);
        MixtureSelection selection = of(Rows.of(x), List.of(1), 1);
        String text = selection.describe();
        assertTrue(text.contains("VVV, 1: all components: the covariance is singular: column 2 does not vary"), text);
        assertEquals("EII, 1", selection.least(Candidate::bic).orElseThrow().name());
    }

    @Test
    void rowsThatAreAllEqualAreSaidToBe() {
        String text = of(Rows.of(new double[][] {{5, 0.1}, {5, 0.1}, {5, 0.1}}), List.of(1), 1)
                .describe();
        assertTrue(
                text.contains(
                        "all components: the rows are all equal, and there is nothing to fit; give rows that differ"),
                text);
    }

    @Test
    void aPriorKeepsAllFamiliesFromFailing() {
        MixtureSelection selection = MixtureSelection.select(
                SQUAREM.prior(MixturePrior::mclust),
                data("iris"),
                List.of(1, 2, 3, 7),
                CovarianceFamily.all(),
                Double.POSITIVE_INFINITY,
                () -> {},
                new Execution());
        assertTrue(selection.candidates().stream().allMatch(c -> c.criteria().isPresent()), selection.describe());
    }
}
