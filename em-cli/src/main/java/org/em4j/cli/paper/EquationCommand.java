package org.em4j.cli.paper;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.em4j.cli.format.Format;
import org.em4j.cli.terminal.ExitStatus;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.core.TextTable;
import org.em4j.core.data.InvalidDataException;
import org.em4j.report.Json;
import org.em4j.validation.Papers;
import org.em4j.validation.ledger.CodePlace;
import org.em4j.validation.ledger.Ledger;
import org.em4j.validation.reproduce.Comparison;
import org.em4j.validation.reproduce.Reproduction;
import org.em4j.validation.reproduce.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code em equation}. */
@Command(
        name = "equation",
        description =
                "One equation, one claim or one table of a paper: what it says, where the code is, how it is checked, and"
                        + " what comes out now.",
        footer = "./em equation 3695dxf")
public final class EquationCommand extends PrintingCommand {
    @Parameters(paramLabel = "ID", description = "Such as 3695dxf, or ascent; `em reproduce` lists them.")
    private String id;

    @Option(names = "--format", description = "text or json. Default: ${DEFAULT-VALUE}.")
    private Format.Plain format = Format.Plain.text;

    @Override
    public Integer call() {
        try {
            Reproduction paper = paper();
            Optional<Ledger.Equation> equation = paper.ledger().equations().stream()
                    .filter(e -> e.id().equals(id))
                    .findAny();
            Result result = paper.run(id);
            if (format == Format.Plain.json) {
                console.out()
                        .println(equation.map(e -> Json.equation(e, result)).orElseGet(() -> Json.result(result)));
            } else {
                console.out()
                        .print(equation.map(EquationCommand::words)
                                .or(() -> paper.ledger().table(id).map(t -> words(t, result)))
                                .orElseGet(() -> words(claim(paper))));
                console.out().print(found(paper.check(id), result));
                equation.ifPresent(e -> console.out()
                        .println("residual " + Comparison.number(result.residual()) + ", tolerance "
                                + Comparison.number(e.tolerance()) + " (" + e.because() + "): " + result.verdict()));
            }
            return result.holds() ? 0 : ExitStatus.CHECK_FAILED;
        } catch (InvalidDataException e) {
            return format == Format.Plain.json ? console.badInputAsJson(e, "") : console.badInput(e, "");
        }
    }

    private Reproduction paper() {
        return Papers.all().stream()
                .filter(p -> p.checks().containsKey(id))
                .findFirst()
                .orElseThrow(() -> new InvalidDataException("there is no equation, claim or table " + id
                        + "; `em reproduce` lists those there are, such as 3695dxf"));
    }

    private Ledger.Claim claim(Reproduction paper) {
        return paper.ledger().claims().stream()
                .filter(c -> c.id().equals(id))
                .findAny()
                .orElseThrow();
    }

    private static String words(Ledger.Equation e) {
        StringBuilder text = new StringBuilder();
        text.append(e.id()).append("   ").append(e.unicode()).append("\n\n").append(e.statement());
        text.append("\n\nLaTeX   ").append(e.latex());
        text.append("\nours    ").append(e.ours());
        text.append("\nstatus  ").append(e.status().name().toLowerCase(Locale.ROOT));
        text.append(e.confidence().isEmpty() ? "" : ": " + e.confidence());
        for (CodePlace place : e.places()) {
            text.append("\ncode    ").append(place).append(", ").append(place.file());
        }
        return text.append("\nshown   ").append(e.shown()).append("\n").toString();
    }

    private static String words(Ledger.Claim c) {
        return c.id() + "   " + c.title() + "\n\n" + c.statement() + "\n\nshown   " + c.shown() + "\n";
    }

    private static String words(Ledger.Table t, Result result) {
        return t.id() + "   " + t.title() + "\n" + t.where() + "\n\n" + PrintedTable.of(result) + "\nshown   "
                + t.shown() + "\n";
    }

    private static String found(CodePlace check, Result result) {
        TextTable table = new TextTable(List.of("data", "what", "residual", "tolerance", ""), 2);
        for (Comparison c : result.comparisons()) {
            table.line(List.of(
                    c.data(),
                    c.what(),
                    Comparison.number(c.residual()),
                    Comparison.number(c.tolerance()),
                    c.holds() ? "" : "fails"));
        }
        StringBuilder text = new StringBuilder("check   ")
                .append(check)
                .append(", ")
                .append(check.file())
                .append("\n\n")
                .append(table)
                .append('\n');
        result.figures()
                .forEach(f ->
                        text.append(f.name()).append(": ").append(f.value()).append('\n'));
        return result.failure().isEmpty() ? text.toString() : text + result.failure() + "\n";
    }
}
