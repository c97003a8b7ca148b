package org.em4j.cli.paper;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.em4j.cli.format.Format;
import org.em4j.cli.terminal.Environment;
import org.em4j.cli.terminal.ExitStatus;
import org.em4j.cli.terminal.OutputFiles;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.core.TextTable;
import org.em4j.core.data.InvalidDataException;
import org.em4j.report.Json;
import org.em4j.report.Report;
import org.em4j.validation.Papers;
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
                + " shares none of its code. Of a table it prints the paper's figures with ours beside them.",
        footer = "./em reproduce em-3695 --report report")
public final class ReproduceCommand extends PrintingCommand {
    @Parameters(arity = "0..1", paramLabel = "PAPER", description = "A folder of papers/. Default: all of them.")
    private String paper;

    @Option(
            names = "--report",
            paramLabel = "DIR",
            description = "Writes a page to read, the figures as JSON, and the pictures into this folder.")
    public Path report;

    @Option(names = "--list", description = "Lists the papers, and computes nothing.")
    private boolean list;

    @Option(names = "--format", description = "text or json. Default: ${DEFAULT-VALUE}.")
    private Format.Plain format = Format.Plain.text;

    @Override
    public Integer call() {
        try {
            List<Reproduction> papers = paper == null ? Papers.all() : List.of(Papers.of(paper));
            return list ? list(papers) : reproduce(papers);
        } catch (InvalidDataException e) {
            return format == Format.Plain.json ? console.badInputAsJson(e, "") : console.badInput(e, "");
        }
    }

    private int list(List<Reproduction> reproductions) {
        List<Ledger> ledgers = reproductions.stream().map(Reproduction::ledger).toList();
        if (format == Format.Plain.json) {
            console.out().println(Json.list(ledgers));
            return 0;
        }
        TextTable table = new TextTable(List.of("paper", "title", "equations", "claims", "tables"), 2);
        for (Ledger ledger : ledgers) {
            table.line(List.of(
                    ledger.id(),
                    ledger.title(),
                    Integer.toString(ledger.equations().size()),
                    Integer.toString(ledger.claims().size()),
                    Integer.toString(ledger.tables().size())));
        }
        console.out().print(table);
        return 0;
    }

    /** Runs reproductions; returns the exit status. */
    public int reproduce(List<Reproduction> reproductions) {
        if (report != null) {
            Report.prepare(report);
        }
        List<Run> runs = new ArrayList<>();
        for (Reproduction reproduction : reproductions) {
            Run run = reproduction.run();
            runs.add(run);
            if (format == Format.Plain.text) {
                console.out().print(text(run));
            }
        }
        if (format == Format.Plain.json) {
            console.out().println(Json.of(runs));
        } else {
            console.out().println(Run.verdict(runs) + ".");
        }
        console.out().flush();
        if (report != null) {
            OutputFiles files = new OutputFiles();
            Report.files(report, runs, Environment.describe()).forEach(files::put);
            files.write();
            console.say("the page is " + report.resolve("index.html"));
        }
        return runs.stream().allMatch(Run::holds) ? 0 : ExitStatus.CHECK_FAILED;
    }

    private static String text(Run run) {
        Ledger ledger = run.ledger();
        StringBuilder text = new StringBuilder(ledger.title() + "\n" + ledger.source() + "\n\n");
        text.append(ledger.equations().isEmpty() ? "" : equations(run) + "\n");
        text.append(ledger.claims().isEmpty() ? "" : claims(run) + "\n");
        for (Ledger.Table table : ledger.tables()) {
            Result result = run.results().get(table.id());
            text.append(table.id())
                    .append("   ")
                    .append(table.title())
                    .append(", ")
                    .append(result.verdict());
            text.append('\n').append(PrintedTable.of(result)).append('\n');
        }
        return text + complaints(run);
    }

    private static TextTable equations(Run run) {
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
        return equations;
    }

    private static TextTable claims(Run run) {
        TextTable claims = new TextTable(List.of("claim", "", ""), 2);
        for (Ledger.Claim c : run.ledger().claims()) {
            claims.line(List.of(c.id(), c.title(), run.results().get(c.id()).verdict()));
        }
        return claims;
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
