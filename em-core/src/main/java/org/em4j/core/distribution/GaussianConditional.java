package org.em4j.core.distribution;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.em4j.core.data.Pattern;
import org.em4j.core.linalg.Cholesky;

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
public record GaussianConditional(
        Pattern pattern,
        double[] whitener,
        double[] regression,
        double[] spread,
        double[] covariance,
        double logConstant,
        double entropy)
        implements Serializable {
    /** A normal distribution, seen through a pattern. */
    public static GaussianConditional of(FullNormal normal, Pattern pattern) {
        int o = pattern.observed().length;
        int m = pattern.missing().length;
        int d = o + m;
        double[] l = factor(normal, pattern);
        double[] leading = new double[o * o];
        for (int i = 0; i < o; i++) {
            System.arraycopy(l, i * d, leading, i * o, i + 1);
        }
        double[] whitener = Cholesky.ofFactor(leading, o).inverseFactor();
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
        return new GaussianConditional(pattern, whitener, regression, spread, covariance, logConstant, entropy);
    }

    /**
     * The factor of the covariance with its observed columns first, by turning the rows of the one factor there is: so all
     * patterns see the same rounded covariance, and by the root of its condition (Golub and Van Loan 2013, section 6.5).
     */
    private static double[] factor(FullNormal normal, Pattern pattern) {
        double[] from = normal.cholesky().factor();
        if (pattern.isComplete()) {
            return from;
        }
        int d = pattern.columns();
        int o = pattern.observed().length;
        double[] l = new double[d * d];
        for (int r = 0; r < d; r++) {
            int row = r < o ? pattern.observed()[r] : pattern.missing()[r - o];
            System.arraycopy(from, row * d, l, r * d, d);
        }
        for (int r = 0; r < d; r++) {
            for (int c = r + 1; c < d; c++) {
                turn(l, d, r, c);
            }
            if (l[r * (d + 1)] < 0) {
                for (int i = r; i < d; i++) {
                    l[i * d + r] = -l[i * d + r];
                }
            }
        }
        return l;
    }

    /** Turns columns r and c of rows from r on, so that row r has nothing left in column c. */
    private static void turn(double[] l, int d, int r, int c) {
        double beyond = l[r * d + c];
        if (beyond == 0) {
            return;
        }
        double length = Math.hypot(l[r * d + r], beyond);
        double cos = l[r * d + r] / length;
        double sin = beyond / length;
        l[r * d + r] = length;
        l[r * d + c] = 0;
        for (int i = r + 1; i < d; i++) {
            double x = l[i * d + r];
            double y = l[i * d + c];
            l[i * d + r] = cos * x + sin * y;
            l[i * d + c] = cos * y - sin * x;
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
    public MissingValuePosterior complete(double[] x, double[] mean) {
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
        return new MissingValuePosterior(logConstant - 0.5 * square, entropy, mean, deviations, missing, covariance);
    }

    /** A row {@code (d)} of this pattern, its missing columns drawn from their distribution given the others. */
    double[] draw(double[] x, double[] mean, RandomGenerator random) {
        MissingValuePosterior completion = complete(x, mean);
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
    public static final class Cache {
        /** How many numbers may be kept, in matrices of d x d. */
        private static final int KEPT = 1 << 18;

        private final FullNormal normal;
        private final Map<Pattern, GaussianConditional> kept;

        public Cache(FullNormal normal) {
            int d = normal.centre().length;
            int most = Math.max(1, KEPT / (d * d));
            this.normal = normal;
            this.kept = new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Pattern, GaussianConditional> eldest) {
                    return size() > most;
                }
            };
        }

        public GaussianConditional of(Pattern pattern) {
            return kept.computeIfAbsent(pattern, p -> GaussianConditional.of(normal, p));
        }
    }
}
