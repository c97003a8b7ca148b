package org.em4j.cli.apply;

import java.util.Arrays;
import java.util.List;
import org.em4j.cli.model.FittedModel;
import org.em4j.cli.option.CellOptions;
import org.em4j.cli.terminal.Output;
import org.em4j.core.data.Missing;
import org.em4j.io.Table;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em score}. */
@Command(
        name = "score",
        description = "Log density of each row under a model, in nats, as CSV.",
        footer = "./em score iris.json data/iris.csv")
public final class ScoreCommand extends ModelCommand {
    @Option(
            names = "--tails",
            description =
                    "Of a mixture also: how probable it is that another row of the same component lies further out;"
                            + " an outlier's is small.")
    private boolean tails;

    @Mixin
    private CellOptions cells;

    @Override
    Missing missing() {
        return cells.missing();
    }

    @Override
    String apply(FittedModel model, Table table, List<String> columns) {
        double[] scores = model.score(table);
        if (!tails) {
            double[][] column =
                    Arrays.stream(scores).mapToObj(s -> new double[] {s}).toArray(double[][]::new);
            return Output.csv(List.of("logDensity"), column);
        }
        double[] further = model.tails(table.rows());
        double[][] both = new double[scores.length][];
        Arrays.setAll(both, i -> new double[] {scores[i], further[i]});
        return Output.csv(List.of("logDensity", "tail"), both);
    }
}
