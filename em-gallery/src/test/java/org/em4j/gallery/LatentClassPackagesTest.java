package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.em4j.core.Execution;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.estimate.ModelEstimator;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.search.Initializer;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.mixture.GatedMixture;
import org.em4j.core.mixture.GatedParameters;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.gate.MultinomialLogit;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.core.product.Part;
import org.em4j.core.product.Product;
import org.em4j.core.product.Row;
import org.em4j.gallery.discrete.Categorical;
import org.em4j.gallery.mixed.Column;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

/** Latent classes of categorical and mixed columns beside poLCA's, and an EM written out in R; {@code classes.R} made the figures. */
class LatentClassPackagesTest {
    /** A log-likelihood, of both sides stopped where steps are small; parameters move by its root. */
    private static final double RELATIVE = 1e-9;

    private static final double PARAMETER = 2e-5;

    private static JsonNode expected(String data) {
        try (InputStream json = LatentClassPackagesTest.class.getResourceAsStream("classes.json")) {
            return new ObjectMapper().readTree(json).get(data);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double[] numbers(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    private static MixedColumns answers(int... numbers) {
        return new MixedColumns(IntStream.range(0, numbers.length)
                .mapToObj(j -> Column.categorical("item " + (j + 1), Columns.numbered("", numbers[j])))
                .toList());
    }

    private static double[] shares(int m, RandomGenerator random) {
        double[] p = random.doubles(m, 0.1, 1).toArray();
        double total = Arrays.stream(p).sum();
        return Arrays.stream(p).map(v -> v / total).toArray();
    }

    private static Product.Theta start(RandomGenerator random, int... numbers) {
        return new Product.Theta(
                Arrays.stream(numbers).<Object>mapToObj(m -> shares(m, random)).toList());
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> Fitted<LatentModel<X, P, Q, S>, P> fit(
            LatentModel<X, P, Q, S> model, Observations<X> data, Initializer<P> start, double logLikelihood) {
        var fitted = new ModelEstimator<>(model, start)
                .restarts(new Restarts(8))
                .em(new Em().until(StoppingRule.distance(1e-9)).maxIterations(100_000))
                .fit(data, new Execution(1, 1));
        assertEquals(
                logLikelihood,
                fitted.fit().trace().last().logLikelihood(),
                RELATIVE * Math.abs(logLikelihood),
                () -> fitted.fit().describe());
        return fitted;
    }

    private static void same(JsonNode gold, int outcomes, List<Product.Theta> classes) {
        int j = 0;
        for (JsonNode item : gold.get("probs")) {
            for (int k = 0; k < outcomes; k++) {
                assertArrayEquals(
                        numbers(item.get(k)), (double[]) classes.get(k).parts().get(j), PARAMETER, "item " + j);
            }
            j++;
        }
    }

    private static void same(JsonNode gold, MixtureParameters<Product.Theta> theta) {
        double[] shares = numbers(gold.get("shares"));
        assertArrayEquals(shares, sorted(theta.weights()), PARAMETER);
        List<Product.Theta> sorted = IntStream.range(0, shares.length)
                .boxed()
                .sorted(Comparator.comparing(theta::weight))
                .map(theta.components()::get)
                .toList();
        same(gold, shares.length, sorted);
    }

    /** Three kinds of respondents of the General Social Survey, as table 1 of poLCA's manual has them. */
    @Test
    void respondentsAsPoLCA() {
        JsonNode gold = expected("gss82");
        Rows rows = Table.read(Path.of("../data/gss82.csv"), Columns.all().weights("people"))
                .rows();
        double[][] answers = rows.toArray();
        for (double[] row : answers) {
            Arrays.setAll(row, j -> row[j] - 1);
        }
        MixedColumns columns = answers(3, 2, 2, 3);
        Rows people = Rows.of(answers).weighted(rows.weights());
        var fitted = fit(
                columns.classes(3),
                people,
                columns.classStarts(3, people),
                gold.get("logLik").asDouble());
        assertEquals(-2754.545, fitted.fit().trace().last().logLikelihood(), 5e-4);
        assertArrayEquals(
                new double[] {0.172, 0.207, 0.621}, sorted(fitted.parameters().weights()), 5e-4);
        same(gold, fitted.parameters());
    }

    private static double[] sorted(double[] shares) {
        return Arrays.stream(shares).sorted().toArray();
    }

    /** Who cheats, given the marks: a multinomial logit for the classes, as the manual page of poLCA's data has it. */
    @Test
    void cheatingByMarksAsPoLCA() {
        JsonNode gold = expected("cheating");
        Rows rows = Table.read(
                        Path.of("../data/cheating.csv"),
                        Columns.all().missing(Missing.LATENT).weights("students"))
                .rows();
        List<double[]> marked = new ArrayList<>();
        List<Double> students = new ArrayList<>();
        for (int i = 0; i < rows.size(); i++) {
            double[] row = rows.toArray()[i];
            if (!Double.isNaN(row[4])) {
                marked.add(row);
                students.add(rows.weights()[i]);
            }
        }
        Row row = new Row(5);
        Product<double[]> product = new Product<>(IntStream.range(0, 4)
                .<Part<double[], ?, ?, ?, ?>>mapToObj(
                        j -> new Part<>("item " + (j + 1), row.count(j), new Categorical(2)))
                .toList());
        var gate = new MultinomialLogit<double[]>(2, 2, x -> new double[] {1, x[4]});
        var fitted = fit(
                new GatedMixture<>(gate, product),
                Observations.of(marked, students.stream().mapToDouble(w -> w).toArray()),
                random -> new GatedParameters<>(
                        gate.equal(), List.of(start(random, 2, 2, 2, 2), start(random, 2, 2, 2, 2))),
                gold.get("logLik").asDouble());
        assertEquals(-429.6384, fitted.fit().trace().last().logLikelihood(), 5e-5);
        double[] b = fitted.parameters().gate();
        double[] poLCA = numbers(gold.get("coefficients"));
        boolean turned = Math.signum(b[0]) != Math.signum(poLCA[0]);
        List<Product.Theta> classes = new ArrayList<>(fitted.parameters().components());
        if (turned) {
            Collections.reverse(classes);
        }
        same(gold, 2, classes);
        for (int i = 0; i < 2; i++) {
            assertEquals(poLCA[i], turned ? -b[i] : b[i], 1e-3 * Math.abs(poLCA[i]));
        }
    }

    /** Four answers of 1785 Americans, each of which some did not give. */
    @Test
    void unansweredQuestionsAsPoLCA() {
        JsonNode gold = expected("election");
        List<double[]> answers = new ArrayList<>();
        gold.get("patterns")
                .forEach(pattern -> answers.add(pattern.asText()
                        .chars()
                        .mapToDouble(c -> c == '0' ? Double.NaN : c - '1')
                        .toArray()));
        MixedColumns columns = answers(4, 4, 4, 4);
        Rows voters = Rows.of(answers.toArray(double[][]::new), Missing.LATENT).weighted(numbers(gold.get("counts")));
        var fitted = fit(
                columns.classes(3),
                voters,
                columns.classStarts(3, voters),
                gold.get("logLik").asDouble());
        same(gold, fitted.parameters());
    }

    /** A choice, a count and a measurement of each, if they are there. */
    @Test
    void columnsOfThreeKindsAsAnEmInR() {
        JsonNode gold = expected("mixed");
        List<double[]> rows = new ArrayList<>();
        gold.get("rows")
                .forEach(row -> rows.add(Arrays.stream(numbers(row))
                        .map(v -> v == -99 ? Double.NaN : v)
                        .toArray()));
        MixedColumns columns = new MixedColumns(List.of(
                Column.categorical("choice", List.of("0", "1", "2")), Column.count("calls"), Column.number("size")));
        Rows all = Rows.of(rows.toArray(double[][]::new), Missing.LATENT);
        var fitted = fit(
                columns.classes(2),
                all,
                columns.classStarts(2, all),
                gold.get("logLik").asDouble());
        MixtureParameters<Product.Theta> theta = fitted.parameters();
        int first = theta.weight(0) < theta.weight(1) ? 0 : 1;
        for (int k = 0; k < 2; k++) {
            Product.Theta at = theta.components().get(k == 0 ? first : 1 - first);
            JsonNode expected = gold.get("classes").get(k);
            double[] found = columns.quantities().values().apply(at);
            double[] p = numbers(expected.get("p"));
            assertArrayEquals(p, Arrays.copyOf(found, p.length), PARAMETER);
            assertEquals(expected.get("rate").asDouble(), found[3], PARAMETER);
            assertEquals(expected.get("mean").asDouble(), found[4], PARAMETER);
            assertEquals(expected.get("variance").asDouble(), found[5], PARAMETER);
        }
    }
}
