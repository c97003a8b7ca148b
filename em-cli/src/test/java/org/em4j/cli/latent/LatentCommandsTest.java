package org.em4j.cli.latent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.em4j.cli.Command;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code em fit lca} and {@code em fit hmm} as a user meets them, and what their models say afterwards. */
class LatentCommandsTest {
    private static final String PEOPLE = """
            sex,age,calls,plan
            f,23,1,basic
            m,45,7,gold
            f,31,2,basic
            m,51,9,gold
            f,NA,0,basic
            m,60,8,silver
            f,28,3,silver
            m,49,,gold
            f,33,1,basic
            m,57,6,gold
            """;

    @TempDir
    private Path folder;

    private Path people() throws IOException {
        return Files.writeString(folder.resolve("people.csv"), PEOPLE);
    }

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

    private Path fitted() throws IOException {
        Path model = folder.resolve("people.json");
        json("fit lca @ --numeric age --counts calls --classes 2 --missing --model @", people(), model);
        return model;
    }

    private static List<String> lines(Command command) {
        assertEquals(0, command.status(), command.err());
        return command.out().lines().toList();
    }

    /** Linzer and Lewis (2011) print -2754.545, G² 21.89 and X² 23.53, and shares of 0.621, 0.207 and 0.172. */
    @Test
    void classesEndWherePoLCADoes() {
        JsonNode fit = json("fit lca ../data/gss82.csv --weights people --classes 3");
        assertEquals(-2754.545, fit.at("/fit/logLikelihood").asDouble(), 5e-4);
        assertEquals(21.89, fit.at("/fit/deviance").asDouble(), 5e-3);
        assertEquals(23.53, fit.at("/fit/pearson").asDouble(), 5e-3);
        assertEquals(0.621, fit.at("/weights/0").asDouble(), 5e-4);
        assertEquals(0.207, fit.at("/weights/1").asDouble(), 5e-4);
        assertEquals(0.172, fit.at("/weights/2").asDouble(), 5e-4);
    }

    /** What lies on the edge is named by the number that the class has in the table. */
    @Test
    void edgesNameClassesAsTheyArePrinted() {
        JsonNode fit = json("fit lca ../data/gss82.csv --weights people --classes 3");
        JsonNode certain = fit.at("/components/0/parts/2/of/probabilities");
        assertEquals(0, certain.get(1).asDouble());
        assertTrue(fit.at("/fit/detail").asText().contains("component 1: understa: P(2) = 0"));
    }

    @Test
    void theSameFitFromTheModelItWrote() throws IOException {
        Path model = fitted();
        JsonNode again = json("fit lca @ --numeric age --counts calls --missing --start @", people(), model);
        assertEquals(-53.6599, again.at("/fit/logLikelihood").asDouble(), 5e-5);
    }

    @Test
    void eachRowHasAClassAndItsResponsibilities() throws IOException {
        List<String> lines = lines(em("predict @ @ --missing", fitted(), people()));
        assertEquals("class,r1,r2", lines.get(0));
        assertEquals(
                List.of("f", "m", "f", "m", "f", "m", "f", "m", "f", "m"),
                lines.stream()
                        .skip(1)
                        .map(line -> line.charAt(0) == lines.get(1).charAt(0) ? "f" : "m")
                        .toList());
    }

    @Test
    void drawsHaveTheWordsOfTheTable() throws IOException {
        List<String> lines = lines(em("sample @ --rows 50", fitted()));
        assertEquals("sex,age,calls,plan", lines.get(0));
        Set<String> plans =
                lines.stream().skip(1).map(line -> line.split(",", -1)[3]).collect(Collectors.toSet());
        assertTrue(Set.of("basic", "gold", "silver").containsAll(plans), plans.toString());
    }

    @Test
    void whatIsMissingIsFilledInByTheRestOfTheRow() throws IOException {
        Path gaps = Files.writeString(folder.resolve("gaps.csv"), "sex,age,calls,plan\nf,30,1,\n,55,8,gold\n");
        List<String> lines = lines(em("impute @ @", fitted(), gaps));
        assertEquals("f,30.0,1.0,basic", lines.get(1));
        assertEquals("m,55.0,8.0,gold", lines.get(2));
    }

    @Test
    void aCategoryThatTheModelDoesNotKnowIsRefusedWithItsPlace() throws IOException {
        Path other = Files.writeString(folder.resolve("other.csv"), "sex,age,calls,plan\nf,30,1,basic\nm,40,2,lead\n");
        Command refused = em("predict @ @", fitted(), other);
        assertEquals(3, refused.status());
        assertTrue(refused.err().contains("row 2, column \"plan\": \"lead\" is none of its categories"), refused.err());
    }

    /** A row of weight 0 brings no category of its own. */
    @Test
    void rowsOfWeightZeroAreAsNone() throws IOException {
        String some = "a,b,w\nx,1,1\nx,2,2\ny,1,1\ny,2,3\nx,1,2\n";
        Path without = Files.writeString(folder.resolve("without.csv"), some);
        Path with = Files.writeString(folder.resolve("with.csv"), some + "z,9,0\n");
        String fit = "fit lca @ --columns a,b --weights w --classes 1";
        assertEquals(em(fit, without).out(), em(fit, with).out());
    }

    /** depmixS4's vignette prints -296.1 for these trials. */
    @Test
    void statesEndWhereDepmixDoes() {
        JsonNode fit =
                json("fit hmm ../data/speed.csv --columns rt,corr --categorical corr --sequence series --states 2");
        assertEquals(-296.1078, fit.at("/fit/logLikelihood").asDouble(), 5e-5);
        assertEquals(439, fit.at("/fit/observations").asInt());
        assertEquals("series", fit.get("sequence").asText());
    }

