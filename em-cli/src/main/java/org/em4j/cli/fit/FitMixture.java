package org.em4j.cli.fit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.cli.option.CoverageJson;
import org.em4j.cli.option.MixtureOptions;
import org.em4j.cli.option.SearchOptions;
import org.em4j.cli.option.TableOptions;
import org.em4j.cli.terminal.Finish;
import org.em4j.cli.terminal.OptionException;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.inference.CovarianceCoverage;
import org.em4j.core.model.Degeneracy;
import org.em4j.gmm.ClassificationEntropy;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.MixturePrior;
import org.em4j.gmm.Start;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.covariance.CovarianceStructure;
import org.em4j.gmm.covariance.ParameterBlock;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.em4j.json.ModelFile;
import org.em4j.report.figure.MixtureFigures;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code em fit gmm}. */
@Command(name = "gmm", description = "Fit a Gaussian mixture.", sortOptions = false)
public final class FitMixture extends PrintingCommand {
    /** Starts that a remedy takes. */
    private static final int STARTS = 10;

    @Mixin
    private SearchOptions options;

    @Mixin
    private MixtureOptions mixtureOptions;

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
    public Integer call() {
        return FitRun.guarded(console, options, () -> fit(ModelFile.family(covariance)));
    }

    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> int fit(CovarianceFamily<P, S> family) {
        requireStart();
        Table table = options.table(console, labels);
        Rows rows = table.rows();
        Labels known = Labels.of(table, labels);
        Optional<GaussianMixture<P, S>> start = file().map(file -> start(ModelFile.read(file), family, rows));
        int k = start.map(GaussianMixture::size)
                .or(() -> components)
                .or(() -> Optional.of(known.names().size()).filter(size -> size > 0))
                .orElseThrow(() -> new OptionException("say how many components, with --components"));
        GaussianMixtureEstimator estimation =
                mixtureOptions.on(rows).labels(known.components()).frozen(Set.copyOf(frozen));
        MixtureTask<P, S> task = new MixtureTask<>(family, k, estimation, options, mixtureOptions);
        requireLabelled(known, k);
        return new FitRun(console, options, table, degeneracy -> remedies(degeneracy, task, table)).run(em -> {
            if (start.isPresent()) {
                Fit<GaussianMixture<P, S>> fit =
                        estimation.threads(options.threads).fit(em, start.get());
                return finish -> result(numbered(fit), estimation, table, known, finish);
            }
            Optima<GaussianMixture<P, S>> found = task.search(em, options.starts(1));
            return finish -> result(numbered(found.best()), estimation, table, known, finish)
                    .of(found);
        });
    }

