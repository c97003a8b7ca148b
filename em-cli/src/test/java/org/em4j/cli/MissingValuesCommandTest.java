package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is missing, and what does not count, from the command line. */
class MissingValuesCommandTest {
    private static final String EMPTY = "src/test/resources/missing/empty_rows.csv";
    private static final String NEVER = "src/test/resources/missing/never_together.csv";
    private static final int COLUMNS = 5;

    @TempDir
    private Path folder;

    /** lavaan 0.6-14, cfa(missing="ml", std.lv=TRUE), which drops the five of 120 rows that are empty; Bartlett's figure by hand. */
    @Test
    void rowsWithoutAnyValueDoNotCount() {
        Command fit = Command.em(("fit cfa " + EMPTY + " --missing --factor f=v1+v2+v3 --factor g=v4+v5+v6"
                        + " --tolerance 1e-13 --format json")
                .split(" "));
        JsonNode json = fit.json();
        assertEquals(115, json.at("/fit/observations").asInt());
        assertEquals(-830.91568, json.at("/fit/logLikelihood").asDouble(), 1e-5);
        assertEquals(1751.9851, json.at("/fit/bic").asDouble(), 1e-4);
        assertEquals(9.40744, json.at("/test/chiSquareUncorrected").asDouble(), 1e-5);
        assertEquals(8.98479, json.at("/test/chiSquare").asDouble(), 1e-5);
        assertEquals(0.03911, json.at("/test/rmsea").asDouble(), 1e-5);
        assertEquals(0.12047, json.at("/test/rmseaInterval/1").asDouble(), 1e-5);
        assertEquals(5, json.at("/missing/rowsWithoutValue").asInt());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "gmm --components 1",
                "gmm --components 1 --covariance EEE",
                "gmm --components 2 --covariance VEE"
            })
    void aPairThatIsNeverObservedTogetherIsNamed(String model) {
        Command fit = Command.em(("fit " + model + " --missing " + NEVER).split(" "));
        assertEquals(0, fit.status(), fit.err());
        String sentence = "columns a and b are never observed in the same row: their covariance is not identified";
        assertTrue(fit.out().contains(sentence), fit.out());
    }

    @Test
    void whatIsSharedBetweenComponentsMayStandInForAPair() {
        Command fit = Command.em(("fit gmm --components 2 --covariance VEV --missing " + NEVER).split(" "));
        assertTrue(fit.out().contains("that components share (VEV) make of it"), fit.out() + fit.err());
        Command diagonal = Command.em(("fit gmm --components 1 --covariance diag --missing " + NEVER).split(" "));
        assertTrue(diagonal.out().contains("in the same row: no covariance of theirs is fitted"), diagonal.out());
    }

    /** Three columns have six moments, of which the rows tell five; one factor has six parameters. */
    @Test
    void aFactorThatRestsOnAPairThatIsNeverObservedIsNotIdentified() {
        Command fit = Command.em(("fit fa --factors 1 --missing " + NEVER).split(" "));
        assertTrue(fit.out().contains("not identified by what is observed, with -1 degrees of freedom"), fit.out());
        assertTrue(fit.out().contains("columns a and b are never observed in the same row: the factors alone say"));
        JsonNode json = Command.em(("fit fa --factors 1 --missing --format json " + NEVER).split(" "))
                .json();
        assertEquals("b", json.at("/missing/neverTogether/0/1").asText());
        assertEquals(0, json.at("/missing/leastOftenTogether/share").asDouble());
        assertEquals(1, json.at("/missing/observed/c").asDouble());
    }

    /** Two groups of rows, two factors that correlate; a part of the values, if any, and of the weights missing. */
    private static List<String> data(long seed, double missing, boolean weightless) {
        Random random = new Random(seed);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            double common = random.nextGaussian() + (i % 3 == 0 ? 6 : 0);
            double other = random.nextGaussian();
            String[] cells = new String[COLUMNS + 1];
            double second = 0.5 * common + 1.5 * other;
            Arrays.setAll(
                    cells,
                    j -> random.nextDouble() < missing
                            ? "NA"
                            : "" + ((j < 2 ? common : second) + random.nextGaussian()));
            cells[COLUMNS] = weightless && i % 7 == 3 ? "0" : "" + (1 + random.nextInt(3));
            lines.add(String.join(",", cells));
        }
        return lines;
    }

    private ObjectNode fit(String model, List<String> rows, String... more) throws IOException {
        Path file = folder.resolve("rows.csv");
        Files.writeString(file, "a,b,c,d,e,w\n" + String.join("\n", rows) + "\n");
        List<String> words = new ArrayList<>(List.of("fit"));
        words.addAll(List.of(model.split(" ")));
        words.addAll(List.of(file.toString(), "--format=json", "--columns=a,b,c,d,e"));
        words.addAll(List.of(more));
        if (model.startsWith("cfa")) {
            words.remove("--columns=a,b,c,d,e");
        }
        Command fit = Command.em(words.toArray(String[]::new));
        // an mfa that converges slowly is stopped, at the same place for the same figures
        assertTrue(fit.status() == 0 || fit.status() == 4, fit.err() + fit.out());
        return (ObjectNode) fit.json();
    }

    /**
     * All that is printed, figures but for rounding: rows with gaps are taken pattern by pattern, in another order. What is a
     * difference of figures nearly equal keeps fewer digits, and how much of its bounds the audit used is rounding itself.
     */
    private static void assertSameFigures(JsonNode expected, JsonNode actual) {
        List<String> names = new ArrayList<>();
        expected.fieldNames().forEachRemaining(names::add);
        List<String> others = new ArrayList<>();
        actual.fieldNames().forEachRemaining(others::add);
        assertEquals(names, others);
        assertEquals(expected.size(), actual.size());
        for (String name : names) {
            double digits = name.equals("gradientNorm") || name.equals("rate") ? 1e-5 : 1e-9;
            if (expected.get(name).isNumber()) {
                double figure = expected.get(name).asDouble();
                assertEquals(figure, actual.get(name).asDouble(), digits * Math.abs(figure), name);
            } else if (!name.equals("audit")) {
                assertSameFigures(expected.get(name), actual.get(name));
            }
        }
        for (int i = 0; names.isEmpty() && i < expected.size(); i++) {
            assertSameFigures(expected.get(i), actual.get(i));
        }
        if (expected.isValueNode() && expected.isNumber()) {
            assertEquals(expected.asDouble(), actual.asDouble(), 1e-9 * (1 + Math.abs(expected.asDouble())));
        } else if (expected.isValueNode()) {
            assertEquals(expected, actual);
        }
    }

    /** In all that is printed but the number of rows without value itself. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fa --factors 1 --restarts 2",
                "ppca --factors 2",
                "cfa --factor f=a+b+c+d+e",
                "mfa --components 2 --factors 1 --heywood bound(0.05) --max-iterations 40",
                "gmm --components 2",
                "gmm --components 2 --start hierarchical",
                "gmm --components 2 --start random-rows --prior mclust --noise"
            })
    void addingRowsThatHoldNothingChangesNothing(String model) throws IOException {
        for (double missing : new double[] {0, 0.1}) {
            List<String> rows = data(5, missing, false);
            List<String> more = new ArrayList<>(rows);
            for (int at : new int[] {90, 41, 41, 0}) {
                more.add(at, "NA,,NA,NA,,2");
            }
            for (String[] options : new String[][] {{"--missing"}, {"--missing", "--weights=w"}}) {
                ObjectNode without = fit(model, rows, options);
                ObjectNode with = fit(model, more, options);
                assertEquals(4, with.at("/missing/rowsWithoutValue").asInt());
                without.remove("missing");
                with.remove("missing");
                assertSameFigures(without, with);
            }
        }
    }

    /** Rows of weight 0 may lack what they like. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "fa --factors 1 --restarts 2",
                "ppca --factors 2",
                "cfa --factor f=a+b+c+d+e",
                "mfa --components 2 --factors 1 --heywood bound(0.05) --max-iterations 40",
                "gmm --components 2",
                "gmm --components 2 --start hierarchical"
            })
    void rowsOfNoWeightChangeNothing(String model) throws IOException {
        List<String> rows = data(6, 0, true);
        rows.replaceAll(row -> row.endsWith(",0") ? "NA,,1e9,-7,,0" : row);
        List<String> without = rows.stream().filter(row -> !row.endsWith(",0")).toList();
        ObjectNode expected = fit(model, without, "--weights=w");
        ObjectNode actual = fit(model, rows, "--weights=w", "--missing");
        actual.remove("missing");
        assertSameFigures(expected, actual);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fa --factors 1",
                "ppca --factors 2",
                "cfa --factor f=a+b+c+d+e",
                "mfa --components 2 --factors 1 --heywood bound(0.05) --max-iterations 40",
                "gmm --components 2",
                "gmm --components 2 --covariance VEV --noise"
            })
    void completeRowsAreFittedAlikeWhetherValuesMayBeMissingOrNot(String model) throws IOException {
        List<String> rows = data(7, 0, false);
        assertEquals(
                fit(model, rows).toPrettyString(), fit(model, rows, "--missing").toPrettyString());
    }

    /** Rows keep their places: one without any value has the components' weights for its responsibilities. */
    @Test
    void predictionsKeepTheirPlaces() throws IOException {
        List<String> rows = data(8, 0, false);
        rows.add(4, ",,,,,1");
        String model = folder.resolve("model.json").toString();
        ObjectNode json = fit("gmm --components 2", rows, "--missing", "--model=" + model);
        Command predict =
                Command.em("predict", model, folder.resolve("rows.csv").toString(), "--missing");
        List<String> lines = predict.out().lines().toList();
        assertEquals(1 + 91, lines.size(), predict.err());
        String[] cells = lines.get(1 + 4).split(",");
        double first = json.at("/weights/0").asDouble();
        assertTrue(
                Arrays.stream(cells).anyMatch(cell -> Math.abs(Double.parseDouble(cell) - first) < 1e-12),
                () -> lines.get(0) + "\n" + lines.get(5));
    }
}
