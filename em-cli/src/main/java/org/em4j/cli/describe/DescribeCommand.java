package org.em4j.cli.describe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.em4j.cli.format.Format;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.option.TableOptions;
import org.em4j.cli.terminal.Cancellation;
import org.em4j.cli.terminal.Console;
import org.em4j.cli.terminal.Environment;
import org.em4j.cli.terminal.OptionException;
import org.em4j.cli.terminal.Outcome;
import org.em4j.cli.terminal.OutputFiles;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.core.TextPage;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.io.Columns;
import org.em4j.io.profile.TableProfile;
import org.em4j.report.FitPage;
import org.em4j.report.figure.ProfileFigures;
import org.em4j.report.svg.Theme;
import org.em4j.report.text.ProfileText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code em describe}. */
@Command(
        name = "describe",
        description = "What a table looks like before anything is fitted to it: types, ranges, gaps, and what is odd.",
        sortOptions = false,
        footer = "./em describe data/iris.csv")
public final class DescribeCommand extends PrintingCommand {
    @Parameters(paramLabel = "FILE", arity = "0..1", description = TableOptions.FILE + " Or else --query.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--query", paramLabel = "SQL", description = "Instead of FILE: a query of DuckDB's.")
    private Optional<String> query = Optional.empty();

    @Mixin
    private TableOptions tables;

    @Option(names = "--weights", paramLabel = "COLUMN", description = "Column of row weights.")
    private String weights = "";

    @Option(names = "--report", paramLabel = "OUT.html", description = "Write a page with pictures.")
    private Optional<Path> report = Optional.empty();

    @Option(
            names = "--figures",
            paramLabel = "DIR",
            description =
                    "Write each picture as SVG and PDF into a folder, 85 mm wide, or 170 where it has several panels.")
    private Optional<Path> figures = Optional.empty();

    @Option(names = "--theme", description = "Ground of --figures: ${COMPLETION-CANDIDATES}. Default: light.")
    private Optional<Theme> theme = Optional.empty();

    @Option(names = "--format", description = Format.OF_PAGES)
    private Format format = Format.text;

    @Override
    public Integer call() {
        Path from = file.orElse(Path.of("the query"));
        tables.say = console::say;
        try {
            check(from);
            return Cancellation.during(console, () -> describe(from));
        } catch (OptionException e) {
            return refused(new InvalidDataException(e.getMessage()), "");
        } catch (InvalidDataException e) {
            return refused(e, from.toString());
        }
    }

    private int refused(InvalidDataException e, String name) {
        return format == Format.json ? console.badInputAsJson(e, name) : console.badInput(e, name);
    }

    private void check(Path from) {
        RunOptions.require(file.isPresent() != query.isPresent(), "name a FILE to describe, or a --query");
        RunOptions.require(
                theme.isEmpty() || figures.isPresent(),
                "--theme is of --figures; name a folder for them, or leave it out");
        OutputFiles.requireWritable(report.stream().toList(), from);
        figures.ifPresent(OutputFiles::requireFolder);
    }

    private int describe(Path from) {
        Columns asked = tables.columns(List.of()).weights(weights).missing(Missing.LATENT);
        Optional<TableProfile> profile = Cancellation.unlessInterrupted(
                () -> TableProfile.of(tables.at(from, query, asked).cells(), weights));
        if (profile.isEmpty()) {
            console.say("cancelled: the table was not read to its end");
            return Outcome.CANCELLED;
        }
        print(profile.get(), from);
        return 0;
    }

    private void print(TableProfile profile, Path from) {
        List<String> next = next(profile);
        TextPage text = text(profile, from, next);
        if (format == Format.json) {
            ObjectNode json = ProfileJson.of(profile);
            ArrayNode lines = json.putArray("next");
            next.forEach(lines::add);
            console.out().println(json.toPrettyString());
        } else {
            console.out().print(format.of(text));
        }
        console.out().flush();
        if (report.isPresent() || figures.isPresent()) {
            draw(profile, from, text);
        }
    }

    private List<String> next(TableProfile profile) {
        String table = file.map(path -> " " + Console.word(path.toString()))
                        .orElseGet(() -> " --query " + Console.word(query.orElseThrow()))
                + tables.typedFormat()
                + (weights.isEmpty() ? "" : " --weights " + Console.word(weights));
        return new NextStep(profile, table, tables.choose()).lines();
    }

    private static TextPage text(TableProfile profile, Path from, List<String> next) {
        return ProfileText.page(profile, from.toString(), Console::options)
                .words(
                        next.isEmpty()
                                ? "\nnothing to fit: no column holds numbers that vary, or there are fewer than ten rows\n"
                                : "\n" + String.join("\n", next) + "\n");
    }

    private void draw(TableProfile profile, Path from, TextPage text) {
        FitPage page = new FitPage(
                ProfileText.title(profile, from.toString()),
                "described",
                true,
                ProfileText.verdict(profile),
                text,
                ProfileFigures.of(profile),
                Optional.empty(),
                console.command());
        OutputFiles files = new OutputFiles();
        report.ifPresent(
                path -> files.put(path, page.html(Environment.describe()).getBytes(StandardCharsets.UTF_8)));
        figures.ifPresent(folder -> page.figures(theme.orElse(Theme.LIGHT))
                .forEach((name, bytes) -> files.put(folder.resolve(name), bytes)));
        files.write();
    }
}
