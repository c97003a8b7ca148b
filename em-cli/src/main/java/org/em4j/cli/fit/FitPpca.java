package org.em4j.cli.fit;

import java.util.Optional;
import org.em4j.cli.option.FactorInput;
import org.em4j.cli.option.FitOptions;
import org.em4j.cli.option.MatrixOptions;
import org.em4j.cli.task.PpcaTask;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.distribution.Moments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.ProbabilisticPcaEstimator;
import org.em4j.json.FactorFile;
import org.em4j.json.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit ppca}: from the closed form, which is the maximum already, unless a start is given. */
@Command(
        name = "ppca",
        description = "Fit a probabilistic principal component analysis.",
        sortOptions = false,
        footer = "./em fit ppca data/wine.csv --factors 2")
public final class FitPpca extends TaskCommand {
    @Mixin
    private FitOptions options;

    @Mixin
    private MatrixOptions matrix;

    @Option(names = "--factors", paramLabel = "Q", description = "Number of factors, fewer than columns.")
    private Optional<Integer> factors = Optional.empty();

    @Override
    protected FitOptions options() {
        return options;
    }

    @Override
    protected PpcaTask task() {
        FactorInput input = matrix.matrix(options).orElseGet(() -> FactorInput.imputed(options.table(console)));
        return new PpcaTask(input, estimator(input.moments()), options.em(), options.execution());
    }

    private ProbabilisticPcaEstimator estimator(Moments moments) {
        int d = moments.columns();
        Optional<FactorParameters> start =
                options.start.map(file -> new FactorFile(ModelFile.read(file)).start(moments.mean(), factors, d));
        int q = start.map(FactorParameters::factors)
                .or(() -> factors)
                .orElseThrow(() -> new InvalidDataException("say how many factors, with --factors"));
        if (q < 1 || q >= d) {
            throw new InvalidDataException(
                    q + " factors for " + d + " columns; probabilistic PCA takes at least one, and fewer than columns");
        }
        ProbabilisticPcaEstimator closed = new ProbabilisticPcaEstimator(q);
        return start.map(closed::from).orElse(closed);
    }
}
