package org.em4j.cli.fit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.em4j.cli.model.StructuralJson;
import org.em4j.cli.option.FactorInput;
import org.em4j.cli.option.FactorOptions;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.option.SearchOptions;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.inference.Fitted;
import org.em4j.core.model.Degeneracy;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.report.FactorModel;
import org.em4j.factor.structural.estimate.StructuralEstimator;
import org.em4j.factor.structural.estimate.StructuralFit;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.Specification.Means;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.factor.structural.report.Inference;
import org.em4j.factor.structural.report.ScaledTest;
import org.em4j.factor.structural.report.StructuralSolution;
import org.em4j.factor.structural.syntax.Convention;
import org.em4j.factor.structural.syntax.Definition;
import org.em4j.factor.structural.syntax.FactorPattern;
import org.em4j.factor.structural.syntax.FactorPattern.Correlation;
import org.em4j.factor.structural.syntax.ModelSyntax;
import org.em4j.factor.structural.syntax.SyntaxModel;
import org.em4j.json.ModelFile;
import org.em4j.report.figure.FactorFigures;
import org.em4j.validation.reproduce.Picture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit cfa}. */
@Command(
        name = "cfa",
        description = "Fit a confirmatory factor analysis: which column loads on which factor is given, by --factor or,"
                + " with all that is fixed, equal or correlated besides, by --model-syntax.",
        sortOptions = false)
public final class FitConfirmatory extends PrintingCommand {
    @Mixin
    private SearchOptions options;

    @Mixin
    private FactorOptions factorOptions;

    @Option(
            names = "--factor",
            paramLabel = "NAME=COLUMN+COLUMN",
            description = "A factor, and the columns that load on it; once for each, or for each column.")
    private List<String> factors = new ArrayList<>();

    @Option(
            names = "--model-syntax",
            paramLabel = "MODEL.txt",
            description = "The model in lavaan's words: f =~ x1 + a*x2, x1 ~~ x2, g ~ f, x1 ~ 1, c := a*b.")
    private Optional<Path> syntax = Optional.empty();

    @Option(
            names = "--std-lv",
            description = "With --model-syntax: factors have variance one; otherwise the unit of their first column.")
    private boolean standardised;

    @Option(names = "--uncorrelated", description = "The factors do not correlate; otherwise they may.")
    private boolean uncorrelated;

    @Option(names = "--group", paramLabel = "COLUMN", description = "With --model-syntax: a column of groups of rows.")
    private String group = "";

    @Option(
            names = "--robust",
            description = "Errors and a test of fit that are right where rows are not normal (lavaan's MLR).")
    private boolean robust;

    @Option(
            names = "--modification-indices",
            paramLabel = "N",
            description = "Print the N largest gains in chi-square of setting free what is zero; JSON has all.")
    private int modifications;

    @Override
    public Integer call() {
        return FitRun.guarded(console, options, this::fit);
    }

    private int fit() {
        RunOptions.require(
                factors.isEmpty() == syntax.isPresent(),
                "say which columns load on which factor, as in"
                        + " --factor visual=x1+x2+x3 --factor textual=x4+x5+x6, or with --model-syntax; not both");
        RunOptions.require(
                !options.tables.choose(),
                "the columns are those of --factor or --model-syntax; leave --columns and --except out");
        RunOptions.require(
                syntax.isPresent() || (group.isEmpty() && !standardised),
                "--group and --std-lv go with --model-syntax; factors of --factor have variance one");
        return syntax.map(this::ofSyntax).orElseGet(this::ofFactors);
    }

    private int ofFactors() {
        FactorPattern pattern = FactorPattern.parse(factors, correlation());
        FactorInput input = factorOptions.read(options, pattern.columns());
        GroupedInput data = GroupedInput.of(input);
        Specification specification =
                pattern.specification(input.columns(), data.sample().hasMeans() ? Means.SATURATED : Means.NONE);
        int q = pattern.factors().size();
        String title = "Confirmatory factor analysis, " + q
                + (q == 1 ? " factor" : " factors" + (uncorrelated ? ", uncorrelated" : " that correlate"));
        return run(title, data, specification, List.of());
    }

    private Correlation correlation() {
        return uncorrelated ? Correlation.NONE : Correlation.FREE;
    }

