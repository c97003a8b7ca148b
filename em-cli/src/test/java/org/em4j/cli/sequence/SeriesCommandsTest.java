package org.em4j.cli.sequence;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.em4j.cli.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code em fit states} as a user meets it, and what its models say afterwards. */
class SeriesCommandsTest {
    private static final String NILE = "fit states ../data/nile.csv --columns flow";

    @TempDir
    private Path folder;

    private static Command em(String words) {
        return Command.em(words.split(" ", -1));
    }

    private static JsonNode json(String words) {
        Command command = em(words + " --format json");
        assertEquals(0, command.status(), command.err());
        return command.json();
    }

    private String model() {
        Path file = folder.resolve("nile.json");
        json(NILE + " --model " + file);
        return file.toString();
    }

    private static List<double[]> numbers(Command command) {
        assertEquals(0, command.status(), command.err());
        return command.out()
                .lines()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    /** StructTS(Nile, "level") of R 4.2.2. */
    @Test
    void theNileHasTheVariancesOfStructTS() {
        JsonNode fit = json(NILE);
        assertEquals(1469.1466, fit.at("/stepCovariance/0/0").asDouble(), 1.5);
        assertEquals(15098.5772, fit.at("/noiseVariances/0").asDouble(), 15);
        assertEquals(2, fit.at("/fit/parameters").asInt());
        assertEquals(
                -2 * fit.at("/fit/logLikelihood").asDouble() + 2 * Math.log(100),
                fit.at("/fit/bic").asDouble(),
                1e-9);
    }

    @Test
    void densitiesOfTheYearsAddUpToTheLogLikelihood() {
        String model = model();
        double sum = numbers(em("score " + model + " ../data/nile.csv")).stream()
                .mapToDouble(row -> row[0])
                .sum();
        assertEquals(json(NILE).at("/fit/logLikelihood").asDouble(), sum, 1e-9);
    }

    /** The dam of 1898 lies between them; further ahead less is known, but not where the level is expected. */
    @Test
    void whatComesIsForecastAsGaps() throws IOException {
        Path ahead = Files.writeString(
                folder.resolve("ahead.csv"), Files.readString(Path.of("../data/nile.csv")) + "1971,\n1972,\n");
        List<double[]> levels = numbers(em("predict " + model() + " " + ahead + " --missing"));
        assertEquals(102, levels.size());
        assertTrue(levels.get(10)[0] > 1000 && levels.get(60)[0] < 900);
        assertEquals(levels.get(99)[0], levels.get(101)[0], 1e-9);
        assertEquals(
                Math.pow(levels.get(99)[1], 2)
                        + 2 * json(NILE).at("/stepCovariance/0/0").asDouble(),
                Math.pow(levels.get(101)[1], 2),
                1e-6 * Math.pow(levels.get(101)[1], 2));
    }

    @Test
    void aGapIsFilledInByItsLevel() throws IOException {
        Path gap = Files.writeString(folder.resolve("gap.csv"), "flow,year\n1100,1\n,2\n1200,3\n");
        String model = model();
        double level =
                numbers(em("predict " + model + " " + gap + " --missing")).get(1)[0];
        assertEquals(level, numbers(em("impute " + model + " " + gap)).get(1)[0], 1e-12);
    }

    @Test
    void seriesByAColumnAreFittedTogether() throws IOException {
        String rows = Files.readString(Path.of("../data/nile.csv")).replaceAll("(?m)^(\\d+),(\\d+)$", "one,$2");
        Path twice = Files.writeString(
                folder.resolve("twice.csv"),
                rows.replace("year", "s") + rows.replaceFirst(".*\n", "").replace("one", "two"));
        JsonNode both = json("fit states " + twice + " --columns flow --sequence s");
        JsonNode single = json(NILE);
        assertEquals(
                2 * single.at("/fit/logLikelihood").asDouble(),
                both.at("/fit/logLikelihood").asDouble(),
                1e-6);
        assertEquals("s", both.get("sequence").asText());
    }

    @Test
    void theSameFitFromTheModelItWrote() {
        JsonNode fit = json(NILE);
        JsonNode again = em(NILE + " --max-iterations 0 --format json --start " + model())
                .json();
        assertEquals(fit.at("/fit/logLikelihood"), again.at("/fit/logLikelihood"));
        Command other = em(NILE + " --trend --start " + model());
        assertEquals(3, other.status());
        assertTrue(other.err().contains("has another transition; say --trend"), other.err());
    }

    @Test
    void aTrendHasASlope() {
        JsonNode fit = json(NILE + " --trend --tolerance 1");
        assertEquals(2, fit.get("stepCovariance").size());
        assertEquals(1, fit.at("/transition/0/1").asInt());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    fit states ../data/nile.csv --columns flow --weights year | here series are observed
                    fit states ../data/nile.csv --columns flown | not in the file
                    """)
    void whatCannotBeIsRefusedInASentence(String words, String sentence) {
        Command command = em(words);
        assertFalse(command.status() == 0);
        assertTrue(command.err().contains(sentence), command.err());
    }
}