    @Test
    void scoresOfStepsAddUpToTheLogLikelihood() {
        Path model = folder.resolve("speed.json");
        double logLikelihood = json(
                        "fit hmm ../data/speed.csv --columns rt,corr --categorical corr --sequence series --states 2 --model @",
                        model)
                .at("/fit/logLikelihood")
                .asDouble();
        double sum = lines(em("score @ ../data/speed.csv", model)).stream()
                .skip(1)
                .mapToDouble(Double::parseDouble)
                .sum();
        assertEquals(logLikelihood, sum, 1e-9 * Math.abs(logLikelihood));
    }

    /** Rows of two sequences may stand in any order among each other. */
    @Test
    void sequencesMayBeInterleaved() throws IOException {
        List<String> rows = Files.readAllLines(Path.of("../data/speed.csv"));
        List<String> first = rows.stream().filter(row -> row.startsWith("1,")).toList();
        List<String> second = rows.stream().filter(row -> row.startsWith("2,")).toList();
        StringBuilder apart = new StringBuilder(rows.get(0)).append('\n');
        StringBuilder mixed = new StringBuilder(rows.get(0)).append('\n');
        first.forEach(row -> apart.append(row).append('\n'));
        second.forEach(row -> apart.append(row).append('\n'));
        for (int t = 0; t < first.size(); t++) {
            mixed.append(first.get(t)).append('\n');
            if (t < second.size()) {
                mixed.append(second.get(t)).append('\n');
            }
        }
        String fit = "fit hmm @ --columns rt --sequence series --states 2";
        Path one = Files.writeString(folder.resolve("apart.csv"), apart);
        Path other = Files.writeString(folder.resolve("mixed.csv"), mixed);
        assertEquals(
                json(fit, one).at("/fit/logLikelihood").asDouble(),
                json(fit, other).at("/fit/logLikelihood").asDouble(),
                1e-6);
    }

    @Test
    void tablesComeInTheLanguageOfAPaper() {
        String latex = em("fit lca ../data/gss82.csv --weights people --classes 1 --format latex")
                .out();
        assertTrue(latex.startsWith("% Latent class analysis"), latex);
        assertTrue(latex.contains("    purpose & 1 & 0.7"), latex);
        String markdown = em("select lca ../data/gss82.csv --weights people --classes 1..2 --format markdown")
                .out();
        assertTrue(markdown.contains("| 2 | -2783.2680 | 13 |"), markdown);
    }

    @Test
    void theLeastCriterionIsNamed() {
        Command select = em("select lca ../data/gss82.csv --weights people --classes 1..4");
        assertTrue(select.out().contains("least BIC: 3 classes"), select.out());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fit lca @ --classes 2 --missing --counts sex,calls --numeric age | column \"sex\"",
                "fit lca @ --classes 2 --missing --counts age,calls --numeric nobody | column \"nobody\": not in the file",
                "fit lca @ --classes 2 --numeric age --counts calls | row 5, column \"age\": NA",
                "fit lca @ --classes 20 --missing | 10 rows for 20 classes",
                "fit lca @ --missing | say how many classes",
                "fit hmm @ --columns age --states 2 --missing --sequence plan --weights calls | here sequences are observed",
                "fit hmm @ --columns age --missing | say how many states",
                "fit hmm @ --columns age --states 0 --missing | --states are one or more",
            })
    void whatCannotBeMeantIsRefused(String words, String sentence) throws IOException {
        Command refused = em(words, people());
        assertEquals(3, refused.status(), refused.out());
        assertTrue(refused.err().contains(sentence), refused.err());
        assertFalse(refused.err().contains("should not have happened"));
    }

    @Test
    void aModelOfAnotherKindStartsNothing() throws IOException {
        Command refused = em("fit hmm @ --columns age --missing --start @", people(), fitted());
        assertEquals(3, refused.status());
        assertTrue(refused.err().contains("is a mixture, and a hidden-markov-model is needed"), refused.err());
    }

    @Test
    void categoriesThatLookLikeMeasurementsAreSaid() {
        Command fit = em("fit lca ../data/faithful.csv --classes 1");
        assertTrue(fit.err().contains("if they are, say --numeric eruptions,waiting"), fit.err());
    }

    @Test
    void wordsOfAQueryAreRefused() throws IOException {
        Path words = Files.writeString(folder.resolve("words.csv"), "a,b\nx,1\ny,2\nx,1\n");
        Command refused = Command.em("fit", "lca", "--query", "select * from '" + words + "'", "--classes", "1");
        assertEquals(3, refused.status());
        assertTrue(refused.err().contains("column \"a\": categories that are words"), refused.err());
    }

    @Test
    void aStartOfCategoriesDoesNotStartMeasurements() {
        Path answers = folder.resolve("answers.json");
        json("fit lca ../data/gss82.csv --weights people --classes 2 --model @", answers);
        Command refused = em("fit lca ../data/gss82.csv --weights people --numeric purpose --start @", answers);
        assertEquals(3, refused.status());
        assertTrue(refused.err().contains("starts other columns, or other kinds of them"), refused.err());
    }

    @Test
    void aConstantMeasurementIsRefused() throws IOException {
        Path constant = Files.writeString(folder.resolve("constant.csv"), "a,b\n1,5\n2,5\n1,5\n");
        Command refused = em("fit lca @ --numeric b --classes 2", constant);
        assertEquals(3, refused.status());
        assertTrue(refused.err().contains("its values are all the same"), refused.err());
        assertTrue(refused.err().contains("--except b"), refused.err());
    }
}
