package org.em4j.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.em4j.cli.large.Packing;
import org.em4j.cli.option.CellOptions;
import org.em4j.cli.option.TableOptions;
import org.em4j.cli.terminal.Cancellation;
import org.em4j.cli.terminal.OptionException;
import org.em4j.cli.terminal.Outcome;
import org.em4j.cli.terminal.OutputException;
import org.em4j.cli.terminal.OutputFiles;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.core.data.InvalidDataException;
import org.em4j.io.Columns;
import org.em4j.io.rows.RowStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code em pack}. */
@Command(
        name = "pack",
        description =
                "Write a table as a packed file, which fits read in place: however large, and without reading text again.",
        sortOptions = false,
        footer = "./em pack 'logs/*.csv.gz' --out logs.em4j")
final class PackCommand extends PrintingCommand {
    private static final String SUFFIX = ".em4j";

    @Parameters(paramLabel = "FILE", arity = "0..1", description = TableOptions.FILE + " Or else --query.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = {"-o", "--out"},
            paramLabel = "OUT" + SUFFIX,
            description = "The packed file. Default: FILE beside itself, with the ending " + SUFFIX + ".")
    private Optional<Path> out = Optional.empty();

    @Option(names = "--query", paramLabel = "SQL", description = "Instead of FILE: a query of DuckDB's.")
    private Optional<String> query = Optional.empty();

    @Mixin
    private TableOptions tables;

    @Option(names = "--weights", paramLabel = "COLUMN", description = "Column of row weights.")
    private String weights = "";

    @Mixin
    private CellOptions cells;

    @Override
    public Integer call() {
        if (file.isEmpty() == query.isEmpty()) {
            throw new OptionException("name a FILE to pack, or a --query");
        }
        Path from = file.orElse(Path.of("the query"));
        Path to = out.or(() -> file.filter(PackCommand::isName).map(PackCommand::packed))
                .orElseThrow(() -> new OptionException("say where to, with --out"));
        try {
            OutputFiles.requireWritable(List.of(to), from);
            if (Files.exists(to) && !Files.isRegularFile(to)) {
                throw new OptionException(to + " is no file that can be put in place of another; name one");
            }
            return Cancellation.during(console, () -> pack(from, to));
        } catch (InvalidDataException e) {
            return console.badInput(e, from.toString());
        } catch (OutputException e) {
            throw e.or("name a place with more room with --out");
        }
    }

    private int pack(Path from, Path to) {
        Columns asked = tables.columns(List.of()).weights(weights).missing(cells.missing());
        RowStream rows = tables.at(from, query, asked).stream();
        Optional<Packing> packing = Cancellation.unlessInterrupted(() -> Packing.of(rows, asked, to));
        if (packing.isEmpty()) {
            console.say("cancelled: nothing was packed");
            return Outcome.CANCELLED;
        }
        if (!packing.get().leftOut().isEmpty()) {
            console.say("left out, no numbers in it: "
                    + String.join(", ", packing.get().leftOut()));
        }
        console.say(packing.get().describe(to));
        return 0;
    }

    /** Whether a packed file may be called after it. */
    private static boolean isName(Path file) {
        return file.getFileName() != null && !file.toString().matches("-|.*[*?\\[].*");
    }

    private static Path packed(Path file) {
        String name = file.getFileName().toString().replaceFirst("(\\.[A-Za-z0-9]{1,7}){1,2}$", "");
        return file.resolveSibling(name + SUFFIX);
    }
}