    /** What did not end well names its components as it had them. */
    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> Fit<GaussianMixture<P, S>> numbered(
            Fit<GaussianMixture<P, S>> fit) {
        return sorted && fit.endedWell()
                ? fit.map(mixture -> mixture.canonical().mixture())
                : fit;
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

    private static void requireLabelled(Labels known, int k) {
        int named = known.names().size();
        if (named > k) {
            throw new InvalidDataException(named + " labels (" + String.join(", ", known.names()) + ") for " + k
                    + " components; use more components");
        }
        if (named > 0 && named < k && known.known() == known.components().length) {
            throw new InvalidDataException("all rows are labelled, and none is left for more components than " + named);
        }
    }

    /** Least first: another start, a simpler covariance, fewer columns where one is at fault in all rows, less of all. */
    private List<Remedy> remedies(Degeneracy degeneracy, MixtureTask<?, ?> task, Table table) {
        Optional<Remedy> without =
                Remedy.without(degeneracy.columns(), table.columns()).map(columns -> column(columns, task));
        boolean everywhere = degeneracy.parts().isEmpty();
        List<Remedy> remedies = new ArrayList<>();
        if (everywhere) {
            without.ifPresent(remedies::add);
        } else {
            remedies.add(anotherStart(task));
        }
        if (frozen.isEmpty()) {
            remedies.addAll(simpler(task));
            if (task.estimation().prior().isEmpty() && !everywhere) {
                remedies.add(new Remedy(
                        "--prior mclust",
                        () -> task.ofEstimation(task.estimation().prior(MixturePrior::mclust))
                                .fit()));
            }
            remedies.addAll(fewer(task, task.family(), ""));
            remedies.addAll(fewer(task, CovarianceFamily.SPHERICAL, " --covariance spherical"));
        }
        if (!everywhere) {
            without.ifPresent(remedies::add);
        }
        return remedies;
    }

    private Remedy anotherStart(MixtureTask<?, ?> task) {
        return file().isPresent()
                ? new Remedy(
                        "--start " + Start.K_MEANS,
                        () -> task.search(options.em(), Optional.of(Start.K_MEANS), 1)
                                .best())
                : new Remedy(
                        "--restarts " + STARTS,
                        () -> task.search(options.em(), STARTS).best());
    }

    private static List<Remedy> simpler(MixtureTask<?, ?> task) {
        CovarianceFamily<?, ?> family = task.family();
        return CovarianceFamily.all().stream()
                .filter(other -> other != family && family.structure().contains(other.structure()))
                .map(other -> new Remedy(
                        "--covariance " + other.name(),
                        () -> task.ofFamily(other, task.k()).fit()))
                .toList();
    }

    /** Fewer components, one after another down to as many as are labelled. */
    private static List<Remedy> fewer(MixtureTask<?, ?> task, CovarianceFamily<?, ?> family, String covariance) {
        int least = Math.max(1, Arrays.stream(task.estimation().labels()).max().orElse(0) + 1);
        return IntStream.iterate(task.k() - 1, k -> k >= least, k -> k - 1)
                .mapToObj(k -> new Remedy(
                        "--components " + k + covariance,
                        () -> task.ofFamily(family, k).fit()))
                .toList();
    }

    private Remedy column(List<String> columns, MixtureTask<?, ?> task) {
        return new Remedy("--columns " + TableOptions.typed(columns), () -> {
            Table fewer = options.table(Columns.of(columns).labels(labels));
            GaussianMixtureEstimator estimation = mixtureOptions
                    .on(fewer.rows())
                    .labels(Labels.of(fewer, labels).components());
            return task.ofEstimation(estimation).fit();
        });
    }

    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> GaussianMixture<P, S> start(
            ModelFile file, CovarianceFamily<P, S> family, Rows rows) {
        GaussianMixture<P, S> mixture = file.mixture(family);
        file.requireColumns(mixture.columns(), rows.columns());
        if (components.isPresent() && components.get() != mixture.size()) {
            throw file.wrong("starts " + mixture.size() + " components, --components asks for " + components.get());
        }
        return mixtureOptions.noisy(mixture, rows);
    }

    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> FitResult result(
            Fit<GaussianMixture<P, S>> fit,
            GaussianMixtureEstimator estimation,
            Table table,
            Labels known,
            Finish finish) {
        Rows rows = table.rows();
        GaussianMixture<P, S> mixture = fit.theta();
        CovarianceCoverage coverage = CovarianceCoverage.of(rows);
        ObjectNode json = ModelFile.of(mixture, ModelFile.spelled(covariance), table.columns(), known.names());
        CoverageJson.put(json, coverage, table.columns());
        Optional<ClassificationEntropy> entropy = fit.trace().entries().isEmpty()
                ? Optional.empty()
                : finish.unlessCancelled(
                        "ICL and the entropy of the responsibilities are left out",
                        () -> ClassificationEntropy.of(mixture, rows.threads(options.threads)));
        return new FitResult(
                        fit,
                        json,
                        estimation.freeParameters(mixture),
                        () -> mixture.summary(
                                        fit, estimation.criteria(mixture, fit.trace()), entropy, rows, table.columns())
                                + missing(coverage, mixture, table.columns())
                                + note(known, mixture, rows),
                        () -> figures(mixture, table).all(),
                        () -> estimation.fitted(mixture, table.columns()))
                .withFigures((criteria, node) -> entropy.ifPresent(e -> {
                    node.put("icl", e.icl(criteria));
                    node.put("entropy", e.entropy());
                }));
    }

    /** What of the rows is observed; pairs of columns that never are matter where components have covariances. */
    private static String missing(CovarianceCoverage coverage, GaussianMixture<?, ?> mixture, List<String> columns) {
        CovarianceStructure structure = mixture.family().structure();
        if (structure.isDiagonal()) {
            return coverage.describe(columns, "no covariance of theirs is fitted");
        }
        return coverage.describe(
                columns,
                structure.among(mixture.size()).isWhole()
                        ? "their covariance is not identified; any that leaves the matrix positive definite fits as well"
                        : "their covariance is what the axes and shapes that components share (" + structure.name()
                                + ") make of it, and no row can contradict that");
    }

    /** What the options have changed of the usual reading of a summary, and which rows lie far out. */
    private String note(Labels known, GaussianMixture<?, ?> mixture, Rows rows) {
        String kept = frozen.stream().map(ParameterBlock::toString).collect(Collectors.joining(", "));
        return known.describe()
                + (frozen.isEmpty() ? "" : "as in the start: " + kept + "\n")
                + mixtureOptions.note()
                + (rows.size() > Remedy.FEW_ROWS
                        ? ""
                        : Outliers.of(mixture, rows).describe());
    }

    /** What a mixture looks like. */
    static MixtureFigures figures(GaussianMixture<?, ?> mixture, Table table) {
        return new MixtureFigures(
                table.columns(),
                table.rows().toArray(),
                mixture.responsibilities(table.rows()),
                mixture.means(),
                mixture.covariances());
    }
}
