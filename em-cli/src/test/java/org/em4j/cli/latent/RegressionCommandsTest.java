package org.em4j.cli.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.stat.regression.OLSMultipleLinearRegression;
import org.em4j.cli.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code em fit regression}, and classes whose shares depend on covariates, beside other programs and what is worked out here. */
class RegressionCommandsTest {
    @TempDir
    private Path folder;

    private static Command em(String words, Object... paths) {
        String filled = words;
        for (Object path : paths) {
            filled = filled.replaceFirst("@", path.toString());
        }
        return Command.em(filled.split(" ", -1));
    }

    private static JsonNode json(String words, Object... paths) {
        Command command = em(words + " --format json", paths);
        assertEquals(0, command.status(), command.err());
        return command.json();
    }

    /** regmixEM of mixtools 2.0.0 on its tone data: em-gallery/src/test/resources has the script. */
    @Test
    void linesAreThoseOfMixtools() {
        JsonNode fit = json("fit regression ../data/tone.csv --response tuned --classes 2")
                .at("/fit");
        assertEquals(141.198402299684, fit.at("/logLikelihood").asDouble(), 1e-8);
        assertEquals(1.91638013927994, fit.at("/lines/0/tuned/intercept").asDouble(), 1e-5);
        assertEquals(
                0.0425485130332034, fit.at("/lines/0/tuned/slopes/stretchratio").asDouble(), 1e-5);
        assertEquals(
                0.992295497685387, fit.at("/lines/1/tuned/slopes/stretchratio").asDouble(), 1e-5);
        assertEquals(
                0.132834065725964, Math.sqrt(fit.at("/lines/1/tuned/variance").asDouble()), 1e-5);
        assertEquals(7, fit.at("/parameters").asInt()); // two lines, two variances, a share
    }

    /** poLCA 1.6.0.2 on its cheating data, which drops the students without marks: em-gallery/src/test/resources has the script. */
    @Test
    void sharesDependOnMarksAsInPoLCA() {
        Command command = em(
                "fit lca ../data/cheating.csv --covariates gpa --weights students --classes 2 --missing --tolerance 1e-8"
                        + " --format json");
        assertTrue(command.err().contains("1 row is left out for lack of a covariate"), command.err());
        JsonNode fit = command.json();
        assertEquals(-429.6384, fit.at("/fit/logLikelihood").asDouble(), 5e-5);
        assertEquals(-0.8424846468948, fit.at("/fit/logOdds/0/slopes/gpa").asDouble(), 1e-6);
        assertEquals(
                0.1134235297957, fit.at("/fit/logOdds/0/intercept").asDouble(), 5e-6); // it stops by the log-likelihood
    }

    /** Two lines in two covariates, the second likelier where u is large; of one row in eight the response is missing. */
    private Path table() throws IOException {
        Random random = new Random(5);
        String rows = IntStream.range(0, 200)
                .mapToObj(i -> {
                    double x = 1000 + random.nextGaussian();
                    double z = random.nextGaussian();
                    double u = random.nextGaussian();
                    boolean second = random.nextDouble() < 1 / (1 + Math.exp(0.5 - u));
                    double y = (second ? 1008 - x - z : x - 1000) + random.nextGaussian() / 2;
                    return x + "," + z + "," + u + "," + (i % 8 == 3 ? "" : y) + "," + (1 + i % 3);
                })
                .collect(Collectors.joining("\n"));
        return Files.writeString(folder.resolve("lines.csv"), "x,z,u,y,w\n" + rows + "\n");
    }

