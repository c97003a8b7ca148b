package org.em4j.factor.structural.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.distribution.Moments;
import org.em4j.core.linalg.Spectrum;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.factor.structural.model.Term;

/**
 * Starting values: one latent variable after another takes the principal axis of what its columns still have in common, in
 * units of their standard deviations, and the unit that the model gives it. Covariances and regressions start at zero.
 */
final class Starting {
    /** What a column keeps to itself, as a part of its variance, at least and before any factor is known. */
    private static final double UNIQUE = 0.3;

    /** Part of a latent variable's variance that latent variables behind it explain, to begin with. */
    private static final double EXPLAINED = 0.5;

    private final StructuralModel model;
    private final double[] mean;
    private final double[] sd; // of columns, then of latent variables
    private final RealMatrix left; // correlations that no latent variable has taken yet
    private final double[][] standardised; // paths in standard deviations (D x D)

    private Starting(StructuralModel model, double[] mean, double[] variances, RealMatrix correlations) {
        this.model = model;
        this.mean = mean;
        this.sd = new double[model.size()];
        this.left = correlations;
        this.standardised = new double[model.size()][model.size()];
        Arrays.fill(sd, 1);
        for (int j = 0; j < variances.length; j++) {
            sd[j] = Math.sqrt(variances[j]);
        }
    }

    /**
     * From moments of the columns.
     *
     * @throws DegenerateException if columns do not vary, naming them
     */
    static double[] of(StructuralModel model, Moments moments) {
        int d = moments.columns();
        double[] covariance = moments.covariance();
        double[] variances =
                IntStream.range(0, d).mapToDouble(j -> covariance[j * (d + 1)]).toArray();
        List<Integer> constant =
                IntStream.range(0, d).filter(j -> !(variances[j] > 0)).boxed().toList();
        if (!constant.isEmpty()) {
            throw new DegenerateException(
                    Degeneracy.of("column " + (constant.get(0) + 1) + " does not vary", "leave that column out")
                            .columns(constant));
        }
        RealMatrix r = MatrixUtils.createRealMatrix(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                r.setEntry(i, j, covariance[i * d + j] / Math.sqrt(variances[i] * variances[j]));
            }
        }
        Starting start = new Starting(model, moments.mean(), variances, r);
        for (int a = model.columns(); a < model.size(); a++) {
            start.take(a);
        }
        for (int a = model.columns(); a < model.size(); a++) {
            start.takeLatent(a);
        }
        return start.theta();
    }

    /** A start at random, of the order of another. */
    static double[] near(StructuralModel model, double[] start, RandomGenerator random) {
        double[] theta = start.clone();
        for (int k = 0; k < theta.length; k++) {
            Term t = model.specification().termsOf(k).get(0);
            if (t.isPath()) {
                theta[k] *= 2 * random.nextDouble() - 0.5;
            } else if (t.isVariance()) {
                theta[k] *= 0.1 + 1.5 * random.nextDouble();
            }
        }
        return theta;
    }

    private List<Term> paths(int latent, boolean columns) {
        return model.terms(0).stream()
                .filter(t -> t.isPath() && t.column() == latent)
                .filter(t -> model.specification().isColumn(t.row()) == columns)
                .filter(t -> !(t.isFixed() && t.value() == 0))
                .toList();
    }

    /** The principal axis of a latent variable's columns, and its unit. */
    private void take(int a) {
        List<Term> paths = paths(a, true);
        int m = paths.size();
        if (m == 0) {
            return;
        }
        int[] columns = paths.stream().mapToInt(Term::row).toArray();
        RealMatrix shared = left.getSubMatrix(columns, columns);
        for (int i = 0; i < m; i++) {
            shared.setEntry(i, i, Math.max((1 - UNIQUE) * shared.getEntry(i, i), 0));
        }
        Spectrum axes = Spectrum.of(shared);
        double length = Math.sqrt(Math.max(axes.values()[0], 0.1));
        double[] axis = axes.axis(0);
        double sign = Arrays.stream(axis).sum() < 0 ? -1 : 1;
        for (int i = 0; i < m; i++) {
            standardised[columns[i]][a] = sign * length * axis[i];
        }
        for (int i : columns) {
            for (int j : columns) {
                left.addToEntry(i, j, -standardised[i][a] * standardised[j][a]);
            }
        }
        unit(a, paths);
    }

    /** A latent variable without columns is behind other latent ones. */
    private void takeLatent(int a) {
        if (paths(a, true).isEmpty()) {
            List<Term> paths = paths(a, false);
            paths.forEach(t -> standardised[t.row()][a] = Math.sqrt(EXPLAINED));
            unit(a, paths);
        }
    }

    /** The standard deviation of a latent variable: by the loading that is fixed, or the variance. */
    private void unit(int a, List<Term> paths) {
        paths.stream().filter(Term::isFixed).findFirst().ifPresent(t -> {
            double own = Math.max(Math.abs(standardised[t.row()][a]), 0.1) * sd[t.row()];
            sd[a] = own / Math.abs(t.value());
            double turn = Math.signum(standardised[t.row()][a]) * Math.signum(t.value());
            if (turn < 0) {
                for (double[] row : standardised) {
                    row[a] = -row[a];
                }
            }
        });
        model.terms(0).stream()
                .filter(t -> t.isVariance() && t.row() == a && t.isFixed() && t.value() > 0)
                .findFirst()
                .ifPresent(t -> sd[a] = Math.sqrt(t.value()));
    }

    /** The mean over its entries of what each parameter starts at. */
    private double[] theta() {
        double[] sum = new double[model.freeParameters()];
        double[] count = new double[sum.length];
        for (Term t : model.specification().terms()) {
            if (!t.isFixed()) {
                sum[t.parameter()] += entry(t);
                count[t.parameter()]++;
            }
        }
        Arrays.setAll(sum, k -> sum[k] / count[k]);
        return sum;
    }

    private double entry(Term t) {
        return switch (t.kind()) {
            case LOADING, REGRESSION -> standardised[t.row()][t.column()] * sd[t.row()] / sd[t.column()];
            case INTERCEPT -> t.row() < mean.length ? mean[t.row()] : 0;
            case COVARIANCE -> t.isVariance() ? own(t.row()) * sd[t.row()] * sd[t.row()] : 0;
        };
    }

    private double own(int i) {
        if (i < mean.length) {
            return Math.max(left.getEntry(i, i), UNIQUE);
        }
        double explained = 0;
        for (int a = 0; a < model.size(); a++) {
            explained += standardised[i][a] * standardised[i][a];
        }
        return Math.max(1 - explained, UNIQUE);
    }
}
