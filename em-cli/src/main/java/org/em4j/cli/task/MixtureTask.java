package org.em4j.cli.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.em4j.cli.large.Data;
import org.em4j.cli.option.CoverageJson;
import org.em4j.cli.terminal.Finish;
import org.em4j.core.Execution;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.LabelledRows;
import org.em4j.core.data.RowObservations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.Em;
import org.em4j.core.inference.CovarianceCoverage;
import org.em4j.core.model.Degeneracy;
import org.em4j.gmm.ClassificationEntropy;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.Noise;
import org.em4j.gmm.covariance.CovarianceStructure;
import org.em4j.gmm.covariance.ParameterBlock;
import org.em4j.json.ModelFile;
import org.em4j.report.figure.MixtureFigures;
import org.em4j.report.figure.NormalComponents;
import org.em4j.report.text.MixtureText;
import org.em4j.validation.reproduce.Picture;

/**
 * A Gaussian mixture, to be fitted to a table.
 *
 * @param data the rows, wherever they lie
 * @param labels what is known of the rows' components
 * @param estimator how it is fitted
 * @param from where it starts, if a file says so
 * @param notes what is asked for of its report
 * @param em settings of fits that are tried as remedies
 * @param execution threads and seed
 * @param others reads other columns of the file, with the labels
 */
public record MixtureTask<P extends MultivariateNormal, S extends GaussianStatistics<S>>(
        Data data,
        Labels labels,
        GaussianMixtureEstimator<P, S> estimator,
        Optional<GaussianMixture<P, S>> from,
        Notes notes,
        Em em,
        Execution execution,
        Function<List<String>, Data> others)
        implements FitTask<Fitted<GaussianMixtureEstimator<P, S>, GaussianMixture<P, S>>> {
    /**
     * What is asked for of a report.
     *
     * @param family the name of the covariances, as it is spelled in files
     * @param isSorted whether the components of a fit that ends well are numbered by their means
     * @param prior a line on the prior, if there is one
     */
    public record Notes(String family, boolean isSorted, String prior) {}

    /** Refuses fewer rows than the mixture takes. */
    public MixtureTask {
        requireRows(estimator.components(), data.rows());
        requireLabelled(labels, estimator.components());
    }

    private static void requireRows(int k, RowObservations rows) {
        if (k < 1) {
            throw new InvalidDataException("a mixture has at least one component, not " + k);
        }
        long n = rows.profile().informative();
        if (n == 0) {
            throw new InvalidDataException("no row of positive weight holds a value; give some that do");
        }
        if (n < k) {
            throw new InvalidDataException(n + " rows for " + k + " components; use fewer components");
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

    /** A copy with other settings, which starts from no file. */
    <R extends MultivariateNormal, T extends GaussianStatistics<T>> MixtureTask<R, T> with(
            GaussianMixtureEstimator<R, T> other) {
        return new MixtureTask<>(data, labels, other, Optional.empty(), notes, em, execution, others);
    }

    /** A copy with other columns, of which no part is held. */
    MixtureTask<P, S> columns(List<String> names) {
        Data fewer = others.apply(names);
        return new MixtureTask<>(
                fewer,
                Labels.of(fewer.labels(), labels.column()),
                estimator.frozen(Set.of()),
                Optional.empty(),
                notes,
                em,
                execution,
                others);
    }

    @Override
    public List<String> columns() {
        return data.columns();
    }

    @Override
    public long observations() {
        return data.rows().profile().informative();
    }

    /** What does not end well names its components as it had them. */
    @Override
    public Fitted<GaussianMixtureEstimator<P, S>, GaussianMixture<P, S>> fit(Em settings) {
        GaussianMixtureEstimator<P, S> how =
                from.map(estimator::from).orElse(estimator).em(settings);
        Fitted<GaussianMixtureEstimator<P, S>, GaussianMixture<P, S>> fitted = labels.components().length == 0
                ? how.fit(data.rows(), execution)
                : how.fit(new LabelledRows((Rows) data.rows(), labels.components()), execution);
        return notes.isSorted && fitted.fit().endedWell()
                ? fitted.reorder(mixture -> mixture.canonical().mixture())
                : fitted;
    }

    @Override
    public List<Remedy> remedies(Degeneracy degeneracy) {
        return new MixtureRemedies(this, degeneracy).all();
    }

    @Override
    public FitReport report(Fitted<GaussianMixtureEstimator<P, S>, GaussianMixture<P, S>> fitted, Finish finish) {
        RowObservations rows = data.rows();
        GaussianMixture<P, S> mixture = fitted.parameters();
        CovarianceCoverage coverage = CovarianceCoverage.of(rows);
        ObjectNode json = ModelFile.of(mixture, notes.family, data.columns(), labels.names());
        CoverageJson.put(json, coverage, data.columns());
        Optional<ClassificationEntropy> entropy = fitted.fit().trace().entries().isEmpty()
                ? Optional.empty()
                : finish.unlessCancelled(
                        "ICL and the entropy of the responsibilities are left out",
                        () -> ClassificationEntropy.of(mixture, rows.on(execution)));
        return new FitReport(
                fitted.report(mixture.quantities(data.columns())),
                json,
                () -> MixtureText.page(fitted, entropy, rows, data.columns())
                        .words(missing(coverage, mixture)
                                + labels.describe()
                                + held()
                                + notes.prior
                                + outliers(mixture)),
                () -> figures(mixture, columns(), data.rows(), execution),
                node -> entropy.ifPresent(e -> {
                    node.put("icl", e.icl(fitted.criteria()));
                    node.put("entropy", e.entropy());
                }));
    }

    /** What of the rows is observed; pairs of columns that never are matter where components have covariances. */
    private String missing(CovarianceCoverage coverage, GaussianMixture<?, ?> mixture) {
        CovarianceStructure structure = mixture.family().structure();
        if (structure.isDiagonal()) {
            return coverage.describe(data.columns(), "no covariance of theirs is fitted");
        }
        return coverage.describe(
                data.columns(),
                structure.among(mixture.size()).isWhole()
                        ? "their covariance is not identified; any that leaves the matrix positive definite fits as well"
                        : "their covariance is what the axes and shapes that components share (" + structure.name()
                                + ") make of it, and no row can contradict that");
    }

    private String held() {
        return estimator.frozen().isEmpty()
                ? ""
                : "as in the start: "
                        + estimator.frozen().stream()
                                .map(ParameterBlock::toString)
                                .collect(Collectors.joining(", "))
                        + "\n";
    }

    private String outliers(GaussianMixture<?, ?> mixture) {
        return data.rows() instanceof Rows rows && rows.size() <= Remedy.FEW_ROWS
                ? Outliers.of(mixture, rows).describe()
                : "";
    }

    /** What a mixture looks like. */
    public static List<Picture> figures(
            GaussianMixture<?, ?> mixture, List<String> columns, RowObservations rows, Execution execution) {
        double none = mixture.noise().map(Noise::weight).orElse(0.0);
        double[] weights =
                Arrays.stream(mixture.weights()).map(w -> (1 - none) * w).toArray();
        return MixtureFigures.of(
                columns,
                rows,
                execution.seed(),
                mixture::responsibilities,
                new NormalComponents(weights, mixture.means(), mixture.covariances()));
    }
}
