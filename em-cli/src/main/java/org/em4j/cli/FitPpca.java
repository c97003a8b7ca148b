package org.em4j.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.cli.report.FactorFigures;
import org.em4j.core.data.Coverage;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.data.Table;
import org.em4j.core.fit.Fit;
import org.em4j.core.model.Moments;
import org.em4j.factor.FactorModel;
import org.em4j.factor.FactorParameters;
import org.em4j.factor.ProbabilisticPca;
import org.em4j.factor.StartMoments;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit ppca}: from the closed form, which is the maximum already, unless a start is given. */
@Command(name = "ppca", description = "Fit a probabilistic principal component analysis.", sortOptions = false)
final class FitPpca extends PrintingCommand {
    @Mixin
    private FitOptions options;

    @Option(names = "--factors", paramLabel = "Q", description = "Number of factors, fewer than columns.")
    private Optional<Integer> factors = Optional.empty();

    @Override
    public Integer call() {
        return FitRun.guarded(console, options, this::fit);
    }

    private int fit() {
        Table given = options.table(console);
        Rows rows = given.rows().informative();
        Table table = new Table(given.columns(), rows, given.leftOut(), List.of());
        FactorInput.requireData(rows, "give the rows it was made from, or em fit fa the matrix");
        Moments moments = StartMoments.of(rows);
        Optional<FactorParameters> start = options.start.map(
                file -> new FactorFile(ModelFile.read(file)).start(moments.mean(), factors, rows.columns()));
        int q = start.map(FactorParameters::factors)
                .or(() -> factors)
                .orElseThrow(() -> new InvalidDataException("say how many factors, with --factors"));
        if (q < 1 || q >= rows.columns()) {
            throw new InvalidDataException(q + " factors for " + rows.columns()
                    + " columns; probabilistic PCA takes at least one, and fewer than columns");
        }
        ProbabilisticPca model = new ProbabilisticPca(rows.columns(), q);
        return new FitRun(console, options, table, degeneracy -> remedies(model, rows)).run(em -> {
            Fit<FactorParameters> fit =
                    em.fit(model.map(rows, options.threads), start.orElseGet(() -> model.solve(moments)));
            return () -> result(fit, model, table, Coverage.of(given.rows()));
        });
    }

    private List<Remedy> remedies(ProbabilisticPca model, Rows rows) {
        List<Remedy> remedies = new ArrayList<>();
        IntStream.iterate(model.q() - 1, q -> q > 0, q -> q - 1)
                .forEach(q -> remedies.add(new Remedy("--factors " + q, () -> fit(q, rows))));
        return remedies;
    }

    private Fit<?> fit(int q, Rows rows) {
        ProbabilisticPca model = new ProbabilisticPca(rows.columns(), q);
        return options.em().fit(model.map(rows, options.threads), model.solve(StartMoments.of(rows)));
    }

    private FitResult result(Fit<FactorParameters> fit, ProbabilisticPca ppca, Table table, Coverage coverage) {
        FactorModel model = new FactorModel(ppca, fit.theta());
        ObjectNode json = FactorFile.of(model, table.columns());
        CoverageJson.put(json, coverage, table.columns());
        String missing = coverage.describe(table.columns(), FactorInput.NEVER);
        return new FitResult(
                fit,
                json,
                model.freeParameters(),
                () -> model.summary(fit, table.rows(), table.columns()) + (missing.isEmpty() ? "" : "\n" + missing),
                () -> FactorFigures.of(table.columns(), model, table.rows()).all(),
                () -> Uncertainty.fitted(
                        ppca, FactorInput.of(table), fit.theta(), model.quantities(table.columns()), options.threads));
    }
}
