package org.em4j.cli.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.em4j.cli.option.FactorInput;
import org.em4j.cli.option.FactorOptions;
import org.em4j.cli.option.FitOptions;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.option.SearchOptions;
import org.em4j.cli.task.GroupedInput;
import org.em4j.cli.task.StructuralTask;
import org.em4j.core.data.InvalidDataException;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.Specification.Means;
import org.em4j.factor.structural.report.StructuralSolution;
import org.em4j.factor.structural.syntax.Convention;
import org.em4j.factor.structural.syntax.Definition;
import org.em4j.factor.structural.syntax.FactorPattern;
import org.em4j.factor.structural.syntax.FactorPattern.Correlation;
import org.em4j.factor.structural.syntax.ModelSyntax;
import org.em4j.factor.structural.syntax.SyntaxModel;
import org.em4j.json.ModelFile;
import org.em4j.json.StructuralFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit cfa}. */
@Command(
        name = "cfa",
        description = "Fit a confirmatory factor analysis: which column loads on which factor is given, by --factor or,"
                + " with all that is fixed, equal or correlated besides, by --model-syntax.",
        sortOptions = false,
        footer = "./em fit cfa data/holzinger_swineford.csv --factor visual=x1+x2+x3 --factor textual=x4+x5+x6")
public final class FitConfirmatory extends TaskCommand {
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
    protected FitOptions options() {
        return options;
    }

    @Override
    protected StructuralTask task() {
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

    private StructuralTask ofFactors() {
        FactorPattern pattern = FactorPattern.parse(factors, correlation());
        FactorInput input = factorOptions.read(options, pattern.columns());
        GroupedInput data = GroupedInput.of(input);
        Specification specification =
                pattern.specification(input.columns(), data.sample().hasMeans() ? Means.SATURATED : Means.NONE);
        int q = pattern.factors().size();
        String title = "Confirmatory factor analysis, " + q
                + (q == 1 ? " factor" : " factors" + (uncorrelated ? ", uncorrelated" : " that correlate"));
        return task(title, data, specification, List.of());
    }

    private Correlation correlation() {
        return uncorrelated ? Correlation.NONE : Correlation.FREE;
    }

    private StructuralTask ofSyntax(Path file) {
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
        return task(title, data, specification, model.definitions());
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new InvalidDataException(file + " cannot be read as text; is it there?");
        }
    }

    private StructuralTask task(
            String title, GroupedInput data, Specification specification, List<Definition> definitions) {
        RunOptions.require(
                !robust || data.sample().hasMeans(), "--robust is of rows, and a matrix has none; leave it out");
        StructuralSolution.requireDefined(specification, definitions);
        return new StructuralTask(
                data,
                specification,
                factorOptions.heywood,
                options.starts(1),
                options.start.map(file -> StructuralFile.start(ModelFile.read(file), specification)),
                new StructuralTask.Notes(title, definitions, robust, modifications),
                options.em(),
                options.execution());
    }
}
