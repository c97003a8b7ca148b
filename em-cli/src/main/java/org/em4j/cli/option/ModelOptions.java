package org.em4j.cli.option;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** What is asked besides where a run ends with one model: where to write it. */
public class ModelOptions extends RunOptions {
    @Option(names = "--model", paramLabel = "OUT.json", description = "Write the model to a file.")
    public Optional<Path> model = Optional.empty();

    @Option(names = "--trace", paramLabel = "OUT.csv", description = "Write the log-likelihood of each iteration.")
    public Optional<Path> trace = Optional.empty();

    @Override
    List<Path> written() {
        return Stream.of(model, trace, report).flatMap(Optional::stream).toList();
    }
}
