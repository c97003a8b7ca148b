package org.em4j.cli;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Table;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.StoppingRule;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What every fit asks: the data, where to start, when to stop, and where to write. */
final class FitOptions {
    /** How the result is printed. */
    enum Format {
        /** A page for people. */
        text,
        /** One JSON object. */
        json
    }

    @Parameters(paramLabel = "FILE", description = "CSV file with a header line.")
    Path file;

    @Option(names = "--columns", split = ",", description = "Columns to fit; default: all that hold numbers.")
    List<String> columns = List.of();

    @Option(names = "--weights", paramLabel = "COLUMN", description = "Column of row weights.")
    String weights = "";

    @Option(names = "--start", paramLabel = "START.json", description = "Starting values: a model file.")
    Optional<Path> start = Optional.empty();

    @Option(
            names = "--tolerance",
            description = "Stop when the objective changes by less than this part of itself; 0 never stops early."
                    + " Default: ${DEFAULT-VALUE}.")
    double tolerance = 1e-8;

    @Option(names = "--max-iterations", description = "Budget of iterations. Default: ${DEFAULT-VALUE}.")
    int maxIterations = 10_000;

    @Option(names = "--restarts", description = "Number of starts; the best is kept. Default: ${DEFAULT-VALUE}.")
    int restarts = 1;

    @Option(names = "--seed", description = "What random starts are a function of. Default: ${DEFAULT-VALUE}.")
    long seed = 1;

    @Option(names = "--threads", description = "Threads; they do not change a bit. Default: all processors.")
    int threads = Runtime.getRuntime().availableProcessors();

    @Option(names = "--model", paramLabel = "OUT.json", description = "Write the model to a file.")
    Optional<Path> model = Optional.empty();

    @Option(names = "--trace", paramLabel = "OUT.csv", description = "Write the log-likelihood of each iteration.")
    Optional<Path> trace = Optional.empty();

    @Option(names = "--format", description = "text or json. Default: ${DEFAULT-VALUE}.")
    Format format = Format.text;

    /** Refuses what cannot be meant, before anything is read. */
    void check() {
        if (!(tolerance >= 0) || maxIterations < 0 || restarts < 1 || threads < 1) {
            throw new InvalidDataException(
                    "--tolerance and --max-iterations are zero or more, --restarts and --threads one or more");
        }
        model.ifPresent(Output::requireWritable);
        trace.ifPresent(Output::requireWritable);
    }

    Table table(Console console) {
        Table table = Table.read(file, columns, weights);
        if (!table.leftOut().isEmpty()) {
            console.say("left out, no numbers in it: " + String.join(", ", table.leftOut()));
        }
        return table;
    }

    Em em() {
        return new Em().until(StoppingRule.relativeChange(tolerance)).maxIterations(maxIterations);
    }
}
