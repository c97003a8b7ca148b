package org.em4j.gmm;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.em4j.core.data.Pattern;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.model.DegenerateException;

/**
 * A normal distribution seen through a pattern: the density of the o columns that are observed, and the distribution of
 * the m that are missing, given them.
 *
 * <p>One Cholesky factor of the covariance, its observed columns first, is both: of {@code [L 0; G M]} the marginal
 * covariance is {@code L Lᵀ}, the regression {@code G L⁻¹} and the conditional covariance {@code M Mᵀ}.
 *
 * @param whitener {@code L⁻¹ (o x o)}
 * @param regression {@code (m x o)}, of the missing columns on the observed ones
 * @param spread {@code M (m x m)}, lower triangular
 * @param covariance {@code M Mᵀ}, of the missing columns given the observed ones
 * @param logConstant log density of the observed columns at their mean, in nats
 * @param entropy of the missing columns given the observed ones, in nats
 */
record Conditional(
        Pattern pattern,
        double[] whitener,
        double[] regression,
        double[] spread,
        double[] covariance,
        double logConstant,
        double entropy)
        implements Serializable {
    /**
     * Factorises a normal distribution's covariance.
     *
     * @throws DegenerateException if it is singular, naming the column
     */
    static Conditional of(FullNormal normal, Pattern pattern) {
        int o = pattern.observed().length;
        int m = pattern.missing().length;
        int d = o + m;
        Cholesky cholesky = factor(normal, pattern);
        double[] l = cholesky.factor();
        double[] inverse = cholesky.inverseFactor();
        double[] whitener = new double[o * o];
        for (int i = 0; i < o; i++) {
            System.arraycopy(inverse, i * d, whitener, i * o, o);
        }
        double[] regression = new double[m * o];
        double[] spread = new double[m * m];
        double[] covariance = new double[m * m];
        for (int i = 0; i < m; i++) {
            int row = (o + i) * d;
            System.arraycopy(l, row + o, spread, i * m, i + 1);
            for (int k = 0; k < o; k++) {
                for (int j = 0; j <= k; j++) {
                    regression[i * o + j] = Math.fma(l[row + k], whitener[k * o + j], regression[i * o + j]);
                }
            }
            for (int j = 0; j <= i; j++) {
                for (int k = 0; k <= j; k++) {
                    covariance[i * m + j] = Math.fma(spread[i * m + k], spread[j * m + k], covariance[i * m + j]);
                }
                covariance[j * m + i] = covariance[i * m + j];
            }
        }
        double logConstant = -0.5 * o * Gaussian.LOG_2PI - logDiagonal(l, d, 0, o);
        double entropy = 0.5 * m * (1 + Gaussian.LOG_2PI) + logDiagonal(l, d, o, d);
        return new Conditional(pattern, whitener, regression, spread, covariance, logConstant, entropy);
    }

    private static Cholesky factor(FullNormal normal, Pattern pattern) {
        if (pattern.isComplete()) {
            return normal.cholesky();
        }
        int d = pattern.columns();
        int o = pattern.observed().length;
        int[] order = new int[d];
        System.arraycopy(pattern.observed(), 0, order, 0, o);
        System.arraycopy(pattern.missing(), 0, order, o, d - o);
        double[] covariance = normal.flatCovariance();
        double[] permuted = new double[d * d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                permuted[i * d + j] = covariance[order[i] * d + order[j]];
            }
        }
        try {
            return Cholesky.of(permuted, d);
        } catch (NotPositiveDefiniteException e) {
            int column = order[e.pivot()];
            throw new DegenerateException(Degeneracies.singular(column, covariance[column * (d + 1)], e.inflation()));
        }
    }

    private static double logDiagonal(double[] l, int d, int from, int to) {
        double s = 0;
        for (int i = from; i < to; i++) {
            s += Math.log(l[i * d + i]);
        }
        return s;
    }

    /** The posterior of a row {@code (d)} of this pattern. */
    Completion complete(double[] x, double[] mean) {
        int[] observed = pattern.observed();
        int[] missing = pattern.missing();
        double[] deviations = new double[x.length];
        double square = 0;
        for (int i = 0; i < observed.length; i++) {
            deviations[observed[i]] = x[observed[i]] - mean[observed[i]];
            double y = 0;
            for (int j = 0; j <= i; j++) {
                y += whitener[i * observed.length + j] * deviations[observed[j]];
            }
            square += y * y;
        }
        for (int i = 0; i < missing.length; i++) {
            for (int j = 0; j < observed.length; j++) {
                deviations[missing[i]] += regression[i * observed.length + j] * deviations[observed[j]];
            }
        }
        return new Completion(logConstant - 0.5 * square, entropy, mean, deviations, missing, covariance);
    }

    /** A row {@code (d)} of this pattern, its missing columns drawn from their distribution given the others. */
    double[] draw(double[] x, double[] mean, RandomGenerator random) {
        Completion completion = complete(x, mean);
        int[] missing = pattern.missing();
        double[] row = x.clone();
        double[] z = new double[missing.length];
        for (int i = 0; i < z.length; i++) {
            z[i] = random.nextGaussian();
            row[missing[i]] = completion.expected(missing[i]);
            for (int j = 0; j <= i; j++) {
                row[missing[i]] += spread[i * z.length + j] * z[j];
            }
        }
        return row;
    }

    /** The conditionals of one normal distribution, the latest patterns' kept; thread-confined. */
    static final class Cache {
        /** So many numbers may be kept, in matrices of d x d. */
        private static final int KEPT = 1 << 18;

        private final FullNormal normal;
        private final Map<Pattern, Conditional> kept;

        Cache(FullNormal normal) {
            int d = normal.centre().length;
            int most = Math.max(1, KEPT / (d * d));
            this.normal = normal;
            this.kept = new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Pattern, Conditional> eldest) {
                    return size() > most;
                }
            };
        }

        Conditional of(Pattern pattern) {
            return kept.computeIfAbsent(pattern, p -> Conditional.of(normal, p));
        }
    }
}
