package org.em4j.gmm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.em4j.core.accelerate.Squarem;
import org.em4j.core.data.Rows;
import org.em4j.core.data.Table;
import org.em4j.core.fit.Em;
import org.em4j.gmm.MixtureSelection.Candidate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All families in many sizes. */
class MixtureSelectionTest {
    private static final List<Integer> SIZES =
            IntStream.rangeClosed(1, 9).boxed().toList();

    private static MixtureSelection of(Rows rows, List<Integer> sizes, int threads) {
        return MixtureSelection.of(
                new MixtureEstimation(rows),
                new Em().accelerate(new Squarem()),
                sizes,
                CovarianceFamily.all(),
                false,
                threads,
                () -> {});
    }

    private static Rows data(String name) {
        return Table.read(Path.of("..", "data", name + ".csv")).rows();
    }

    /** BIC as mclust 6.0.0 prints it, but for the sign. */
    @ParameterizedTest
    @CsvSource({"iris, 'VEV, 2', 561.7285", "faithful, 'EEE, 3', 2314.316"})
    void theModelIsThatOfMclustWithABicAtLeastAsGood(String name, String model, double bic) {
        MixtureSelection selection = of(data(name), SIZES, 2);
        assertEquals(9 * 14, selection.candidates().size());
        Candidate<?, ?> best = selection.least(Candidate::bic).orElseThrow();
        assertEquals(model, best.name());
        assertTrue(best.bic() <= bic && best.bic() > bic - 0.1, "" + best.bic());
        assertFamiliesNest(selection);
    }

    private static void assertFamiliesNest(MixtureSelection selection) {
        for (Candidate<?, ?> a : selection.candidates()) {
            for (Candidate<?, ?> b : selection.candidates()) {
                boolean within = a.components() == b.components()
                        && b.family().structure().contains(a.family().structure());
                if (within && a.criteria().isPresent()) {
                    assertTrue(
                            b.logLikelihood() >= a.logLikelihood() - 1e-6,
                            () -> b.name() + " ends below " + a.name() + ": " + b.logLikelihood() + ", "
                                    + a.logLikelihood());
                }
            }
        }
    }

    @Test
    void threadsDoNotChangeABit() {
        Rows rows = data("iris");
        AtomicInteger told = new AtomicInteger();
        MixtureSelection one = of(rows, List.of(2, 4), 1);
        MixtureSelection four = MixtureSelection.of(
                new MixtureEstimation(rows),
                new Em().accelerate(new Squarem()),
                List.of(2, 4),
                CovarianceFamily.all(),
                false,
                4,
                told::incrementAndGet);
        assertEquals(one.describe(), four.describe());
        for (int i = 0; i < one.candidates().size(); i++) {
            assertEquals(one.candidates().get(i).bic(), four.candidates().get(i).bic());
        }
        assertEquals(28, told.get());
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
    void aPriorKeepsAllFamiliesFromFailing() {
        MixtureSelection selection = MixtureSelection.of(
                new MixtureEstimation(data("iris")).prior(MixturePrior::mclust),
                new Em().accelerate(new Squarem()),
                List.of(1, 2, 3, 7),
                CovarianceFamily.all(),
                false,
                2,
                () -> {});
        assertTrue(selection.candidates().stream().allMatch(c -> c.criteria().isPresent()), selection.describe());
    }
}
