package org.em4j.cli.sequence;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.em4j.cli.model.Sequences;
import org.em4j.cli.task.FitReport;
import org.em4j.cli.task.FitTask;
import org.em4j.cli.task.Remedy;
import org.em4j.cli.terminal.Finish;
import org.em4j.core.Execution;
import org.em4j.core.data.Observations;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.estimate.ModelEstimator;
import org.em4j.core.fit.Em;
import org.em4j.core.model.Degeneracy;
import org.em4j.gallery.sequence.StateSpace;
import org.em4j.gallery.sequence.StructuralTimeSeries;
import org.em4j.io.Table;
import org.em4j.json.StoredModel;
import org.em4j.report.figure.SeriesFigures;
import org.em4j.report.text.SeriesText;

/**
 * Structural time series, to be fitted to a table.
 *
 * @param table the data
 * @param sequence the column that says which series a row is of; empty where all are one
 * @param series the same as series {@code (T x q)}
 * @param structure what is fitted to them
 * @param model the same as a model, or that of a start
 * @param from where it starts
 * @param execution threads and seed
 */
record StateSpaceTask(
        Table table,
        String sequence,
        List<double[][]> series,
        StructuralTimeSeries structure,
        StateSpace model,
        StateSpace.Theta from,
        Execution execution)
        implements FitTask<Fitted<?, StateSpace.Theta>> {
    private Observations<double[][]> data() {
        return Observations.of(series).on(execution);
    }

    @Override
    public List<String> columns() {
        return table.columns();
    }

    @Override
    public long observations() {
        return table.rows().size();
    }

    /** With BIC by the number of times, as other programs have it, not of series. */
    @Override
    public Fitted<?, StateSpace.Theta> fit(Em settings) {
        return ModelEstimator.fitted(model, data(), settings.fit(model, data(), from))
                .counting(table.rows().size());
    }

    @Override
    public List<Remedy> remedies(Degeneracy degeneracy) {
        return List.of();
    }

    @Override
    public FitReport report(Fitted<?, StateSpace.Theta> fitted, Finish finish) {
        StateSpace.Theta theta = fitted.parameters();
        ObjectNode json = new StoredModel<>(model, theta).json(columns());
        if (!sequence.isEmpty()) {
            json.put("sequence", sequence);
        }
        String on = Sequences.of(table, sequence).describe(columns());
        return new FitReport(
                fitted.report(structure.quantities(columns())),
                json,
                () -> SeriesText.of(fitted, structure, columns(), on),
                () -> SeriesFigures.of(
                        columns(), series.get(0), model.posterior(theta).apply(series.get(0))));
    }
}
