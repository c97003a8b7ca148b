package org.em4j.factor.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.expectation.RowPosterior;
import org.em4j.core.inference.Quantities;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.gate.Simplex;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.Sampler;
import org.em4j.factor.estep.FactorMoments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.factor.model.SharedFactors;
import org.em4j.factor.report.FactorModel;

/**
 * A mixture of factor analysers, or of probabilistic PCAs, at given parameters: what an analyst asks of it after the fit.
 *
 * @param family its components, and what they share
 * @param theta the parameters
 */
public record FactorMixture(SharedFactors family, MixtureParameters<FactorParameters> theta) {
    /** Number of components, K. */
    public int size() {
        return theta.components().size();
    }

    /** The model, to fit or to mix further. */
    public Mixture<double[], FactorParameters, FactorPosterior, FactorMoments> model() {
        return family.mixture(size());
    }

    /** A copy of the means {@code (K x d)}. */
    public double[][] means() {
        return theta.components().stream().map(FactorParameters::mean).toArray(double[][]::new);
    }

    /** The covariances {@code (K x d x d)}. */
    public double[][][] covariances() {
        return theta.components().stream().map(FactorParameters::covariance).toArray(double[][][]::new);
    }

    /** Probability of each component for each row {@code (n x K)}. */
    public double[][] responsibilities(Observations<double[]> data) {
        return model().responsibilities(theta, data);
    }

    /** Log density of each row {@code (n)}, in nats. */
    public double[] score(Observations<double[]> data) {
        return LogEvidence.of(model(), theta, data);
    }

    /** The rows {@code (n x d)}, each missing value as it is expected to be given the others of its row. */
    public double[][] impute(Rows rows) {
        return RowPosterior.complete(model().posterior(theta).andThen(ComponentPosterior::ofRow), rows);
    }

    /** The rows {@code (n x d)}, what is missing drawn from its distribution given the rest: once, of multiple imputations. */
    public double[][] impute(Rows rows, RandomGenerator random) {
        return Imputer.complete(model().imputer(theta).orElseThrow(), rows, random);
    }

    /** Draws n rows. */
    public double[][] sample(int n, RandomGenerator random) {
        Sampler<double[]> sampler = model().sampler(theta).orElseThrow();
        return Stream.generate(() -> sampler.sample(random)).limit(n).toArray(double[][]::new);
    }

    /** Number of parameters that the data determine. */
    public int freeParameters() {
        return family.freeParameters(size());
    }

    /** The components, each a factor model of its own. */
    public List<FactorModel> components() {
        return theta.components().stream()
                .map(p -> new FactorModel(family.component(), p))
                .toList();
    }

    /** Weights, means, loadings and uniquenesses by name. */
    public Quantities<MixtureParameters<FactorParameters>> quantities(List<String> columns) {
        List<String> names = new ArrayList<>();
        List<FactorModel> models = components();
        for (int k = 1; k <= size(); k++) {
            String of = " of component " + k;
            names.add("weight" + of);
            columns.forEach(column -> names.add("mean " + column + of));
            models.get(k - 1).quantities(columns).names().forEach(name -> names.add(name + of));
        }
        return new Quantities<>(
                names,
                t -> IntStream.range(0, size())
                        .mapToObj(k -> values(t.weight(k), t.components().get(k), models.get(k), columns))
                        .flatMapToDouble(Arrays::stream)
                        .toArray());
    }

    private static double[] values(double weight, FactorParameters p, FactorModel model, List<String> columns) {
        return DoubleStream.concat(
                        DoubleStream.concat(DoubleStream.of(weight), Arrays.stream(p.centre())),
                        Arrays.stream(model.quantities(columns).values().apply(p)))
                .toArray();
    }

    /** The most probable component of each row {@code (n)}, zero-based. */
    public int[] predict(Observations<double[]> data) {
        return Arrays.stream(responsibilities(data))
                .mapToInt(Simplex::mostProbable)
                .toArray();
    }
}
