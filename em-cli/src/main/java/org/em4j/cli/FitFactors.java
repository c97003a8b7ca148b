package org.em4j.cli;

import java.util.Optional;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.data.Table;
import org.em4j.core.model.Moments;
import org.em4j.factor.FactorAnalysis;
import org.em4j.factor.FactorModel;
import org.em4j.factor.FactorParameters;
import org.em4j.factor.PrincipalAxes;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit fa}. */
@Command(name = "fa", description = "Fit a factor analysis.", mixinStandardHelpOptions = true, sortOptions = false)
final class FitFactors extends PrintingCommand {
    @Mixin
    private FitOptions options;

    @Option(names = "--factors", paramLabel = "Q", description = "Number of factors.")
    private Optional<Integer> factors = Optional.empty();

    @Override
    public Integer call() {
        return FitRun.guarded(console, options, this::fit);
    }

    private int fit() {
        Table table = options.table(console);
        Rows rows = table.rows();
        if (rows.size() < 2) {
            throw new InvalidDataException("one row has no variance to analyse; give at least two");
        }
        Moments moments = Moments.of(rows);
        Optional<FactorParameters> start = options.start.map(file -> start(ModelFile.read(file), moments, rows));
        int q = start.map(FactorParameters::factors)
                .or(() -> factors)
                .orElseThrow(() -> new InvalidDataException("say how many factors, with --factors"));
        if (q < 1 || q > rows.columns()) {
            throw new InvalidDataException(
                    q + " factors for " + rows.columns() + " columns; use 1 to " + rows.columns());
        }
        FactorAnalysis model = new FactorAnalysis(rows.columns(), q);
        return new FitRun<FactorParameters>(console, options, table)
                .run(
                        em -> em.fit(
                                model.map(rows.threads(options.threads), moments),
                                start.orElseGet(() -> PrincipalAxes.start(moments, q))),
                        theta -> report(new FactorModel(theta), table));
    }

    private FactorParameters start(ModelFile file, Moments moments, Rows rows) {
        FactorParameters theta = file.factors(moments.mean());
        file.requireColumns(theta.columns(), rows);
        if (factors.isPresent() && factors.get() != theta.factors()) {
            throw new InvalidDataException(
                    file.file() + " starts " + theta.factors() + " factors, --factors asks for " + factors.get());
        }
        return theta;
    }

    private static FitRun.Report report(FactorModel model, Table table) {
        return new FitRun.Report(
                ModelFile.of(model, table.columns()),
                model.freeParameters(),
                fit -> model.summary(fit, table.rows(), table.columns()));
    }
}
