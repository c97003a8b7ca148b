package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code em laws}, on the model of the guide. */
class LawsTest {
    @TempDir
    private Path folder;

    /** Writes the guide's model, with a change, and holds it to the laws. */
    private Command laws(String what, String becomes, String... more) throws IOException {
        NewModule module = NewModule.in(folder, "Exponential");
        module.change("Exponential.java", what, becomes);
        String[] command = {
            "laws",
            "exponential.ExponentialCases",
            "--class-path",
            module.compile().toString(),
            "--tries",
            "60"
        };
        String[] whole = Arrays.copyOf(command, command.length + more.length);
        System.arraycopy(more, 0, whole, command.length, more.length);
        return Command.em(whole);
    }

    @Test
    void theModelOfTheGuideHoldsThemAll() throws IOException {
        Command right = laws("s.get(0) / s.get(1)", "s.get(0) / s.get(1)");
        assertEquals(0, right.status(), right.out());
        assertTrue(right.out().contains("25 of 25 laws hold."), right.out());
    }

    @Test
    void theSlipOfTheGuideIsNamed() throws IOException {
        Command wrong = laws("s.get(0) / s.get(1)", "s.get(0) / (s.get(1) + 1)");
        assertEquals(1, wrong.status(), wrong.out());
        assertTrue(
                wrong.out()
                        .contains("MStepIsNoWorse: the law: the M-step does not lower the expected log joint density"),
                wrong.out());
        assertTrue(wrong.out().contains("where rounding explains at most"), wrong.out());
    }

    @Test
    void aWrongDensityIsNamedAsJson() throws IOException {
        Command wrong = laws("Math.log(rate) - rate * x)", "-rate * x)", "--format", "json");
        assertEquals(1, wrong.status());
        assertEquals("EvidenceHasTwoRoutes", wrong.json().at("/laws/0/law").asText());
        assertEquals(false, wrong.json().at("/laws/0/holds").asBoolean());
        assertTrue(wrong.json().at("/laws/0/violation").asText().contains("is broken by: mixture of 1 on List.of("));
    }

    @Test
    void aCounterexampleIsJavaToPasteIntoATest() throws IOException {
        Command wrong = laws("s.get(0) / s.get(1)", "s.get(0) / (s.get(1) + 1)", "--only", "MStepIsNoWorse");
        String out = wrong.out();
        assertTrue(
                out.contains("Trial.of(new MStepIsNoWorse(), new ExponentialCases().of(new Size(1, 1, 1, 0.0, false, "),
                out);
        assertTrue(
                out.contains("of weights new double[] {1.0}, at new MixtureParameters<>(new double[] {1.0}, List.of("),
                out);
    }

    @Test
    void onlyLawsThatWereAskedForAreChecked() throws IOException {
        Command one = laws("s.get(0) / s.get(1)", "s.get(0) / s.get(1)", "--only", "ChartReturns,WeightsScale");
        assertEquals(0, one.status(), one.out());
        assertTrue(one.out().endsWith("\n2 of 2 laws hold.\n"), one.out());
        Command refused = Command.em("laws", "exponential.ExponentialCases", "--only", "Nonsense");
        assertEquals(3, refused.status());
        assertTrue(refused.err().startsWith("em: --only: there is no law Nonsense; there are "), refused.err());
    }

    @Test
    void aLawThatComparesNothingSaysWhatItNeeds() throws IOException {
        Command right = laws("s.get(0) / s.get(1)", "s.get(0) / s.get(1)", "--only", "SymmetriesHold");
        assertEquals(0, right.status(), right.out());
        assertTrue(right.out().contains("nothing to compare: needs symmetries of the case"), right.out());
        assertTrue(right.out().contains("0 of 0 laws hold. 1 had nothing to compare"), right.out());
    }

    @Test
    void aUsualMistakeIsNamed() throws IOException {
        Command wrong = laws("into.add(weight, 1, x)", "into.add(1, weight, x)");
        assertEquals(1, wrong.status());
        assertTrue(wrong.out().contains("look at: accumulate forgets the weight"), wrong.out());
    }

    /** Parameters of a class that only the given class path has. */
    @Test
    void parametersOfAClassOfTheirOwnAreWrittenAndRead() throws IOException {
        NewModule module = NewModule.in(folder, "Exponential");
        Files.writeString(module.folder().resolve("src/test/java/exponential/Rated.java"), """
                package exponential;
                import java.util.function.Function;
                import org.em4j.core.model.*;
                record Rated() implements LatentModel<Double, Rated.Rate, Observed, Sums> {
                    record Rate(double value) implements java.io.Serializable {}
                    public Function<Double, Observed> posterior(Rate t) { return new Exponential().posterior(t.value); }
                    public Sums zero(Rate t) { return new Sums(2); }
                    public void accumulate(Double x, Observed q, double weight, Sums into) { into.add(weight, 1, x); }
                    public Rate maximize(Sums s, Rate t) { return new Rate(s.get(0) / s.get(1)); }
                    public double expectedLogJoint(Rate t, Sums s) { return new Exponential().expectedLogJoint(t.value, s); }
                }
                """);
        module.change("ExponentialCases.java", "new Exponential()", "new Rated()");
        module.change(
                "ExponentialCases.java", "0.5 + random.nextDouble()", "new Rated.Rate(0.5 + random.nextDouble())");
        Command laws = Command.em(
                "laws",
                "exponential.ExponentialCases",
                "--class-path",
                module.compile().toString(),
                "--tries",
                "5");
        assertEquals(0, laws.status(), laws.out());
    }

    @Test
    void whatIsNoCaseIsRefused() {
        for (String name : new String[] {"org.example.Nowhere", "java.lang.String", "java.lang.Integer"}) {
            Command refused = Command.em("laws", name);
            assertEquals(3, refused.status(), refused.err());
            assertTrue(refused.err().startsWith("em: "), refused.err());
        }
        assertEquals(3, Command.em("laws", "X", "--tries", "0").status());
        assertEquals(3, Command.em("laws", "X", "--class-path", "nowhere").status());
    }
}
