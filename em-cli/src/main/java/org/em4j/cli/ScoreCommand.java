package org.em4j.cli;

import java.util.Arrays;
import java.util.List;
import org.em4j.core.data.Rows;
import org.em4j.factor.FactorModel;
import picocli.CommandLine.Command;

/** {@code em score}. */
@Command(
        name = "score",
        description = "Log density of each row under a model, in nats, as CSV.",
        mixinStandardHelpOptions = true)
final class ScoreCommand extends ModelCommand {
    @Override
    String apply(ModelFile model, Rows rows) {
        double[] scores = model.isFactorAnalysis()
                ? new FactorModel(model.factors(new double[rows.columns()])).score(rows)
                : model.mixture(model.family()).score(rows);
        double[][] column =
                Arrays.stream(scores).mapToObj(s -> new double[] {s}).toArray(double[][]::new);
        return Output.csv(List.of("logDensity"), column);
    }
}
