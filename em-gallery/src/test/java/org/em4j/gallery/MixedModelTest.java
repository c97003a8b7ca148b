package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.em4j.core.data.Observations;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.gallery.regression.LinearRegression;
import org.em4j.gallery.regression.MixedModel;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

/** Reaction times of 18 people in ten days without sleep, beside lme4's maximum likelihood; {@code mixedmodel.R} made the figures. */
class MixedModelTest {
    private static final double LOG_LIKELIHOOD = 1e-9;

    /** lme4's optimiser stops at some 1e-7 of the parameters that it climbs by. */
    private static final double RELATIVE = 1e-6;

    private static List<double[][]> people() {
        double[][] rows = Table.read(Path.of("../data/sleepstudy.csv"), List.of("subject", "days", "reaction"))
                .rows()
                .toArray();
        return Arrays.stream(rows)
                .collect(Collectors.groupingBy(row -> row[0], TreeMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(person -> person.stream()
                        .map(row -> new double[] {row[1], row[2]})
                        .toArray(double[][]::new))
                .toList();
    }

    private static void asLme4(String part, MixedModel model, double[][] effects) {
        Gold gold = Gold.of("mixedmodel.json", part);
        MixedModel.Theta start = new MixedModel.Theta(
                FullNormal.of(new double[] {4.5, 300}, new double[][] {{8, 0}, {0, 3000}}),
                FullNormal.of(new double[effects.length], effects));
        Fit<MixedModel.Theta> fit = new Em()
                .until(StoppingRule.distance(1e-8))
                .maxIterations(10_000)
                .fit(model, Observations.of(people()), start);
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        assertEquals(
                gold.number("logLik"),
                fit.trace().last().logLikelihood(),
                LOG_LIKELIHOOD * Math.abs(gold.number("logLik")));
        LinearRegression.Line line = LinearRegression.Line.of(fit.theta().rows());
        same(gold.numbers("line"), line.intercept(), line.slopes()[0]);
        same(new double[] {gold.number("variance")}, line.variance());
        double[][] covariance = fit.theta().effects().covariance();
        for (int i = 0; i < covariance.length; i++) {
            same(gold.rows("effects").get(i), covariance[i]);
        }
        for (int i = 0; i < 18; i++) {
            same(
                    gold.rows("modes").get(i),
                    model.posterior(fit.theta()).apply(people().get(i)).mean());
        }
    }

    /** Relative to the largest of them. */
    private static void same(double[] expected, double... actual) {
        double size = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        assertArrayEquals(expected, actual, RELATIVE * size);
    }

    @Test
    void interceptsAndSlopesOfTheirOwnAsLme4() {
        asLme4("slopes", new MixedModel(1, List.of(0)), new double[][] {{500, 0}, {0, 50}});
    }

    @Test
    void interceptsOfTheirOwnAsLme4() {
        asLme4("intercepts", new MixedModel(1, List.of()), new double[][] {{500}});
    }
}
