package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import java.util.List;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.gallery.continuous.Dirichlet;
import org.em4j.gallery.discrete.DirichletMultinomial;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shares, and counts whose shares differ, beside R's; {@code dirichlet.R} made the figures. */
class DirichletTest {
    private static final double LOG_LIKELIHOOD = 1e-9;

    /** Of both sides, which stop where the log-likelihood no longer moves. */
    private static final double RELATIVE = 1e-5;

    private static <Q extends Posterior, S extends Statistics<S>> void fits(
            LatentModel<double[], double[], Q, S> model, List<double[]> rows, Gold gold) {
        double[] expected = gold.numbers("concentrations");
        double[] start = new double[expected.length];
        Arrays.fill(start, 1);
        Fit<double[]> fit = new Em()
                .until(StoppingRule.distance(1e-7))
                .maxIterations(100_000)
                .fit(model, Observations.of(rows), start);
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        double height = gold.number("logLik");
        assertEquals(height, fit.trace().last().logLikelihood(), LOG_LIKELIHOOD * Math.abs(height));
        for (int k = 0; k < expected.length; k++) {
            assertEquals(expected[k], fit.theta()[k], RELATIVE * expected[k]);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"D13S317", "D3S1358"})
    void allelesOfSixPopulationsAsDirmult(String locus) {
        Gold gold = Gold.of("dirichlet.json", locus);
        fits(new DirichletMultinomial(), gold.rows("counts"), gold);
    }

    @Test
    void sharesAsAGeneralOptimiser() {
        Gold gold = Gold.of("dirichlet.json", "shares");
        fits(new Dirichlet(), gold.rows("shares"), gold);
    }

    /** Of a total that is given: two counts of two kinds, and with concentrations of 1 all three ways are as likely. */
    @Test
    void countsOfATotalSumToOne() {
        var posterior = new DirichletMultinomial().posterior(new double[] {1, 1});
        double[] each = List.of(new double[] {2, 0}, new double[] {1, 1}, new double[] {0, 2}).stream()
                .mapToDouble(x -> Math.exp(posterior.apply(x).logEvidence()))
                .toArray();
        assertArrayEquals(new double[] {1 / 3.0, 1 / 3.0, 1 / 3.0}, each, 1e-14);
    }
}
