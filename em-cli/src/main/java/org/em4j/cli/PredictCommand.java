package org.em4j.cli;

import java.util.ArrayList;
import java.util.List;
import org.em4j.core.data.Rows;
import org.em4j.factor.FactorModel;
import org.em4j.gmm.GaussianMixture;
import picocli.CommandLine.Command;

/** {@code em predict}. */
@Command(
        name = "predict",
        description = "Components and responsibilities of rows under a mixture, or their factor scores, as CSV.",
        mixinStandardHelpOptions = true)
final class PredictCommand extends ModelCommand {
    @Override
    String apply(ModelFile model, Rows rows) {
        if (model.isFactorAnalysis()) {
            FactorModel factors = new FactorModel(model.factors(new double[rows.columns()]));
            return Output.csv(FitRun.numbered("z", factors.theta().factors()), factors.scores(rows));
        }
        GaussianMixture<?, ?> mixture = model.mixture(model.family());
        int[] components = mixture.predict(rows);
        double[][] responsibilities = mixture.responsibilities(rows);
        List<String> headings = new ArrayList<>(List.of("component"));
        headings.addAll(FitRun.numbered("r", mixture.size()));
        StringBuilder csv = new StringBuilder(String.join(",", headings)).append('\n');
        for (int i = 0; i < components.length; i++) {
            csv.append(components[i] + 1);
            for (double r : responsibilities[i]) {
                csv.append(',').append(r);
            }
            csv.append('\n');
        }
        return csv.toString();
    }
}
