package org.em4j.cli.apply;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import org.em4j.cli.model.FittedModel;
import org.em4j.cli.terminal.OptionException;
import org.em4j.cli.terminal.Output;
import org.em4j.core.Randomness;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.io.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code em impute}. */
@Command(
        name = "impute",
        description =
                "Fill the missing values of rows under a model, as CSV: with what they are expected to be given the"
                        + " others of their row, or with draws. A column that is all missing is predicted from the others.",
        footer = "./em impute iris.json table-with-gaps.csv")
public final class ImputeCommand extends ModelCommand {
    /** Numbers that are printed at once: a text holds no more. */
    private static final int MOST = 50_000_000;

    @Option(
            names = "--draws",
            paramLabel = "M",
            description = "Draw, M times, for multiple imputation; a first column numbers the times.")
    private int draws;

    @Option(names = "--seed", description = "What the draws are a function of. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Override
    Missing missing() {
        return Missing.LATENT;
    }

    @Override
    String apply(FittedModel model, Table table, List<String> columns) {
        if (draws < 0) {
            throw new OptionException("--draws is zero or more, not " + draws);
        }
        return draws == 0
                ? Output.csv(columns, model.impute(table.rows()), model.categories())
                : drawn(model, table.rows(), columns);
    }

    private String drawn(FittedModel model, Rows rows, List<String> columns) {
        List<String> headings = new ArrayList<>(List.of("draw"));
        headings.addAll(columns);
        long cells = (long) draws * rows.size() * headings.size();
        if (cells > MOST) {
            int most = MOST / rows.size() / headings.size();
            throw new OptionException("--draws " + draws + " of " + rows.size() + " rows print " + cells
                    + " numbers, more than the " + MOST + " that are printed at once; "
                    + (most > 0
                            ? "ask for at most " + most + ", and again with another --seed"
                            : "draw for some of the rows at a time"));
        }
        RandomGenerator random = Randomness.of(seed);
        double[][] all = new double[draws * rows.size()][];
        for (int m = 0; m < draws; m++) {
            double[][] filled = model.impute(rows, random);
            for (int i = 0; i < filled.length; i++) {
                double[] numbered = new double[headings.size()];
                numbered[0] = m + 1;
                System.arraycopy(filled[i], 0, numbered, 1, filled[i].length);
                all[m * filled.length + i] = numbered;
            }
        }
        return Output.csv(headings, all, model.categories());
    }
}
