package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Observations;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.gallery.sequence.LocalLevel;
import org.em4j.gallery.sequence.StateSpace;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** State space models beside the local level, which is one of them, and beside astsa's; {@code statespace.R} made the figures. */
class StateSpaceTest {
    private static final Em EM = new Em().until(StoppingRule.distance(1e-8)).maxIterations(100_000);

    /** Of sums of some hundred logs, each rounded in other places. */
    private static final double ROUNDING = 1e-10;

    private static FullNormal normal(double mean, double variance) {
        return FullNormal.of(new double[] {mean}, new double[][] {{variance}});
    }

    /** The flow of the Nile, without gaps and with those of Durbin and Koopman (2012). */
    @ParameterizedTest
    @ValueSource(strings = {"whole", "gaps"})
    void aStateThatStaysIsALocalLevel(String flow) {
        Gold nile = new Gold(Gold.of("recommended.json", "nile").figures().get(flow));
        double[] y = nile.numbers("flow");
        LocalLevel level = new LocalLevel(y[0], nile.number("variance"));
        Fit<LocalLevel.Theta> one = EM.fit(level, Observations.of(List.of(y)), new LocalLevel.Theta(1000, 10_000));
        StateSpace model = new StateSpace(new double[][] {{1}}, normal(y[0], nile.number("variance")), false);
        double[][] series = Arrays.stream(y).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
        Fit<StateSpace.Theta> other = EM.fit(
                model,
                Observations.of(List.<double[][]>of(series)),
                new StateSpace.Theta(new double[][] {{1}}, normal(0, 1000), new double[] {10_000}));
        assertInstanceOf(Fit.Converged.class, other, other::describe);
        double height = one.trace().last().logLikelihood();
        assertEquals(height, other.trace().last().logLikelihood(), ROUNDING * Math.abs(height));
        assertEquals(
                one.theta().step(),
                other.theta().steps().covariance()[0][0],
                1e-6 * one.theta().step());
        assertEquals(
                one.theta().noise(),
                other.theta().noise()[0],
                1e-6 * one.theta().noise());
        double[] levels = model.posterior(other.theta()).apply(series).means()[50];
        assertEquals(level.posterior(one.theta()).apply(y).level()[50], levels[0], 1e-6 * levels[0]);
    }

    /**
     * Three states, each seen with noise, 111 of 273 values missing. R's optimiser has differences for gradients: it stops where
     * the log-likelihood is flat to 1e-9, and parameters lie within the root of that in their own standard errors.
     */
    @Test
    void bloodAfterATransplantAsAstsa() {
        double[][] rows = Table.read(
                        Path.of("../data/blood.csv"),
                        Columns.of(List.of("day", "WBC", "PLT", "HCT")).missing(Missing.LATENT))
                .rows()
                .toArray();
        double[][] days = Arrays.stream(rows) // which come by what is missing of them
                .sorted(Comparator.comparingDouble(row -> row[0]))
                .map(row -> Arrays.copyOfRange(row, 1, 4))
                .toArray(double[][]::new);
        double[][] identity = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
        FullNormal first = FullNormal.of(new double[] {2, 4.5, 30}, new double[][] {{1, 0, 0}, {0, 1, 0}, {0, 0, 25}});
        Fit<StateSpace.Theta> fit = EM.fit(
                new StateSpace(identity, first, true),
                Observations.of(List.<double[][]>of(days)),
                new StateSpace.Theta(
                        identity,
                        FullNormal.of(new double[3], new double[][] {{0.01, 0, 0}, {0, 0.01, 0}, {0, 0, 1}}),
                        new double[] {0.01, 0.01, 1}));
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        Gold gold = Gold.of("statespace.json", "blood");
        assertEquals(gold.number("logLik"), fit.trace().last().logLikelihood(), 1e-7);
        for (int i = 0; i < 3; i++) {
            assertArrayEquals(gold.rows("transition").get(i), fit.theta().transition()[i], 1e-4);
            assertArrayEquals(gold.rows("steps").get(i), fit.theta().steps().covariance()[i], 1e-4);
        }
        assertArrayEquals(gold.numbers("noise"), fit.theta().noise(), 1e-4);
    }
}
