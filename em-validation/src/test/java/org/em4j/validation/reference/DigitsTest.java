package org.em4j.validation.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

/** Ten factors of 1797 pictures of handwritten digits, 64 pixels each, of which three are never inked. */
class DigitsTest {
    private static final Path DIGITS = Path.of("src", "test", "resources", "digits.csv");
    private static final List<Integer> NEVER_INKED = List.of(0, 32, 39);

    private static Rows pixels(IntStream which) {
        return Table.read(DIGITS, which.mapToObj(j -> "p" + j).toList()).rows();
    }

    @Test
    void theInkedPixelsReachTheLogLikelihoodOfIndependentSoftware() {
        Rows rows = pixels(IntStream.range(0, 64).filter(j -> !NEVER_INKED.contains(j)));
        Fit<FactorParameters> fit = new FactorAnalysisEstimator(10)
                .restarts(new Restarts(1))
                .fit(rows)
                .fit();
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        // the reference stopped where 3000 more of its own steps gained 5.6e-7
        assertEquals(-221310.97267971135, fit.trace().last().logLikelihood(), 1e-6);
    }

    @Test
    void pixelsThatAreNeverInkedAreNamed() {
        Rows rows = pixels(IntStream.range(0, 64));
        DegenerateException e =
                assertThrows(DegenerateException.class, () -> new FactorAnalysisEstimator(10).fit(rows));
        assertEquals(NEVER_INKED, e.degeneracy().columns());
        assertEquals("columns 1, 33 and 40 do not vary; leave those columns out", e.getMessage());
    }
}
