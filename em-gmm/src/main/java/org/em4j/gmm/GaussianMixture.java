package org.em4j.gmm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.Moments;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.expectation.RowPosterior;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.inference.Quantities;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.gate.Simplex;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.Sampler;
import org.em4j.gmm.covariance.CovarianceFamily;

/**
 * A Gaussian mixture at given parameters: what an analyst asks of it after the fit.
 *
 * @param family structure of the covariances
 * @param theta the parameters
 * @param noise what else rows may be, if anything
 */
public record GaussianMixture<P extends MultivariateNormal, S extends GaussianStatistics<S>>(
        CovarianceFamily<P, S> family, MixtureParameters<P> theta, Optional<Noise> noise) {
    /** Without noise. */
    public GaussianMixture(CovarianceFamily<P, S> family, MixtureParameters<P> theta) {
        this(family, theta, Optional.empty());
    }

    /** A copy with noise beside its components. */
    public GaussianMixture<P, S> withNoise(Noise other) {
        return new GaussianMixture<>(family, theta, Optional.of(other));
    }

    /** The nearest mixture of another family, in Kullback-Leibler divergence of its components; itself where that holds it. */
    public <R extends MultivariateNormal, T extends GaussianStatistics<T>> GaussianMixture<R, T> nearestIn(
            CovarianceFamily<R, T> other) {
        return new GaussianMixture<>(other, other.parameters(theta.weights(), means(), covariances()), noise);
    }

    /** Number of components, K. */
    public int size() {
        return theta.components().size();
    }

    /** Number of columns, d. */
    public int columns() {
        return theta.components().get(0).mean().length;
    }

    /** The model of the components, to fit or to mix further. */
    public Mixture<double[], P, MissingValuePosterior, S> model() {
        return family.mixture(size(), columns());
    }

    /** A copy of the weights {@code (K)}, which sum to one: where there is noise, of what is none. */
    public double[] weights() {
        return theta.weights();
    }

    /** A copy of the means {@code (K x d)}. */
    public double[][] means() {
        return theta.components().stream().map(MultivariateNormal::mean).toArray(double[][]::new);
    }

    /** A copy of the covariances {@code (K x d x d)}, whatever the family. */
    public double[][][] covariances() {
        return theta.components().stream().map(MultivariateNormal::covariance).toArray(double[][][]::new);
    }

    /** Probability of each component for each row {@code (n x K)}, brought into memory; of noise in a last column, if there is any. */
    public double[][] responsibilities(Observations<double[]> data) {
        return data.fold(
                        TileResponsibilities.map(this, data.count(), new TileResponsibilities.Listed()),
                        Observations::append)
                .toArray(double[][]::new);
    }

    /** The most probable component of each row {@code (n)}, zero-based; K stands for noise. */
    public int[] predict(Observations<double[]> data) {
        return Arrays.stream(responsibilities(data))
                .mapToInt(Simplex::mostProbable)
                .toArray();
    }

    /** Log density of each row {@code (n)}, in nats. */
    public double[] score(Observations<double[]> data) {
        return noise.map(n -> LogEvidence.of(n.on(model()), n.parameters(theta), data))
                .orElseGet(() -> LogEvidence.of(model(), theta, data));
    }

    /** The rows {@code (n x d)}, each missing value as it is expected to be given the others of its row, which is no noise. */
    public double[][] impute(Rows rows) {
        return RowPosterior.complete(model().posterior(theta).andThen(ComponentPosterior::ofRow), rows);
    }

    /** The rows {@code (n x d)}, what is missing drawn from its distribution given the rest: once, of multiple imputations. */
    public double[][] impute(Rows rows, RandomGenerator random) {
        return Imputer.complete(model().imputer(theta).orElseThrow(), rows, random);
    }

    /** The rows' values {@code (n x m)} of some columns, as they are expected to be given all others of their row. */
    public double[][] regress(Rows rows, int... columns) {
        double[][] blanked = rows.toArray();
        for (double[] x : blanked) {
            IntStream.of(columns).forEach(j -> x[j] = Double.NaN);
        }
        double[][] expected = impute(Rows.of(blanked, Missing.LATENT));
        return Arrays.stream(expected)
                .map(x -> IntStream.of(columns).mapToDouble(j -> x[j]).toArray())
                .toArray(double[][]::new);
    }

    /** The mixture of some columns, whatever the others are. */
    public GaussianMixture<FullNormal, Moments> marginal(int... columns) {
        return Marginals.marginal(this, columns);
    }

    /**
     * The mixture of the columns in which a row {@code (d)} holds NaN, in their order, given the others.
     *
     * @throws InvalidDataException if the others have no density
     */
    public GaussianMixture<FullNormal, Moments> conditional(double[] x) {
        return Marginals.conditional(this, x);
    }

    /**
     * For each row {@code (n)} the probability that another row of its component lies further from the mean, by the
     * covariance and in the columns observed; over components by responsibility. A small one is an outlier's.
     */
    public double[] tails(Rows rows) {
        return OutlierProbability.of(this, rows);
    }

    /**
     * A mixture, and where its components were.
     *
     * @param permutation {@code (K)}: component k was number {@code permutation[k]}
     */
    public record Ordered<P extends MultivariateNormal, S extends GaussianStatistics<S>>(
            GaussianMixture<P, S> mixture, int[] permutation) {}

    /** A copy with the components in the order of their means: the first column decides, then the next. */
    public Ordered<P, S> canonical() {
        double[][] means = means();
        int[] order = IntStream.range(0, size())
                .boxed()
                .sorted((a, b) -> Arrays.compare(means[a], means[b]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] weights = IntStream.of(order).mapToDouble(k -> theta.weight(k)).toArray();
        List<P> components =
                IntStream.of(order).mapToObj(theta.components()::get).toList();
        return new Ordered<>(new GaussianMixture<>(family, new MixtureParameters<>(weights, components), noise), order);
    }

    /** Draws n rows. */
    public double[][] sample(int n, RandomGenerator random) {
        Sampler<double[]> sampler = noise.map(e -> e.on(model()).sampler(e.parameters(theta)))
                .orElseGet(() -> model().sampler(theta))
                .orElseThrow();
        return Stream.generate(() -> sampler.sample(random)).limit(n).toArray(double[][]::new);
    }

    /** Number of free parameters: weights, means, covariances, the weight of noise. */
    public int freeParameters() {
        return family.freeParameters(size(), columns()) + (noise.isPresent() ? 1 : 0);
    }

    /** Information criteria of a log-likelihood on rows of total weight n. */
    public InformationCriteria criteria(double logLikelihood, double n) {
        return new InformationCriteria(freeParameters(), logLikelihood, n);
    }

    /** Weights, means and covariances by name, but for what the family holds at zero, and the weight of noise, if any. */
    public Quantities<GaussianMixture<P, S>> quantities(List<String> columns) {
        List<String> names = new ArrayList<>();
        List<ToDoubleFunction<GaussianMixture<P, S>>> values = new ArrayList<>();
        for (int c = 0; c < size(); c++) {
            int k = c;
            String of = " of component " + (k + 1);
            names.add("weight" + of);
            values.add(m -> m.theta.weight(k));
            double[][] covariance = theta.components().get(k).covariance();
            for (int row = 0; row < columns(); row++) {
                int i = row;
                names.add("mean " + columns.get(i) + of);
                values.add(m -> m.theta.components().get(k).mean()[i]);
                for (int column = 0; column <= i; column++) {
                    int j = column;
                    if (covariance[i][j] != 0) {
                        names.add("covariance " + columns.get(j) + ", " + columns.get(i) + of);
                        values.add(m -> m.theta.components().get(k).covariance()[i][j]);
                    }
                }
            }
        }
        if (noise.isPresent()) {
            names.add("weight of noise");
            values.add(m -> m.noise.map(Noise::weight).orElseThrow());
        }
        return new Quantities<>(
                names, m -> values.stream().mapToDouble(v -> v.applyAsDouble(m)).toArray());
    }

    @Override
    public String toString() {
        return "Gaussian mixture, " + size() + (size() == 1 ? " component" : " components")
                + (noise.isPresent() ? " and noise" : "") + ", " + family + " covariance, " + columns() + " columns";
    }
}