    private static List<double[]> numbers(String csv) {
        return csv.lines()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                        .toArray())
                .toList();
    }

    private static final String FIT =
            "fit regression @ --response y --on x,z --covariates u --weights w --classes 2 --missing --tolerance 1e-8";

    /** Least squares with the responsibilities that predict prints, of rows that have a response, by another library. */
    @Test
    void eachLineIsTheLeastSquaresOfItsRows() throws IOException {
        Path table = table();
        Path model = folder.resolve("model.json");
        JsonNode fit = json(FIT + " --model @", table, model);
        List<double[]> rows = numbers(Files.readString(table));
        List<double[]> classes =
                numbers(em("predict @ @ --missing", model, table).out());
        for (int k = 0; k < 2; k++) {
            int group = k;
            int[] there = IntStream.range(0, rows.size())
                    .filter(i -> !Double.isNaN(rows.get(i)[3]))
                    .toArray();
            double[] roots = IntStream.of(there)
                    .mapToDouble(i -> Math.sqrt(rows.get(i)[4] * classes.get(i)[1 + group]))
                    .toArray();
            OLSMultipleLinearRegression least = new OLSMultipleLinearRegression();
            least.setNoIntercept(true);
            least.newSampleData(
                    IntStream.range(0, there.length)
                            .mapToDouble(i -> roots[i] * rows.get(there[i])[3])
                            .toArray(),
                    IntStream.range(0, there.length)
                            .mapToObj(i -> new double[] {
                                roots[i], roots[i] * (rows.get(there[i])[0] - 1000), roots[i] * rows.get(there[i])[1]
                            })
                            .toArray(double[][]::new));
            double[] line = least.estimateRegressionParameters();
            double weight = Arrays.stream(roots).map(r -> r * r).sum();
            JsonNode found = fit.at("/fit/lines/" + k + "/y");
            assertEquals(line[1], found.at("/slopes/x").asDouble(), 1e-6);
            assertEquals(line[2], found.at("/slopes/z").asDouble(), 1e-6);
            assertEquals(line[0] - 1000 * line[1], found.get("intercept").asDouble(), 1e-3);
            assertEquals(
                    least.calculateResidualSumOfSquares() / weight,
                    found.get("variance").asDouble(),
                    1e-6);
        }
    }

    /** The log-likelihood as its definition has it, of (two coefficients; two lines at x = 1000 and two log variances). */
    private static double logLikelihood(List<double[]> rows, double... t) {
        double sum = 0;
        for (double[] row : rows) {
            double second = 1 / (1 + Math.exp(-t[0] - t[1] * row[2]));
            double density = 0;
            for (int k = 0; k < 2; k++) {
                double error = row[3] - t[2 + 4 * k] - t[3 + 4 * k] * (row[0] - 1000) - t[4 + 4 * k] * row[1];
                double variance = Math.exp(t[5 + 4 * k]);
                density += (k == 1 ? second : 1 - second)
                        * (Double.isNaN(error)
                                ? 1
                                : Math.exp(-error * error / (2 * variance)) / Math.sqrt(2 * Math.PI * variance));
            }
            sum += row[4] * Math.log(density);
        }
        return sum;
    }

    private static double[] parameters(JsonNode fit) {
        double[] t = new double[10];
        t[0] = fit.at("/logOdds/0/intercept").asDouble();
        t[1] = fit.at("/logOdds/0/slopes/u").asDouble();
        for (int k = 0; k < 2; k++) {
            JsonNode line = fit.at("/lines/" + k + "/y");
            t[3 + 4 * k] = line.at("/slopes/x").asDouble();
            t[2 + 4 * k] = line.get("intercept").asDouble() + 1000 * t[3 + 4 * k];
            t[4 + 4 * k] = line.at("/slopes/z").asDouble();
            t[5 + 4 * k] = Math.log(line.get("variance").asDouble());
        }
        return t;
    }

    @Test
    void theLogLikelihoodIsThatOfItsDefinition() throws IOException {
        Path table = table();
        JsonNode fit = json(FIT, table).at("/fit");
        assertEquals(
                logLikelihood(numbers(Files.readString(table)), parameters(fit)),
                fit.get("logLikelihood").asDouble(),
                1e-8);
    }

    /** The inverse of minus the second differences of the log-likelihood above. */
    @Test
    void standardErrorsAreThoseOfTheObservedInformation() throws IOException {
        Path table = table();
        JsonNode fit = json(FIT + " --standard-errors information", table).at("/fit");
        List<double[]> rows = numbers(Files.readString(table));
        double[] errors = errors(t -> logLikelihood(rows, t), parameters(fit));
        assertEquals(errors[0], error(fit, "log odds, intercept of class 2 to 1"), 1e-4);
        assertEquals(errors[1], error(fit, "log odds, u of class 2 to 1"), 1e-4);
        assertEquals(errors[3], error(fit, "slope y on x of class 1"), 1e-4);
        assertEquals(errors[8], error(fit, "slope y on z of class 2"), 1e-4);
    }

    private static double error(JsonNode fit, String name) {
        for (JsonNode each : fit.at("/standardErrors/estimates")) {
            if (each.get("name").asText().equals(name)) {
                return each.get("standardError").asDouble();
            }
        }
        throw new AssertionError(name);
    }

    private static double[] errors(ToDoubleFunction<double[]> log, double... at) {
        int p = at.length;
        double h = 1e-4;
        RealMatrix information = MatrixUtils.createRealMatrix(p, p);
        for (int a = 0; a < p; a++) {
            for (int b = 0; b < p; b++) {
                double sum = 0;
                for (int signs = 0; signs < 4; signs++) {
                    double[] t = at.clone();
                    int first = signs / 2 == 0 ? 1 : -1;
                    int second = signs % 2 == 0 ? 1 : -1;
                    t[a] += first * h;
                    t[b] += second * h;
                    sum += first * second * log.applyAsDouble(t);
                }
                information.setEntry(a, b, -sum / (4 * h * h));
            }
        }
        RealMatrix inverse = MatrixUtils.inverse(information);
        return IntStream.range(0, p)
                .mapToDouble(a -> Math.sqrt(inverse.getEntry(a, a)))
                .toArray();
    }

    @Test
    void aMissingResponseIsFilledInByItsLines() throws IOException {
        Path table = table();
        Path model = folder.resolve("model.json");
        JsonNode fit = json(FIT + " --model @", table, model).at("/fit");
        double[] t = parameters(fit);
        double[] row = numbers(Files.readString(table)).get(3);
        double second = 1 / (1 + Math.exp(-t[0] - t[1] * row[2]));
        double first = t[2] + t[3] * (row[0] - 1000) + t[4] * row[1];
        double other = t[6] + t[7] * (row[0] - 1000) + t[8] * row[1];
        Command filled = em("impute @ @", model, table);
        assertEquals(0, filled.status(), filled.err());
        List<String> names =
                Arrays.asList(filled.out().lines().findFirst().orElseThrow().split(",", -1));
        assertEquals(
                (1 - second) * first + second * other, numbers(filled.out()).get(3)[names.indexOf("y")], 1e-9);
    }

    @Test
    void theSameFitFromTheModelItWrote() throws IOException {
        Path table = table();
        Path model = folder.resolve("model.json");
        JsonNode fit = json(FIT + " --model @", table, model);
        JsonNode again = em(
                        FIT.replace(" --classes 2", "") + " --max-iterations 0 --start @ --format json", table, model)
                .json();
        assertEquals(fit.at("/fit/logLikelihood"), again.at("/fit/logLikelihood"));
        assertEquals(fit.get("coefficients"), again.get("coefficients"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    fit regression @ --response v --classes 2 --missing | the response is not among the columns
                    fit regression @ --response y --on y --classes 2 --missing | is regressed on other columns
                    fit regression @ --columns y --response y --classes 2 --missing | is regressed on other columns
                    fit regression @ --response y --on x --classes 0 --missing | --classes are one or more, not 0
                    fit regression @ --response y --on x --missing | say how many classes, with --classes
                    fit regression @ --response y --on q --classes 2 | not in the file
                    """)
    void whatCannotBeIsRefusedInASentence(String words, String sentence) throws IOException {
        Command command = em(words, table());
        assertFalse(command.status() == 0);
        assertTrue(command.err().contains(sentence), command.err());
    }

    @Test
    void rowsWithoutACovariateHaveNoClass() throws IOException {
        Path model = folder.resolve("model.json");
        json(FIT + " --model @", table(), model);
        Path lacking = Files.writeString(folder.resolve("lacking.csv"), "x,z,u,y\n1000,1,0,2\n1000,,0,2\n");
        Command command = em("predict @ @ --missing", model, lacking);
        assertEquals(3, command.status());
        assertTrue(
                command.err().contains("row 2, column \"z\": is missing, and covariates have to be there"),
                command.err());
    }
}
