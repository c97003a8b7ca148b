package org.em4j.cli.apply;

import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import org.em4j.cli.model.FittedModel;
import org.em4j.cli.terminal.FormulaOptions;
import org.em4j.cli.terminal.OptionException;
import org.em4j.cli.terminal.Output;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.core.Randomness;
import org.em4j.json.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code em sample}. */
@Command(
        name = "sample",
        description = "Draw rows from a model, as CSV.",
        footer = "./em sample iris.json --rows 1000 --seed 7")
public final class SampleCommand extends PrintingCommand {
    /** Rows that are drawn before they are printed. */
    private static final int BLOCK = 1 << 14;

    @Parameters(paramLabel = "MODEL.json", description = "What a fit wrote with --model.")
    private Path model;

    @Option(names = "--rows", required = true, paramLabel = "N", description = "Number of rows.")
    private long rows;

    @Option(names = "--seed", description = "What the rows are a function of. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Mixin
    private FormulaOptions formulas;

    @Override
    public Integer call() {
        if (rows < 1) {
            throw new OptionException("--rows is at least 1, not " + rows);
        }
        ModelFile read = ModelFile.read(model);
        RandomGenerator random = Randomness.of(seed);
        FittedModel fitted = FittedModel.of(read);
        List<String> columns = read.columns(fitted.columns());
        String header = Output.csv(columns, new double[0][]);
        console.out().print(formulas.printed(header));
        for (long left = rows; left > 0; left -= BLOCK) {
            double[][] drawn = fitted.sample((int) Math.min(left, BLOCK), random);
            console.out().print(Output.csv(columns, drawn, fitted.categories()).substring(header.length()));
        }
        return 0;
    }
}
