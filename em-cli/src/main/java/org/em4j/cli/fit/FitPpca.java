package org.em4j.cli.fit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.em4j.cli.option.CoverageJson;
import org.em4j.cli.option.FactorInput;
import org.em4j.cli.option.FitOptions;
import org.em4j.cli.option.MatrixOptions;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Fit;
import org.em4j.core.inference.CovarianceCoverage;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.ProbabilisticPca;
import org.em4j.factor.report.FactorModel;
import org.em4j.factor.start.MeanImputedMoments;
import org.em4j.io.Table;
import org.em4j.json.FactorFile;
import org.em4j.json.ModelFile;
import org.em4j.report.figure.FactorFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit ppca}: from the closed form, which is the maximum already, unless a start is given. */
@Command(name = "ppca", description = "Fit a probabilistic principal component analysis.", sortOptions = false)
public final class FitPpca extends PrintingCommand {
    @Mixin
    private FitOptions options;

    @Mixin
    private MatrixOptions matrix;

    @Option(names = "--factors", paramLabel = "Q", description = "Number of factors, fewer than columns.")
    private Optional<Integer> factors = Optional.empty();

    @Override
    public Integer call() {
        return FitRun.guarded(console, options, this::fit);
    }

    private int fit() {
        return matrix.matrix(options).map(this::fit).orElseGet(this::fitRows);
    }

    private int fit(FactorInput input) {
        Moments moments = input.moments();
        Optional<FactorParameters> start = start(moments);
        ProbabilisticPca model = model(start, moments.columns());
        double n = moments.weight();
        Function<ProbabilisticPca, Fit<FactorParameters>> closed =
                other -> options.em().fit(input.map(other, options.threads), other.solve(moments));
        return new FitRun(console, options, input.columns(), (long) n, n, degeneracy -> remedies(model, closed))
                .run(em -> {
                    Fit<FactorParameters> fit =
                            em.fit(input.map(model, options.threads), start.orElseGet(() -> model.solve(moments)));
                    return finish -> result(fit, model, input);
                });
    }

    private int fitRows() {
        Table given = options.table(console);
        Rows rows = given.rows().informative();
        Table table = new Table(given.columns(), rows, given.leftOut(), List.of(), List.of());
        FactorInput.requireData(rows, "say --input correlation or covariance, and --observations");
        Moments moments = MeanImputedMoments.of(rows);
        Optional<FactorParameters> start = start(moments);
        ProbabilisticPca model = model(start, rows.columns());
        Function<ProbabilisticPca, Fit<FactorParameters>> closed =
                other -> options.em().fit(other.map(rows, options.threads), other.solve(moments));
        return new FitRun(console, options, table, degeneracy -> remedies(model, closed)).run(em -> {
            Fit<FactorParameters> fit =
                    em.fit(model.map(rows, options.threads), start.orElseGet(() -> model.solve(moments)));
            return finish -> result(fit, model, table, CovarianceCoverage.of(given.rows()));
        });
    }

    private Optional<FactorParameters> start(Moments moments) {
        return options.start.map(
                file -> new FactorFile(ModelFile.read(file)).start(moments.mean(), factors, moments.columns()));
    }

    private ProbabilisticPca model(Optional<FactorParameters> start, int d) {
        int q = start.map(FactorParameters::factors)
                .or(() -> factors)
                .orElseThrow(() -> new InvalidDataException("say how many factors, with --factors"));
        if (q < 1 || q >= d) {
            throw new InvalidDataException(
                    q + " factors for " + d + " columns; probabilistic PCA takes at least one, and fewer than columns");
        }
        return new ProbabilisticPca(d, q);
    }

    private static List<Remedy> remedies(
            ProbabilisticPca model, Function<ProbabilisticPca, Fit<FactorParameters>> closed) {
        List<Remedy> remedies = new ArrayList<>();
        IntStream.iterate(model.q() - 1, q -> q > 0, q -> q - 1)
                .forEach(q -> remedies.add(
                        new Remedy("--factors " + q, () -> closed.apply(new ProbabilisticPca(model.d(), q)))));
        return remedies;
    }

    private FitResult result(
            Fit<FactorParameters> fit, ProbabilisticPca ppca, Table table, CovarianceCoverage coverage) {
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

    /** Of a matrix, which knows no means: they stand at zero, and are no parameters. */
    private FitResult result(Fit<FactorParameters> fit, ProbabilisticPca ppca, FactorInput input) {
        FactorModel model = new FactorModel(ppca, fit.theta());
        ObjectNode json = FactorFile.of(model, input.columns());
        input.notes(json);
        double n = input.moments().weight();
        int parameters = model.freeParameters() - ppca.d();
        InformationCriteria criteria =
                new InformationCriteria(parameters, fit.trace().last().logLikelihood(), n);
        String data =
                String.format(Locale.ROOT, "%.0f observations of %d columns, whose means are not known", n, ppca.d());
        return new FitResult(
                fit,
                json,
                parameters,
                () -> model.summary(fit, data, criteria, input.columns()) + input.notes(),
                () -> FactorFigures.of(input.columns(), model, input.moments(), new double[0][])
                        .all(),
                () -> Uncertainty.fitted(ppca, input, fit.theta(), model.quantities(input.columns()), options.threads));
    }
}
