package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.em4j.cli.paper.ReproduceCommand;
import org.em4j.cli.terminal.Console;
import org.em4j.validation.Papers;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Reproduction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code em reproduce} and {@code em equation}, as somebody meets them. */
class ReproduceTest {
    @TempDir
    private Path folder;

    @Test
    void everythingHoldsAndTheLastLineSaysSo() {
        Command all = Command.em("reproduce");
        assertEquals(0, all.status(), all.err());
        assertEquals("", all.err());
        assertTrue(
                Pattern.compile("\n39 of 39 equations, (\\d+) of \\1 claims and (\\d+) of \\2 tables hold\\.\n$")
                        .matcher(all.out())
                        .find(),
                all.out());
        assertTrue(
                Pattern.compile("(?m)^3695dxf +μ.* holds$").matcher(all.out()).find(), all.out());
    }

    @Test
    void jsonHasWhatTheContractNames() {
        JsonNode paper =
                Command.em("reproduce", "em-3695", "--format", "json").json().at("/papers/0");
        assertEquals("em-3695", paper.at("/id").asText());
        assertEquals(39, paper.at("/equations").size());
        assertEquals(7, paper.at("/claims").size());
        for (JsonNode e : paper.at("/equations")) {
            assertEquals("holds", e.get("verdict").asText());
            assertTrue(e.get("residual").asDouble() <= e.get("tolerance").asDouble(), e.toString());
        }
    }

    @Test
    void theReportNeedsNoOtherFile() throws Exception {
        Command made =
                Command.em("reproduce", "--report", folder.resolve("new/report").toString());
        assertEquals(0, made.status(), made.err());
        Path report = folder.resolve("new/report");
        String page = Files.readString(report.resolve("index.html"));
        assertFalse(Pattern.compile("(src|href)=\"(?!#|data:)").matcher(page).find(), "it refers to something outside");
        for (JsonNode e : new ObjectMapper()
                .readTree(report.resolve("report.json").toFile())
                .at("/papers/0/equations")) {
            assertTrue(page.contains("<article id=\"" + e.get("id").asText() + "\""), e.toString());
        }
        try (Stream<Path> pictures = Files.list(report.resolve("pictures"))) {
            assertTrue(pictures.count() >= 10);
        }
    }

    @Test
    void twoReportsAreTheSame() throws Exception {
        for (String name : List.of("one", "two")) {
            Command.em("reproduce", "--report", folder.resolve(name).toString());
        }
        for (String file : List.of("index.html", "report.json", "pictures/frames.svg")) {
            assertEquals(
                    -1,
                    Files.mismatch(
                            folder.resolve("one").resolve(file),
                            folder.resolve("two").resolve(file)),
                    file);
        }
    }

    /** A check that fails, in the place of a real one. */
    static void fails(Evidence evidence) {
        evidence.on("nothing");
        evidence.equal("one against two", 1, 2);
    }

    @Test
    void whatFailsIsRedEverywhereAndTheStatusIsOne() throws Exception {
        Reproduction real = Papers.of("em-3695");
        Map<String, Method> checks = new TreeMap<>(real.checks());
        checks.put("3695df", ReproduceTest.class.getDeclaredMethod("fails", Evidence.class));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ReproduceCommand command = new ReproduceCommand();
        command.console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(new ByteArrayOutputStream()),
                "./em reproduce");
        command.report = folder;
        assertEquals(1, command.reproduce(List.of(new Reproduction(real.paper(), real.ledger(), checks))));
        String text = out.toString(StandardCharsets.UTF_8);
        assertTrue(text.endsWith("\n38 of 39 equations and 7 of 7 claims hold.\n"), text);
        assertEquals(1, Pattern.compile("(?m)fails$").matcher(text).results().count(), text);
        assertTrue(text.contains("3695df fails: nothing, one against two: 5.0e-01 where 1.0e-12 is allowed;"), text);
        String page = Files.readString(folder.resolve("index.html"));
        assertTrue(page.contains("<article id=\"3695df\" class=\"fails\""));
        assertTrue(page.contains("class=\"verdict fails\">38 of 39"));
    }

    @Test
    void aPaperThatIsNotThereIsBadInput() {
        Command none = Command.em("reproduce", "em-9999");
        assertEquals(3, none.status());
        assertTrue(none.err().contains("no paper em-9999; there is em-3695"), none.err());
        Command json = Command.em("reproduce", "em-9999", "--format", "json");
        assertTrue(json.json().at("/error/message").asText().contains("em-9999"), json.out());
    }

    @Test
    void aReportThatCannotBeWrittenIsRefusedAtOnce() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "");
        Command refused = Command.em("reproduce", "--report", file.toString());
        assertEquals(3, refused.status());
        assertTrue(refused.err().contains("cannot be written"), refused.err());
        assertEquals("", refused.out());
    }

    @Test
    void anEquationSaysWhatItIsWhereItIsAndHowItIsShown() {
        Command one = Command.em("equation", "3695dxf");
        assertEquals(0, one.status(), one.err());
        for (String part : List.of(
                "\\Lambda^{T}(\\Lambda\\Lambda^{T}+\\Psi)^{-1}",
                "em-factor-analysis/src/main/java/org/em4j/factor/model/LinearFactorModel.java",
                "PosteriorChecks.posteriorMean",
                "residual",
                "tolerance 1.0e-12")) {
            assertTrue(one.out().contains(part), part + " is missing in\n" + one.out());
        }
    }

    @Test
    void aClaimIsShownLikeAnEquation() {
        Command claim = Command.em("equation", "condition-iv");
        assertEquals(0, claim.status(), claim.err());
        assertTrue(claim.out().contains("not positive definite"), claim.out());
        assertEquals(
                "holds",
                Command.em("equation", "condition-iv", "--format", "json")
                        .json()
                        .at("/verdict")
                        .asText());
    }

    @Test
    void anEquationThatIsNotThereIsBadInput() {
        Command none = Command.em("equation", "3695zz");
        assertEquals(3, none.status());
        assertTrue(none.err().contains("3695zz") && none.err().contains("em reproduce"), none.err());
    }
}
