package org.em4j.cli.fit;

import java.util.Optional;
import org.em4j.cli.large.ClusterOptions;
import org.em4j.cli.option.FactorInput;
import org.em4j.cli.option.FactorOptions;
import org.em4j.cli.option.FitOptions;
import org.em4j.cli.option.SearchOptions;
import org.em4j.cli.task.FactorTask;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.fit.search.Restarts;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.rotate.Rotation;
import org.em4j.json.FactorFile;
import org.em4j.json.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit fa}. */
@Command(
        name = "fa",
        description =
                "Fit a factor analysis: EM, finished by Newton's method on the profile likelihood, from several starts.",
        sortOptions = false,
        footer = "./em fit fa data/holzinger_swineford.csv --columns x1..x9 --factors 3 --rotate oblimin")
public final class FitFactors extends TaskCommand {
    private static final int STARTS = 10;

    @Mixin
    private SearchOptions options;

    @Mixin
    private FactorOptions factorOptions;

    @Mixin
    private ClusterOptions cluster;

    @Option(names = "--factors", paramLabel = "Q", description = "Number of factors.")
    private Optional<Integer> factors = Optional.empty();

    @Mixin
    private RotationOptions rotationOptions;

    @Override
    protected FitOptions options() {
        return options;
    }

    @Override
    protected FactorTask task() {
        FactorInput input = factorOptions.data(options, console, cluster);
        Optional<Rotation> rotation = rotationOptions.rotation(input.columns());
        int d = input.columns().size();
        FactorOptions.requireSearched(input, options.starts(1));
        Optional<FactorParameters> start = options.start.map(file ->
                new FactorFile(ModelFile.read(file)).start(input.moments().mean(), factors, d));
        int q = start.map(FactorParameters::factors)
                .or(() -> factors)
                .orElseThrow(() -> new InvalidDataException("say how many factors, with --factors"));
        if (q < 1 || q > d) {
            throw new InvalidDataException(q + " factors for " + d + " columns; use 1 to " + d);
        }
        FactorAnalysisEstimator estimator = new FactorAnalysisEstimator(q)
                .heywood(factorOptions.heywood)
                .restarts(new Restarts(options.starts(STARTS)));
        return new FactorTask(
                input,
                estimator,
                start,
                rotation,
                rotationOptions.table(),
                options.em(),
                options.execution(),
                names -> factorOptions.data(options, names, cluster));
    }
}
