package org.em4j.cli.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.terminal.OptionException;
import org.em4j.cli.terminal.Output;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.expectation.RowPosterior;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.gate.Simplex;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Statistics;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.mixture.FactorMixture;
import org.em4j.factor.report.FactorModel;
import org.em4j.factor.report.LinearScores;
import org.em4j.gmm.GaussianMixture;
import org.em4j.io.Columns;
import org.em4j.io.Table;

/**
 * A model of rows of measurements, as the commands that apply it see it.
 *
 * @param model what was fitted
 * @param theta its parameters
 * @param columns d
 * @param prediction what is latent, row by row, as CSV; of factors, by a method
 * @param reconstruction rows {@code (n x d)} as what is latent would have them
 * @param completion rows {@code (n x d)} with expectations for what is missing
 * @param gaussian the same as a Gaussian mixture, where it is one: with its noise
 */
record RowModel<P>(
        LatentModel<double[], P, ?, ?> model,
        P theta,
        int columns,
        BiFunction<Rows, Optional<LinearScores.Method>, String> prediction,
        BiFunction<Rows, Optional<LinearScores.Method>, double[][]> reconstruction,
        Function<Rows, double[][]> completion,
        Optional<GaussianMixture<?, ?>> gaussian)
        implements FittedModel {
    static RowModel<?> of(FactorMixture mixture) {
        return of(mixture.model(), mixture.theta(), mixture.family().component().d());
    }

    /** A mixture, which predicts components and responsibilities. */
    static <P, Q extends RowPosterior, S extends Statistics<S>> RowModel<MixtureParameters<P>> of(
            Mixture<double[], P, Q, S> mixture, MixtureParameters<P> theta, int columns) {
        return new RowModel<>(
                mixture,
                theta,
                columns,
                (rows, method) -> assignments(method, mixture.responsibilities(theta, rows), mixture.size(), List.of()),
                RowModel::unfactored,
                rows -> RowPosterior.complete(mixture.posterior(theta).andThen(ComponentPosterior::ofRow), rows),
                Optional.empty());
    }

    /** A Gaussian mixture, the first of whose components may have labels. */
    static <P extends MultivariateNormal, S extends GaussianStatistics<S>> RowModel<?> of(
            GaussianMixture<P, S> mixture, List<String> labels) {
        return new RowModel<>(
                mixture.model(),
                mixture.theta(),
                mixture.columns(),
                (rows, method) -> assignments(method, mixture.responsibilities(rows), mixture.size(), labels),
                RowModel::unfactored,
                mixture::impute,
                Optional.of(mixture));
    }

    private static double[][] unfactored(Rows rows, Optional<LinearScores.Method> method) {
        throw new OptionException("only factor models reconstruct rows, and this is a mixture");
    }

    /** Component 0 is noise. */
    private static String assignments(
            Optional<LinearScores.Method> method, double[][] responsibilities, int size, List<String> labels) {
        RunOptions.require(method.isEmpty(), "--scores are of factor models, and this is a mixture; leave it out");
        List<String> headings =
                new ArrayList<>(labels.isEmpty() ? List.of("component") : List.of("component", "label"));
        headings.addAll(Columns.numbered("r", size));
        if (responsibilities[0].length > size) {
            headings.add("noise");
        }
        StringBuilder csv = new StringBuilder(String.join(",", headings)).append('\n');
        for (double[] row : responsibilities) {
            int best = Simplex.mostProbable(row);
            csv.append(best < size ? best + 1 : 0);
            if (!labels.isEmpty()) {
                csv.append(',').append(best < labels.size() ? Output.quoted(labels.get(best)) : "");
            }
            Arrays.stream(row).forEach(r -> csv.append(',').append(r));
            csv.append('\n');
        }
        return csv.toString();
    }

    /** A factor model, which predicts scores, of its factors as the file has them. */
    static RowModel<FactorParameters> of(FactorModel model, Function<LinearScores.Method, LinearScores> scores) {
        return new RowModel<>(
                model.model(),
                model.theta(),
                model.theta().columns(),
                (rows, method) ->
                        Output.csv(Columns.numbered("z", model.theta().factors()), scores(model, rows, scores, method)),
                (rows, method) ->
                        model.reconstruct(scores(model, rows, m -> LinearScores.of(model.theta(), m), method)),
                model::impute,
                Optional.empty());
    }

    /** Regression scores of a row with gaps are those of the row as it is expected to be; of Bartlett's that is untrue. */
    private static double[][] scores(
            FactorModel model,
            Rows rows,
            Function<LinearScores.Method, LinearScores> scores,
            Optional<LinearScores.Method> asked) {
        LinearScores.Method method = asked.orElse(LinearScores.Method.REGRESSION);
        RunOptions.require(
                rows.gaps() == 0 || method == LinearScores.Method.REGRESSION,
                "only regression scores are of rows with gaps; leave --scores out, or drop these rows");
        return scores.apply(method).of(rows.gaps() == 0 ? rows : Rows.of(model.impute(rows)));
    }

    @Override
    public String predict(Table table, Optional<LinearScores.Method> method) {
        return prediction.apply(table.rows(), method);
    }

    @Override
    public double[][] reconstruct(Rows rows, Optional<LinearScores.Method> method) {
        return reconstruction.apply(rows, method);
    }

    @Override
    public double[] score(Table table) {
        Rows rows = table.rows();
        return gaussian.map(mixture -> mixture.score(rows)).orElseGet(() -> LogEvidence.of(model, theta, rows));
    }

    @Override
    public double[] tails(Rows rows) {
        return gaussian.map(mixture -> mixture.tails(rows))
                .orElseThrow(() -> new OptionException("--tails are of Gaussian mixtures, and this is none"));
    }

    @Override
    public double[][] impute(Rows rows) {
        return completion.apply(rows);
    }

    @Override
    public double[][] impute(Rows rows, RandomGenerator random) {
        return Imputer.complete(model.imputer(theta).orElseThrow(), rows, random);
    }

    @Override
    public double[][] sample(int n, RandomGenerator random) {
        if (gaussian.isPresent()) {
            return gaussian.get().sample(n, random);
        }
        Sampler<double[]> sampler = model.sampler(theta).orElseThrow();
        return Stream.generate(() -> sampler.sample(random)).limit(n).toArray(double[][]::new);
    }
}
