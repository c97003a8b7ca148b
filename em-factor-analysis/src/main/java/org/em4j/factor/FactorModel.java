package org.em4j.factor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.data.TextTable;
import org.em4j.core.fit.Criteria;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.model.Evidence;
import org.em4j.core.model.Moments;

/**
 * Factor analysis at given parameters: what an analyst asks of it after the fit.
 *
 * @param theta the parameters
 */
public record FactorModel(FactorParameters theta) {
    /** Below this part of its variance, a uniqueness is on its way to zero. */
    private static final double HEYWOOD = 0.005;

    /** Fits q factors to rows: principal-axes start, mean at the sample mean, default settings. */
    public static Fit<FactorParameters> fit(int q, Rows rows) {
        Moments moments = Moments.of(rows);
        FactorAnalysis model = new FactorAnalysis(rows.columns(), q);
        return new Em().fit(model.map(rows, moments), PrincipalAxes.start(moments, q));
    }

    /** The model, to fit or to mix. */
    public FactorAnalysis model() {
        return new FactorAnalysis(theta.columns(), theta.factors());
    }

    /** Regression scores {@code E[z | x]} {@code (n x q)}. */
    public double[][] scores(Rows rows) {
        Woodbury bound = Woodbury.of(theta);
        int d = theta.columns();
        double[][] scores = new double[rows.size()][theta.factors()];
        for (int i = 0; i < scores.length; i++) {
            for (int a = 0; a < theta.factors(); a++) {
                for (int j = 0; j < d; j++) {
                    scores[i][a] += bound.regression()[a * d + j] * (rows.get(i, j) - theta.centre()[j]);
                }
            }
        }
        return scores;
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

    /** Number of free parameters: mean, loadings up to rotation, uniquenesses; {@code dq + 2d - q(q-1)/2}. */
    public int freeParameters() {
        int d = theta.columns();
        int q = theta.factors();
        return d * q + 2 * d - q * (q - 1) / 2;
    }

    /** Information criteria of a log-likelihood on rows of total weight n. */
    public Criteria criteria(double logLikelihood, double n) {
        return new Criteria(freeParameters(), logLikelihood, n);
    }

    /** Columns whose uniqueness is nearly zero (Heywood cases), zero-based. */
    public List<Integer> nearlyImproper() {
        double[][] covariance = theta.covariance();
        List<Integer> columns = new ArrayList<>();
        for (int j = 0; j < theta.columns(); j++) {
            if (theta.uniqueness(j) < HEYWOOD * covariance[j][j]) {
                columns.add(j);
            }
        }
        return columns;
    }

    /** A page of text on a fit: how it ended, how good it is, loadings and uniquenesses. */
    public String summary(Fit<?> fit, Rows rows, List<String> columns) {
        double logLikelihood = fit.trace().last().logLikelihood();
        double[][] covariance = theta.covariance();
        List<String> headings = new ArrayList<>(List.of("column", "mean"));
        for (int a = 0; a < theta.factors(); a++) {
            headings.add("loading " + (a + 1));
        }
        headings.addAll(List.of("uniqueness", "communality"));
        TextTable table = new TextTable(headings);
        for (int j = 0; j < theta.columns(); j++) {
            List<String> line = new ArrayList<>(List.of(columns.get(j), TextTable.number(theta.centre()[j])));
            for (int a = 0; a < theta.factors(); a++) {
                line.add(TextTable.number(theta.loading(j, a)));
            }
            line.add(TextTable.number(theta.uniqueness(j)));
            line.add(TextTable.number(1 - theta.uniqueness(j) / covariance[j][j]));
            table.line(line);
        }
        return "Factor analysis, " + theta.factors() + " factors, on " + rows + "\n"
                + fit.describe() + "\n"
                + criteria(logLikelihood, rows.totalWeight()) + "\n\n"
                + table
                + improper(columns);
    }

    private String improper(List<String> columns) {
        StringBuilder words = new StringBuilder();
        for (int j : nearlyImproper()) {
            words.append("\ncolumn \"")
                    .append(columns.get(j))
                    .append("\" has almost no uniqueness left (a Heywood case): the maximum lies at zero, where the")
                    .append(" factors determine the column\n");
        }
        return words.toString();
    }
}
