package org.em4j.factor.estimate;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Pattern;
import org.em4j.core.distribution.Moments;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.factor.estep.FactorConditional;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.start.Correlations;

/**
 * Minus the likelihood of a factor model given rows with gaps, and minus the log prior, by the moments of each pattern of
 * missing values: a function of mean, loadings by rows and uniquenesses, flat {@code (d + dq + d)}, on the scale of
 * correlations. It stays finite where uniquenesses are zero, as long as the observed columns have a density.
 *
 * @param patterns moments of the observed columns
 * @param correlations that bring rows to their scale
 * @param q number of factors
 * @param prior rows of {@link Heywood.Prior}; 0 for none
 */
public record ObservedLikelihood(Map<Pattern, Moments> patterns, Correlations correlations, int q, double prior) {
    /** Reads the rows, once. */
    static ObservedLikelihood of(Observations<double[]> rows, Correlations correlations, int q, double prior) {
        BlockMap<double[], Map<Pattern, Moments>> map = size -> (number, tiles) -> {
            Map<Pattern, Moments> block = new LinkedHashMap<>();
            for (Block<double[]> tile : tiles) {
                for (int i = 0; i < tile.size(); i++) {
                    add(correlations, tile.get(i), tile.weight(i), block);
                }
            }
            return block;
        };
        return new ObservedLikelihood(rows.fold(map, ObservedLikelihood::merged), correlations, q, prior);
    }

    private static void add(Correlations correlations, double[] x, double weight, Map<Pattern, Moments> into) {
        Pattern pattern = Pattern.of(x);
        int[] observed = pattern.observed();
        if (weight > 0 && observed.length > 0) {
            double[] z = new double[observed.length];
            Arrays.setAll(
                    z,
                    i -> (x[observed[i]] - correlations.mean()[observed[i]])
                            / correlations.sd()[observed[i]]);
            into.computeIfAbsent(pattern, p -> new Moments(new double[z.length]))
                    .add(z, weight);
        }
    }

    private static Map<Pattern, Moments> merged(Map<Pattern, Moments> left, Map<Pattern, Moments> right) {
        right.forEach((pattern, moments) -> left.merge(pattern, moments, (a, b) -> a.addScaled(1, b)));
        return left;
    }

    /** Number of columns, d. */
    int columns() {
        return correlations.columns();
    }

    /** Minus the log-likelihood and log prior in the units of the data, in nats, of one on the scale of correlations. */
    double inUnits(double loss) {
        double shift = 0;
        for (Map.Entry<Pattern, Moments> part : patterns.entrySet()) {
            for (int j : part.getKey().observed()) {
                shift += part.getValue().weight() * Math.log(correlations.sd()[j]);
            }
        }
        for (double s : correlations.sd()) {
            shift += prior * Math.log(s);
        }
        return loss + shift;
    }

    /** Mean, loadings by rows and uniquenesses. */
    public double[] coordinates(FactorParameters theta) {
        int d = columns();
        double[] v = new double[d * (2 + q)];
        System.arraycopy(theta.centre(), 0, v, 0, d);
        System.arraycopy(theta.flatLoadings(), 0, v, d, d * q);
        System.arraycopy(theta.uniquenesses(), 0, v, d + d * q, d);
        return v;
    }

    /** Minus the log prior density, but for a constant, in nats. */
    public double priorLoss(double[] v) {
        double loss = 0;
        for (int i = columns() * (1 + q); i < v.length && prior > 0; i++) {
            loss += 0.5 * prior * (Math.log(v[i]) + Heywood.Prior.EXPECTED / v[i]);
        }
        return loss;
    }

    /** Evaluates at mean, loadings and uniquenesses. */
    public ProjectedDescent.Point at(double[] v) {
        int d = columns();
        double[] covariance = covariance(v);
        double[] gradient = new double[v.length];
        double[] byCovariance = new double[d * d];
        double loss = priorLoss(v);
        try {
            for (Map.Entry<Pattern, Moments> part : patterns.entrySet()) {
                loss += add(part.getKey().observed(), part.getValue(), v, covariance, byCovariance, gradient);
            }
        } catch (NotPositiveDefiniteException e) {
            return new ProjectedDescent.Point(Double.POSITIVE_INFINITY, gradient);
        }
        for (int i = 0; i < d; i++) {
            for (int k = 0; k < d; k++) {
                for (int a = 0; a < q; a++) {
                    gradient[d + i * q + a] += 2 * byCovariance[i * d + k] * v[d + k * q + a];
                }
            }
            int at = d + d * q + i;
            gradient[at] = byCovariance[i * d + i];
            if (prior > 0) {
                gradient[at] += 0.5 * prior * (1 - Heywood.Prior.EXPECTED / v[at]) / v[at];
            }
        }
        return new ProjectedDescent.Point(Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss, gradient);
    }

