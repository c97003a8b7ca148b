package org.em4j.cli.sequence;

import java.util.List;
import java.util.Optional;
import org.em4j.cli.fit.TaskCommand;
import org.em4j.cli.latent.KindOptions;
import org.em4j.cli.model.FittedSeries;
import org.em4j.cli.model.Sequences;
import org.em4j.cli.option.FitOptions;
import org.em4j.cli.option.RunOptions;
import org.em4j.core.fit.Em;
import org.em4j.gallery.sequence.StructuralTimeSeries;
import org.em4j.io.Table;
import org.em4j.json.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit states}. */
@Command(
        name = "states",
        description =
                "Fit levels that walk at random, seen with noise, to series: structural time series, by Kalman's smoother.",
        sortOptions = false,
        footer = "./em fit states data/nile.csv --columns flow")
public final class FitStates extends TaskCommand {
    /** Whose EM is slow, so that it is accelerated unless asked otherwise. */
    static final class Options extends FitOptions {
        @Override
        public Em fitting() {
            return em(Acceleration.squarem);
        }
    }

    @Mixin
    private Options options;

    @Option(names = "--trend", description = "Levels have slopes, which walk at random, too: a local linear trend.")
    private boolean hasTrend;

    @Option(
            names = "--sequence",
            paramLabel = "COLUMN",
            description =
                    "Column that says which series a row is of, by any text; its rows follow each other in the order of"
                            + " the file. Default: all rows are one series.")
    private String sequence = "";

    @Override
    protected FitOptions options() {
        return options;
    }

    @Override
    protected StateSpaceTask task() {
        RunOptions.require(
                options.weights.isEmpty(), "--weights are of rows, and here series are observed; leave it out");
        Table table = options.table(console, columns -> columns.labels(sequence));
        for (int j = 0; j < table.columns().size(); j++) {
            KindOptions.requireSpread(table.rows(), j, table.columns().get(j));
        }
        List<double[][]> series = Sequences.of(table, sequence).steps().stream()
                .map(steps -> steps.toArray(double[][]::new))
                .toList();
        StructuralTimeSeries structure = StructuralTimeSeries.of(series, hasTrend);
        Optional<FittedSeries> start = options.start.map(file -> FittedSeries.of(ModelFile.read(file)));
        start.ifPresent(model -> model.require(table.columns(), structure));
        return new StateSpaceTask(
                table,
                sequence,
                series,
                structure,
                start.map(FittedSeries::space).orElseGet(structure::model),
                start.map(FittedSeries::theta).orElseGet(structure::start),
                options.execution());
    }
}
