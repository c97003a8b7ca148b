package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.inference.Estimate;
import org.em4j.core.inference.Information;
import org.em4j.core.inference.Quantities;
import org.em4j.core.inference.StandardErrors;
import org.em4j.gallery.item.GradedResponse;
import org.em4j.gallery.item.GradedResponse.Item;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

/** Items beside ltm's, which has the same nodes, and so the same maximum; {@code item.R} made the figures. */
class GradedResponseTest {
    private static final GradedResponse LSAT = GradedResponse.twoParameterLogistic(5, 21);

    /** Of sums of hundreds of logs, over nodes that the two programs find to 1e-12 or so. */
    private static final double RELATIVE = 1e-11;

    /** Both stop some 1e-8 standard errors from the maximum, of which the largest here is 0.6. */
    private static final double PARAMETER = 1e-7;

    private static Rows table(String file, List<String> items) {
        return Table.read(Path.of("../data", file), Columns.of(items).weights("people"))
                .rows();
    }

    private static Rows lsat() {
        return table("lsat6.csv", List.of("item1", "item2", "item3", "item4", "item5"));
    }

    private static List<Item> fit(GradedResponse model, Rows people, double logLikelihood) {
        Fit<List<Item>> fit = new Em()
                .until(StoppingRule.distance(1e-8))
                .maxIterations(10_000)
                .fit(model, people, model.start());
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
        assertEquals(logLikelihood, fit.trace().last().logLikelihood(), RELATIVE * Math.abs(logLikelihood));
        return fit.theta();
    }

    private static double[] each(List<Item> items, ToDoubleFunction<Item> value) {
        return items.stream().mapToDouble(value).toArray();
    }

    /** Bock and Lieberman's data; the margins and the log-likelihood, -2466.65, are printed in manuals of ltm and mirt too. */
    @Test
    void lawSchoolAdmissionTestAsLtm() {
        Rows people = lsat();
        double[] right = new double[5];
        for (int i = 0; i < people.size(); i++) {
            double weight = people.weight(i);
            double[] x = people.get(i);
            Arrays.setAll(right, j -> right[j] + weight * x[j]);
        }
        assertArrayEquals(new double[] {924, 709, 553, 763, 870}, right);
        Gold gold = Gold.of("item.json", "lsat");
        List<Item> items = fit(LSAT, people, gold.number("logLik"));
        assertArrayEquals(gold.numbers("slopes"), each(items, Item::slope), PARAMETER);
        assertArrayEquals(gold.numbers("intercepts"), each(items, item -> item.intercepts()[0]), PARAMETER);
        double[][] some = {{0, 0, 0, 0, 0}, {0, 1, 1, 0, 1}, {1, 1, 1, 1, 1}};
        double[] scores = Arrays.stream(some)
                .mapToDouble(x -> LSAT.posterior(items).apply(x).mean())
                .toArray();
        assertArrayEquals(gold.numbers("eap"), scores, PARAMETER);
    }

    /** Both take differences of gradients, which keep six digits or so. */
    @Test
    void standardErrorsAsLtm() {
        Gold gold = Gold.of("item.json", "lsat");
        List<Item> items = fit(LSAT, lsat(), gold.number("logLik"));
        Quantities<List<Item>> quantities = new Quantities<>(
                IntStream.range(0, 10).mapToObj(i -> "parameter " + i).toList(),
                at -> IntStream.range(0, 10)
                        .mapToDouble(i -> i < 5
                                ? at.get(i).intercepts()[0]
                                : at.get(i - 5).slope())
                        .toArray());
        StandardErrors errors = StandardErrors.of(Information.at(EmProblem.of(LSAT, lsat()), items), quantities);
        assertArrayEquals(
                gold.numbers("errors"),
                errors.estimates().stream().mapToDouble(Estimate::standardError).toArray(),
                1e-5);
    }

    @Test
    void attitudesToScienceAsGrm() {
        GradedResponse model = new GradedResponse(List.of(4, 4, 4, 4), 21);
        Gold gold = Gold.of("item.json", "science");
        List<Item> items = fit(
                model, table("science.csv", List.of("Comfort", "Work", "Future", "Benefit")), gold.number("logLik"));
        List<double[]> coefficients = gold.rows("coefficients"); // thresholds as of the odds of no more than an answer
        for (int j = 0; j < 4; j++) {
            double[] intercepts = items.get(j).intercepts();
            double[] c = coefficients.get(j);
            assertArrayEquals(
                    c,
                    new double[] {
                        -intercepts[0],
                        -intercepts[1],
                        -intercepts[2],
                        items.get(j).slope()
                    },
                    10 * PARAMETER);
        }
    }

    @Test
    void anItemThatEverybodyGetsRightIsSaid() {
        List<double[]> people = List.of(new double[] {1, 1}, new double[] {0, 1}, new double[] {1, 1});
        GradedResponse model = GradedResponse.twoParameterLogistic(2, 21);
        Fit<List<Item>> fit = new Em().fit(model, Observations.of(people), model.start());
        assertEquals(
                "degenerate after 0 iterations: item 2 (on rows 1, 2, 3): nobody gives answer 0; leave the answer out, or the item",
                fit.describe());
    }
}
