package org.em4j.gmm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.data.TextTable;
import org.em4j.core.fit.Criteria;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Restarts;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Evidence;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Statistics;

/**
 * A Gaussian mixture at given parameters: what an analyst asks of it after the fit.
 *
 * @param family structure of the covariances
 * @param theta the parameters
 */
public record GaussianMixture<P extends Normal, S extends Statistics<S>>(
        CovarianceFamily<P, S> family, MixtureParameters<P> theta) {
    /** Fits k components to rows: k-means++ start, default settings, one seed. {@link Em} has the choices. */
    public static <P extends Normal, S extends Statistics<S>> Fit<MixtureParameters<P>> fit(
            CovarianceFamily<P, S> family, int k, Rows rows) {
        Mixture<double[], P, Observed, S> model = family.mixture(k, rows.columns());
        return new Restarts(1, 1).best(KMeansPlusPlus.of(family, k, rows), start -> new Em().fit(model, rows, start));
    }

    /** Number of components, K. */
    public int size() {
        return theta.weights().length;
    }

    /** Number of columns, d. */
    public int columns() {
        return theta.components().get(0).mean().length;
    }

    /** The model, to fit or to mix further. */
    public Mixture<double[], P, Observed, S> model() {
        return family.mixture(size(), columns());
    }

    /** A copy of the weights {@code (K)}. */
    public double[] weights() {
        return theta.weights().clone();
    }

    /** A copy of the means {@code (K x d)}. */
    public double[][] means() {
        return theta.components().stream().map(Normal::mean).toArray(double[][]::new);
    }

    /** A copy of the covariances {@code (K x d x d)}, whatever the family. */
    public double[][][] covariances() {
        return theta.components().stream().map(Normal::covariance).toArray(double[][][]::new);
    }

    /** Probability of each component for each row {@code (n x K)}. */
    public double[][] responsibilities(Observations<double[]> data) {
        return model().responsibilities(theta, data);
    }

    /** The most probable component of each row {@code (n)}, zero-based. */
    public int[] predict(Observations<double[]> data) {
        return Arrays.stream(responsibilities(data))
                .mapToInt(GaussianMixture::largest)
                .toArray();
    }

    private static int largest(double[] r) {
        int best = 0;
        for (int k = 1; k < r.length; k++) {
            best = r[k] > r[best] ? k : best;
        }
        return best;
    }

    /** Log density of each row {@code (n)}, in nats. */
    public double[] score(Observations<double[]> data) {
        return Evidence.of(model(), theta, data);
    }

    /** Draws n rows. */
    public double[][] sample(int n, RandomGenerator random) {
        Function<RandomGenerator, double[]> sampler = model().sampler(theta);
        return Stream.generate(() -> sampler.apply(random)).limit(n).toArray(double[][]::new);
    }

    /** Number of free parameters: weights, means, covariances. */
    public int freeParameters() {
        return family.freeParameters(size(), columns());
    }

    /** Information criteria of a log-likelihood on rows of total weight n. */
    public Criteria criteria(double logLikelihood, double n) {
        return new Criteria(freeParameters(), logLikelihood, n);
    }

    /** A page of text on a fit: how it ended, how good it is, and where the components are. */
    public String summary(Fit<?> fit, Rows rows, List<String> columns) {
        double logLikelihood = fit.trace().last().logLikelihood();
        List<String> headings = new ArrayList<>(List.of("component", "weight", "rows"));
        headings.addAll(columns);
        TextTable table = new TextTable(headings);
        double total = rows.totalWeight();
        for (int k = 0; k < size(); k++) {
            List<String> line = new ArrayList<>(List.of(
                    Integer.toString(k + 1),
                    TextTable.number(weights()[k]),
                    String.format(Locale.ROOT, "%.1f", weights()[k] * total)));
            Normal component = theta.components().get(k);
            double[][] covariance = component.covariance();
            for (int j = 0; j < columns(); j++) {
                line.add(TextTable.number(component.mean()[j]) + " ± " + TextTable.number(Math.sqrt(covariance[j][j])));
            }
            table.line(line);
        }
        return "Gaussian mixture, " + size() + " components, " + family + " covariance, on " + rows + "\n"
                + fit.describe() + "\n"
                + criteria(logLikelihood, total) + "\n\n"
                + table
                + "\n(means ± standard deviations)\n";
    }
}
