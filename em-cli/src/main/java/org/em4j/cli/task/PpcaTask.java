package org.em4j.cli.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.em4j.cli.option.FactorInput;
import org.em4j.cli.terminal.Finish;
import org.em4j.core.Execution;
import org.em4j.core.data.Rows;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.Em;
import org.em4j.core.model.Degeneracy;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.ProbabilisticPcaEstimator;
import org.em4j.factor.model.ProbabilisticPca;
import org.em4j.factor.report.FactorModel;
import org.em4j.json.FactorFile;
import org.em4j.report.figure.FactorFigures;
import org.em4j.report.text.FactorModelText;

/**
 * A probabilistic PCA, to be fitted to rows or a matrix.
 *
 * @param input the data
 * @param estimator how it is fitted, and from where
 * @param em settings of fits that are tried as remedies
 * @param execution threads and seed
 */
public record PpcaTask(FactorInput input, ProbabilisticPcaEstimator estimator, Em em, Execution execution)
        implements FitTask<Fitted<ProbabilisticPca, FactorParameters>> {
    @Override
    public List<String> columns() {
        return input.columns();
    }

    @Override
    public long observations() {
        return input.observations();
    }

    @Override
    public Fitted<ProbabilisticPca, FactorParameters> fit(Em settings) {
        return estimator.em(settings).fit(input.sample(), execution);
    }

    /** Fewer factors, from the closed form. */
    @Override
    public List<Remedy> remedies(Degeneracy degeneracy) {
        return IntStream.iterate(estimator.factors() - 1, q -> q > 0, q -> q - 1)
                .mapToObj(q -> new Remedy(
                        "--factors " + q,
                        () -> new ProbabilisticPcaEstimator(q)
                                .em(em)
                                .fit(input.sample(), execution)
                                .fit()))
                .toList();
    }

    @Override
    public FitReport report(Fitted<ProbabilisticPca, FactorParameters> fitted, Finish finish) {
        FactorModel model = new FactorModel(fitted.model(), fitted.parameters());
        ObjectNode json = FactorFile.of(model, columns());
        input.notes(json);
        return new FitReport(
                fitted.report(model.quantities(columns())),
                json,
                () -> FactorModelText.page(fitted, data(), columns()).words(input.notes()),
                () -> input.here()
                        .map(rows -> FactorFigures.of(columns(), model, rows))
                        .orElseGet(() -> FactorFigures.of(columns(), model, input.moments(), new double[0][]))
                        .all());
    }

    /** The rows; of a matrix, which knows no means, these stand at zero, and are no parameters. */
    private String data() {
        return input.here()
                .map(Rows::toString)
                .orElseGet(() -> String.format(
                        Locale.ROOT,
                        "%.0f observations of %d columns, whose means are not known",
                        input.moments().weight(),
                        columns().size()));
    }
}
