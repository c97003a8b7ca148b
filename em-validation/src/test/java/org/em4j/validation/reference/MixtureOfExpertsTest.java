package org.em4j.validation.reference;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.mixture.GatedMixture;
import org.em4j.core.mixture.GatedParameters;
import org.em4j.core.mixture.gate.MultinomialLogit;
import org.em4j.gallery.regression.LinearRegression;
import org.em4j.gallery.regression.LinearRegression.Line;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

/** Two lines of which the covariate chooses one, against R: flexmix, and optim on the log-likelihood. */
class MixtureOfExpertsTest {
    private static final Rows ROWS = Table.read(Path.of("src/test/resources/reference/experts.csv"), Columns.all())
            .rows();
    private static final MultinomialLogit<double[]> GATE =
            new MultinomialLogit<>(2, 2, row -> new double[] {1, row[0]});

    private static Fit<GatedParameters<double[], FullNormal>> fit(Rows rows) {
        double[] mean = {0, 0};
        return new Em()
                .until(StoppingRule.distance(1e-8))
                .fit(
                        new GatedMixture<>(GATE, new LinearRegression(1)),
                        rows,
                        new GatedParameters<>(
                                GATE.equal(),
                                List.of(
                                        FullNormal.of(mean, new double[][] {{3, 1}, {1, 1}}),
                                        FullNormal.of(mean, new double[][] {{3, -1}, {-1, 1}}))));
    }

    @Test
    void itEndsWhereOptimDoes() {
        Fit<GatedParameters<double[], FullNormal>> fit = fit(ROWS);
        assertInstanceOf(Fit.Converged.class, fit, fit.describe());
        assertEquals(-279.829994581, fit.trace().last().logLikelihood(), 1e-8);
        Line first = Line.of(fit.theta().components().get(0));
        Line second = Line.of(fit.theta().components().get(1));
        assertArrayEquals(
                new double[] {
                    1.067567450,
                    0.458242718,
                    0.513099175,
                    -0.384284054,
                    -0.873739187,
                    0.738497090,
                    -0.243514332,
                    -1.163726961
                },
                new double[] {
                    first.intercept(),
                    first.slopes()[0],
                    Math.sqrt(first.variance()),
                    second.intercept(),
                    second.slopes()[0],
                    Math.sqrt(second.variance()),
                    fit.theta().gate()[0],
                    fit.theta().gate()[1]
                },
                1e-5,
                "optim's own digits");
    }

    /** Weights two, one and zero are two copies, one and none, in the M-step of the gate too. */
    @Test
    void weightsAreCopies() {
        double[] weights = new double[ROWS.size()];
        Arrays.setAll(weights, i -> i % 3);
        double[][] copies = new double[(int) Arrays.stream(weights).sum()][];
        for (int i = 0, at = 0; i < weights.length; i++) {
            for (int k = 0; k < weights[i]; k++) {
                copies[at++] = ROWS.get(i);
            }
        }
        assertArrayEquals(
                fit(Rows.of(copies)).theta().gate(),
                fit(ROWS.weighted(weights)).theta().gate(),
                1e-6);
    }
}