    private int ofSyntax(Path file) {
        ModelSyntax text = ModelSyntax.of(text(file));
        List<String> columns = new SyntaxModel(text, Convention.USUAL).columns();
        GroupedInput data = group.isEmpty()
                ? GroupedInput.of(factorOptions.read(options, columns))
                : GroupedInput.of(factorOptions.grouped(options, columns, group), group);
        Convention convention = new Convention(
                standardised ? Convention.Unit.VARIANCE : Convention.Unit.MARKER, correlation(), data.groups());
        SyntaxModel model = new SyntaxModel(text, convention);
        Specification specification =
                model.specification(!data.sample().hasMeans(), data.sample().hasGaps());
        int q = specification.latents().size();
        String title = "Structural equation model, " + q + (q == 1 ? " factor" : " factors")
                + (group.isEmpty() ? "" : ", " + data.groups().size() + " groups");
        return run(title, data, specification, model.definitions());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidDataException(file + " cannot be read as text; is it there?");
        }
    }

    private int run(String title, GroupedInput data, Specification specification, List<Definition> definitions) {
        RunOptions.require(
                !robust || data.sample().hasMeans(), "--robust is of rows, and a matrix has none; leave it out");
        StructuralSolution.requireDefined(specification, definitions);
        return new FitRun(
                        console,
                        options,
                        specification.columns(),
                        data.sample().size(),
                        data.sample().weight(),
                        degeneracy -> remedies(degeneracy, specification, data))
                .run(em -> {
                    StructuralFit fit = fit(em, specification, factorOptions.heywood, data);
                    return finish -> result(title, data, fit, definitions);
                });
    }

    private StructuralFit fit(Em em, Specification specification, Heywood heywood, GroupedInput data) {
        StructuralEstimator estimation =
                new StructuralEstimator(em).restarts(new Restarts(options.starts(1), options.seed));
        return options.start
                .map(file -> estimation.from(StructuralJson.start(ModelFile.read(file), specification)))
                .orElse(estimation)
                .of(new StructuralModel(specification.heywood(heywood, data.sample())), data.sample());
    }

    /** A bound, where a uniqueness falls to zero; that a model is not identified no bound helps. */
    private List<Remedy> remedies(Degeneracy degeneracy, Specification specification, GroupedInput data) {
        return degeneracy.cause().contains("Heywood")
                ? List.of(new Remedy(
                        "--heywood bound",
                        () -> fit(options.em(), specification, new Heywood.Bound(0.005), data)
                                .fit()))
                : List.of();
    }

    private FitResult result(String title, GroupedInput data, StructuralFit fit, List<Definition> definitions) {
        StructuralSolution solution = StructuralSolution.of(
                fit, definitions, robust ? Inference.Method.ROBUST : Inference.usual(fit.sample()));
        String of = fit.sample().size() + (data.sample().hasMeans() ? " rows" : " observations");
        ObjectNode json = StructuralJson.of(solution, robust);
        data.input().ifPresent(input -> input.notes(json));
        return new FitResult(
                fit.fit(),
                json,
                solution.freeParameters(),
                () -> solution.summary(title, of)
                        + fit.maxima().describe()
                        + (robust ? solution.scaled().map(ScaledTest::describe).orElse("") : "")
                        + solution.describeModifications(modifications)
                        + data.notes(),
                () -> pictures(fit, data),
                () -> new Fitted<>(
                        fit.model(),
                        data.rows().map(rows -> rows),
                        fit.map(),
                        fit.model()::map,
                        fit.theta(),
                        fit.quantities()));
    }

    private static List<Picture> pictures(StructuralFit fit, GroupedInput data) {
        Optional<FactorParameters> factors = data.input().isPresent() ? fit.factors() : Optional.empty();
        return factors.map(theta -> {
                    FactorInput input = data.input().orElseThrow();
                    Optional<Rows> rows = input.complete(theta);
                    return FactorFigures.of(
                                    input.columns(),
                                    Map.of("as fitted", theta.loadings()),
                                    input.moments().covariance(),
                                    theta.covariance(),
                                    rows.map(new FactorModel(theta)::scores).orElse(new double[0][]))
                            .all();
                })
                .orElse(List.of());
    }
}
