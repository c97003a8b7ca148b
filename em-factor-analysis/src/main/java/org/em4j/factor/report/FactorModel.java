package org.em4j.factor.report;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Pattern;
import org.em4j.core.data.PatternCache;
import org.em4j.core.data.Rows;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.expectation.RowPosterior;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.inference.Quantities;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.Sampler;
import org.em4j.factor.estep.FactorConditional;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.LinearFactorModel;

/**
 * A factor model at given parameters: what an analyst asks of it after the fit.
 *
 * @param model to fit or to mix
 * @param theta the parameters
 */
public record FactorModel(LinearFactorModel model, FactorParameters theta) {
    /** Below this part of its variance, a uniqueness is on its way to zero. */
    private static final double HEYWOOD = 0.005;

    /** Factor analysis at given parameters. */
    public FactorModel(FactorParameters theta) {
        this(new FactorAnalysis(theta.columns(), theta.factors()), theta);
    }

    /** Regression scores {@code E[z | x]} {@code (n x q)}. */
    public double[][] scores(Rows rows) {
        PatternCache<FactorConditional> bounds = new PatternCache<>(1, pattern -> FactorConditional.of(theta, pattern));
        int d = theta.columns();
        double[][] scores = new double[rows.size()][theta.factors()];
        for (int i = 0; i < scores.length; i++) {
            Pattern pattern = Pattern.of(rows.get(i));
            double[] regression = bounds.of(pattern).regression();
            for (int a = 0; a < theta.factors(); a++) {
                for (int j : pattern.observed()) {
                    scores[i][a] += regression[a * d + j] * (rows.get(i, j) - theta.centre()[j]);
                }
            }
        }
        return scores;
    }

    /** The rows {@code (n x d)} as their factors alone would have them, {@code mean + Λ E[z | x]}. */
    public double[][] reconstruct(Rows rows) {
        return reconstruct(scores(rows));
    }

    /** Rows {@code (n x d)} as factors {@code (n x q)} alone would have them, {@code mean + Λ z}. */
    public double[][] reconstruct(double[][] z) {
        double[][] x = new double[z.length][];
        for (int i = 0; i < z.length; i++) {
            x[i] = theta.mean();
            for (int j = 0; j < theta.columns(); j++) {
                for (int a = 0; a < theta.factors(); a++) {
                    x[i][j] += theta.loading(j, a) * z[i][a];
                }
            }
        }
        return x;
    }

    /** Log density of each row {@code (n)}, in nats. */
    public double[] score(Observations<double[]> data) {
        return LogEvidence.of(model, theta, data);
    }

    /** The rows {@code (n x d)}, each missing value as it is expected to be given the others of its row. */
    public double[][] impute(Rows rows) {
        return RowPosterior.complete(model.posterior(theta), rows);
    }

    /** The rows {@code (n x d)}, what is missing drawn from its distribution given the rest: once, of multiple imputations. */
    public double[][] impute(Rows rows, RandomGenerator random) {
        return Imputer.complete(model.imputer(theta).orElseThrow(), rows, random);
    }

    /** Draws n rows. */
    public double[][] sample(int n, RandomGenerator random) {
        Sampler<double[]> sampler = model.sampler(theta).orElseThrow();
        return Stream.generate(() -> sampler.sample(random)).limit(n).toArray(double[][]::new);
    }

    /** Number of parameters that the data determine. */
    public int freeParameters() {
        return model.freeParameters();
    }

    /** Information criteria of a log-likelihood on rows of total weight n. */
    public InformationCriteria criteria(double logLikelihood, double n) {
        return new InformationCriteria(freeParameters(), logLikelihood, n);
    }

    /** Columns whose uniqueness is nearly zero (Heywood cases), zero-based; none where all columns have the same. */
    public List<Integer> nearlyImproper() {
        double[][] covariance = theta.covariance();
        List<Integer> columns = new ArrayList<>();
        for (int j = 0; j < theta.columns() && model.noises() > 1; j++) {
            if (theta.uniqueness(j) < HEYWOOD * covariance[j][j]) {
                columns.add(j);
            }
        }
        return columns;
    }

    /** Loadings and uniquenesses by name. */
    public Quantities<FactorParameters> quantities(List<String> columns) {
        return theta.quantities(columns);
    }
}
