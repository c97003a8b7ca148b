package org.em4j.cli;

import java.nio.file.Path;
import java.util.random.RandomGenerator;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.fit.Restarts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code em sample}. */
@Command(name = "sample", description = "Draw rows from a model, as CSV.")
final class SampleCommand extends PrintingCommand {
    @Parameters(paramLabel = "MODEL.json", description = "What a fit wrote with --model.")
    private Path model;

    @Option(names = "--rows", required = true, paramLabel = "N", description = "Number of rows.")
    private int rows;

    @Option(names = "--seed", description = "What the rows are a function of. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Override
    public Integer call() {
        if (rows < 1) {
            throw new InvalidDataException("--rows is at least 1, not " + rows);
        }
        ModelFile read = ModelFile.read(model);
        RandomGenerator random = Restarts.random(seed);
        FittedModel<?> fitted = read.model();
        console.out().print(Output.csv(read.columns(fitted.columns()), fitted.sample(rows, random)));
        return 0;
    }
}
