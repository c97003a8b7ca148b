package org.em4j.cli.fit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.em4j.cli.large.ClusterOptions;
import org.em4j.cli.large.Data;
import org.em4j.cli.option.FitOptions;
import org.em4j.cli.option.MixtureOptions;
import org.em4j.cli.option.OnlineOptions;
import org.em4j.cli.task.FitTask;
import org.em4j.cli.task.Labels;
import org.em4j.cli.task.MixtureTask;
import org.em4j.cli.terminal.OptionException;
import org.em4j.core.data.RowObservations;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.search.Restarts;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.Start;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.covariance.ParameterBlock;
import org.em4j.io.Columns;
import org.em4j.json.ModelFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit gmm}. */
@Command(
        name = "gmm",
        description = "Fit a Gaussian mixture.",
        sortOptions = false,
        footer = "./em fit gmm data/iris.csv --components 3")
public final class FitMixture extends TaskCommand {
    @Mixin
    private OnlineOptions options;

    @Mixin
    private MixtureOptions mixtureOptions;

    @Mixin
    private ClusterOptions cluster;

    @Option(
            names = {"-k", "--components"},
            paramLabel = "K",
            description = "Number of components.")
    private Optional<Integer> components = Optional.empty();

    @Option(
            names = "--covariance",
            description =
                    "full, tied, diag or spherical, or one of mclust's EII, VII, EEI, VEI, EVI, VVI, EEE, VEE, EVE, VVE,"
                            + " EEV, VEV, EVV, VVV: volume, shape and orientation equal, variable or the identity."
                            + " Default: ${DEFAULT-VALUE}.")
    private String covariance = "full";

    @Option(
            names = "--labels",
            paramLabel = "COLUMN",
            description =
                    "Column that names the components of rows; where its cell is empty the component is not known.")
    private String labels = "";

    @Option(
            names = "--freeze",
            split = ",",
            description = "What stays as it is in START.json: ${COMPLETION-CANDIDATES}.")
    private List<ParameterBlock> frozen = List.of();

    @Option(
            names = "--sorted",
            description =
                    "Number the components of a fit that ends well by their means: the first column decides, then the"
                            + " next.")
    private boolean sorted;

    @Override
    protected FitOptions options() {
        return options;
    }

    @Override
    protected FitTask<?> task() {
        return task(ModelFile.family(covariance));
    }

    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> MixtureTask<P, S> task(
            CovarianceFamily<P, S> family) {
        requireStart();
        Data data = options.data(console, labels, cluster);
        RowObservations rows = data.rows();
        Labels known = Labels.of(data.labels(), labels);
        Optional<GaussianMixture<P, S>> start = file().map(file -> start(ModelFile.read(file), family, rows));
        int k = start.map(GaussianMixture::size)
                .or(() -> components)
                .or(() -> Optional.of(known.names().size()).filter(size -> size > 0))
                .orElseThrow(() -> new OptionException("say how many components, with --components"));
        mixtureOptions.check(rows);
        GaussianMixtureEstimator<P, S> any = mixtureOptions
                .set(new GaussianMixtureEstimator<>(family, k))
                .frozen(Set.copyOf(frozen))
                .restarts(new Restarts(options.starts(1)));
        return new MixtureTask<>(
                data,
                known,
                MixtureOptions.named(options.start).map(any::start).orElse(any),
                start,
                new MixtureTask.Notes(ModelFile.spelled(covariance), sorted, mixtureOptions.note()),
                options.em(),
                options.execution(),
                columns -> options.data(Columns.of(columns).labels(labels), cluster));
    }

    /** The model file that {@code --start} names, if it names one. */
    private Optional<Path> file() {
        return options.start.filter(name -> Start.of(name.toString()).isEmpty());
    }

    private void requireStart() {
        if (!frozen.isEmpty() && file().isEmpty()) {
            throw new OptionException("--freeze keeps what a start gives; name a model file with --start");
        }
        if (file().isPresent()) {
            options.sayOneStart(console);
        }
        Optional<Start> named = MixtureOptions.named(options.start);
        if (named.isPresent() && !labels.isEmpty()) {
            throw new OptionException(
                    "--start " + named.get() + " is of rows without labels; leave out --labels, or it");
        }
        if (sorted && !labels.isEmpty()) {
            throw new OptionException("--labels number the components; leave out --sorted, or them");
        }
    }

    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> GaussianMixture<P, S> start(
            ModelFile file, CovarianceFamily<P, S> family, RowObservations rows) {
        GaussianMixture<P, S> mixture = file.mixture(family);
        file.requireColumns(mixture.columns(), rows.columns());
        if (components.isPresent() && components.get() != mixture.size()) {
            throw file.wrong("starts " + mixture.size() + " components, --components asks for " + components.get());
        }
        return mixture;
    }
}
