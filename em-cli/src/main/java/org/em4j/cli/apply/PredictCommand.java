package org.em4j.cli.apply;

import java.util.List;
import java.util.Optional;
import org.em4j.cli.model.FittedModel;
import org.em4j.cli.option.CellOptions;
import org.em4j.cli.terminal.Output;
import org.em4j.core.data.Missing;
import org.em4j.factor.report.LinearScores;
import org.em4j.io.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em predict}. */
@Command(
        name = "predict",
        description =
                "Components and responsibilities of rows under a mixture, latent classes, the most probable path of hidden states,"
                        + " or factor scores, as CSV. Component 0 is noise.",
        footer = "./em predict iris.json data/iris.csv")
public final class PredictCommand extends ModelCommand {
    @Option(
            names = "--scores",
            description = "Of a factor model: regression (the posterior mean), or bartlett. Default: regression.")
    private Optional<LinearScores.Method> scores = Optional.empty();

    @Option(
            names = "--reconstruct",
            description = "Of a factor model: instead of the scores, the rows as they follow from them, without noise.")
    private boolean reconstruct;

    @Mixin
    private CellOptions cells;

    @Override
    Missing missing() {
        return cells.missing();
    }

    @Override
    String apply(FittedModel model, Table table, List<String> columns) {
        return reconstruct
                ? Output.csv(columns, model.reconstruct(table.rows(), scores))
                : model.predict(table, scores);
    }
}