    /** {@code ΛΛᵀ + Ψ}, flat {@code (d x d)}. */
    private double[] covariance(double[] v) {
        return covariance(v, IntStream.range(0, columns()).toArray(), columns());
    }

    /** {@code ΛΛᵀ + Ψ} of some of d columns, flat, at mean, loadings and uniquenesses. */
    public static double[] covariance(double[] v, int[] some, int d) {
        int q = v.length / d - 2;
        int m = some.length;
        double[] c = new double[m * m];
        for (int i = 0; i < m; i++) {
            for (int k = 0; k < m; k++) {
                for (int a = 0; a < q; a++) {
                    c[i * m + k] += v[d + some[i] * q + a] * v[d + some[k] * q + a];
                }
            }
            c[i * m + i] += v[d + d * q + some[i]];
        }
        return c;
    }

    /** Adds what one pattern has to say; returns its loss. */
    private double add(
            int[] observed, Moments data, double[] v, double[] covariance, double[] byCovariance, double[] gradient) {
        int d = columns();
        int m = observed.length;
        Cholesky part = Cholesky.of(of(covariance, d, observed), m);
        double[] mean = new double[m];
        Arrays.setAll(mean, i -> v[observed[i]]);
        Moments about = data.about(mean).symmetric();
        double[] precision = precision(part);
        double[] weighted = product(precision, about.second(), m);
        double trace = 0;
        for (int i = 0; i < m; i++) {
            trace += weighted[i * m + i];
        }
        double[] twice = product(weighted, precision, m);
        for (int i = 0; i < m; i++) {
            for (int k = 0; k < m; k++) {
                gradient[observed[i]] -= precision[i * m + k] * about.first()[k];
                byCovariance[observed[i] * d + observed[k]] +=
                        0.5 * (about.weight() * precision[i * m + k] - twice[i * m + k]);
            }
        }
        return 0.5 * (about.weight() * (m * FactorConditional.LOG_2PI + part.logDeterminant()) + trace);
    }

    /** Some rows and columns, flat. */
    private static double[] of(double[] matrix, int d, int[] some) {
        double[] part = new double[some.length * some.length];
        Arrays.setAll(part, i -> matrix[some[i / some.length] * d + some[i % some.length]]);
        return part;
    }

    private static double[] precision(Cholesky factor) {
        int m = factor.order();
        double[] half = factor.inverseFactor();
        double[] p = new double[m * m];
        for (int k = 0; k < m; k++) {
            for (int i = 0; i <= k; i++) {
                for (int j = 0; j <= k; j++) {
                    p[i * m + j] += half[k * m + i] * half[k * m + j];
                }
            }
        }
        return p;
    }

    private static double[] product(double[] a, double[] b, int m) {
        double[] c = new double[m * m];
        for (int i = 0; i < m; i++) {
            for (int k = 0; k < m; k++) {
                double left = a[i * m + k];
                for (int j = 0; j < m; j++) {
                    c[i * m + j] += left * b[k * m + j];
                }
            }
        }
        return c;
    }

    /**
     * Fisher's information about loadings and uniquenesses {@code (dq + d)} by dq + d, given which columns are observed: that
     * about the mean is another's business.
     */
    public double[][] information(double[] v) {
        int d = columns();
        double[][] information = new double[d * q + d][d * q + d];
        double[] covariance = covariance(v);
        for (Map.Entry<Pattern, Moments> part : patterns.entrySet()) {
            int[] observed = part.getKey().observed();
            int m = observed.length;
            double weight = part.getValue().weight();
            double[] s = precision(Cholesky.of(of(covariance, d, observed), m));
            double[][] sl = new double[m][q]; // Σ⁻¹Λ
            double[][] lsl = new double[q][q]; // ΛᵀΣ⁻¹Λ
            for (int i = 0; i < m; i++) {
                for (int a = 0; a < q; a++) {
                    for (int k = 0; k < m; k++) {
                        sl[i][a] += s[i * m + k] * v[d + observed[k] * q + a];
                    }
                    for (int b = 0; b < q; b++) {
                        lsl[a][b] += sl[i][a] * v[d + observed[i] * q + b];
                    }
                }
            }
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < m; j++) {
                    double sij = s[i * m + j];
                    information[d * q + observed[i]][d * q + observed[j]] += weight * sij * sij / 2;
                    for (int a = 0; a < q; a++) {
                        double cross = weight * sij * sl[j][a];
                        information[observed[i] * q + a][d * q + observed[j]] += cross;
                        information[d * q + observed[j]][observed[i] * q + a] += cross;
                        for (int b = 0; b < q; b++) {
                            information[observed[i] * q + a][observed[j] * q + b] +=
                                    weight * (sij * lsl[a][b] + sl[i][b] * sl[j][a]);
                        }
                    }
                }
            }
        }
        return information;
    }
}
