package org.em4j.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.em4j.cli.report.Json;
import org.em4j.cli.report.Report;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.TextTable;
import org.em4j.validation.ledger.Ledger;
import org.em4j.validation.reproduce.Comparison;
import org.em4j.validation.reproduce.Reproduction;
import org.em4j.validation.reproduce.Result;
import org.em4j.validation.reproduce.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code em reproduce}. */
@Command(
        name = "reproduce",
        description = "Computes every equation and every claim of a paper twice: by this library, and by a route that"
                + " shares none of its code.",
        mixinStandardHelpOptions = true)
final class ReproduceCommand extends PrintingCommand {
    @Parameters(arity = "0..1", paramLabel = "PAPER", description = "A folder of papers/. Default: all of them.")
    private String paper;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description =
                    "Writes a page to read, the figures as JSON, and the pictures into this folder (with more than"
                            + " one paper, into a folder of it for each).")
    Path report;

    @Option(names = "--format", description = "text or json. Default: ${DEFAULT-VALUE}.")
    private FitOptions.Format format = FitOptions.Format.text;

    @Override
    public Integer call() {
        try {
            List<String> papers = paper == null ? Reproduction.papers() : List.of(paper);
            return reproduce(papers.stream().map(Reproduction::of).toList());
        } catch (InvalidDataException e) {
            return format == FitOptions.Format.json ? console.badInputAsJson(e, "") : console.badInput(e, "");
        }
    }

    /** Runs reproductions; returns the exit status. */
    int reproduce(List<Reproduction> reproductions) {
        if (report != null) {
            reproductions.forEach(r -> Report.prepare(folder(r, reproductions)));
        }
        List<Run> runs = new ArrayList<>();
        for (Reproduction reproduction : reproductions) {
            Run run = reproduction.run();
            runs.add(run);
            if (format == FitOptions.Format.text) {
                console.out().print(table(run));
            }
            if (report != null) {
                Path folder = folder(reproduction, reproductions);
                Report.write(folder, run, Environment.describe());
                console.say("the page is " + folder.resolve("index.html"));
            }
        }
        if (format == FitOptions.Format.json) {
            console.out().println(Json.of(runs));
        }
        return runs.stream().allMatch(Run::holds) ? 0 : Main.CHECK_FAILED;
    }

    private Path folder(Reproduction one, List<Reproduction> all) {
        return all.size() == 1 ? report : report.resolve(one.ledger().id());
    }

    private static String table(Run run) {
        TextTable equations = new TextTable(List.of("equation", "", "residual", "tolerance", ""), 2);
        for (Ledger.Equation e : run.ledger().equations()) {
            Result r = run.results().get(e.id());
            equations.line(List.of(
                    e.id(),
                    e.unicode(),
                    Comparison.number(r.residual()),
                    Comparison.number(e.tolerance()),
                    r.verdict()));
        }
        TextTable claims = new TextTable(List.of("claim", "", ""), 2);
        for (Ledger.Claim c : run.ledger().claims()) {
            claims.line(List.of(c.id(), c.title(), run.results().get(c.id()).verdict()));
        }
        return run.ledger().title() + "\n" + run.ledger().source() + "\n\n" + equations + "\n" + claims + "\n"
                + complaints(run) + run.verdict() + ".\n";
    }

    /** What is wrong with each row that fails, and how to see more of it. */
    private static String complaints(Run run) {
        StringBuilder text = new StringBuilder();
        run.results().forEach((id, r) -> {
            if (!r.holds()) {
                text.append(id)
                        .append(" fails: ")
                        .append(r.complaint())
                        .append("; see `em equation ")
                        .append(id)
                        .append("`\n");
            }
        });
        return text.append(text.isEmpty() ? "" : "\n").toString();
    }
}
