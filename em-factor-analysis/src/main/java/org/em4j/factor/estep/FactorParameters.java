package org.em4j.factor.estep;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.em4j.core.Equation;
import org.em4j.core.inference.Quantities;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.Entries;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;

/**
 * Parameters of a linear factor model: {@code x = mean + loadings z + noise}, noise variances the uniquenesses. The
 * factors z have covariance {@code I} unless another is given.
 */
public final class FactorParameters implements Serializable {
    private static final long serialVersionUID = 1;

    private final int q;
    private final double[] mean;
    private final double[] loadings; // flat (d x q)
    private final double[] uniquenesses;
    private final Cholesky phi;
    private final double[] orthogonal; // loadings on uncorrelated factors of the same covariance, flat (d x q)

    /** Takes over the arrays; factors uncorrelated. */
    public FactorParameters(double[] mean, double[] loadings, double[] uniquenesses) {
        this(mean, loadings, uniquenesses, identity(loadings.length / mean.length));
    }

    /** Takes over the arrays; factors with covariance Φ. */
    public FactorParameters(double[] mean, double[] loadings, double[] uniquenesses, Cholesky phi) {
        for (int j = 0; j < mean.length; j++) {
            if (!(uniquenesses[j] > 0) || Double.isInfinite(uniquenesses[j])) {
                throw new DegenerateException(Degeneracy.of(
                                "the uniqueness of column " + (j + 1) + " is " + uniquenesses[j]
                                        + ": the factors and the other columns determine it",
                                "leave that column out, or use fewer factors")
                        .column(j));
            }
        }
        this.q = loadings.length / mean.length;
        this.mean = mean;
        this.loadings = loadings;
        this.uniquenesses = uniquenesses;
        this.phi = phi;
        this.orthogonal = orthogonal();
    }

    private static Cholesky identity(int q) {
        double[] one = new double[q * q];
        for (int a = 0; a < q; a++) {
            one[a * (q + 1)] = 1;
        }
        return Cholesky.of(one, q);
    }

    /** {@code ΛC} where {@code Φ = CCᵀ}. */
    private double[] orthogonal() {
        double[] turned = new double[loadings.length];
        for (int o = 0; o < turned.length; o += q) {
            for (int a = 0; a < q; a++) {
                for (int b = a; b < q; b++) {
                    turned[o + a] += loadings[o + b] * phi.factor()[b * q + a];
                }
            }
        }
        return turned;
    }

    /**
     * Copies a mean {@code (d)}, loadings {@code (d x q)} and uniquenesses {@code (d)}.
     *
     * @throws DegenerateException if a uniqueness is not positive, naming the column
     * @throws IllegalArgumentException if the shapes do not agree, or a number or its square is not finite
     */
    public static FactorParameters of(double[] mean, double[][] loadings, double[] uniquenesses) {
        int d = mean.length;
        if (d == 0 || loadings.length != d || uniquenesses.length != d || loadings[0].length == 0) {
            throw new IllegalArgumentException("a mean of " + d + " columns goes with as many rows of loadings on a"
                    + " factor or more, and as many uniquenesses, not " + loadings.length + " and "
                    + uniquenesses.length);
        }
        return new FactorParameters(
                        Entries.vector("the mean", mean, d),
                        Entries.matrix("the matrix of loadings", loadings, d, loadings[0].length),
                        uniquenesses.clone())
                .finite();
    }

    /** Refuses what no double holds the covariance of. */
    private FactorParameters finite() {
        for (int j = 0; j < mean.length; j++) {
            if (!Double.isFinite(variance(j))) {
                throw new IllegalArgumentException(
                        "the loadings of column " + (j + 1) + " are too large to be squared; rescale the column");
            }
        }
        return this;
    }

    /** A copy about another mean {@code (d)}, which is taken over. */
    public FactorParameters at(double[] other) {
        return new FactorParameters(other, loadings, uniquenesses, phi);
    }

    /** Number of columns, d. */
    public int columns() {
        return mean.length;
    }

    /** Number of factors, q. */
    public int factors() {
        return q;
    }

    /** A copy of the mean {@code (d)}. */
    public double[] mean() {
        return mean.clone();
    }

    /** A copy of the loadings {@code (d x q)}. */
    public double[][] loadings() {
        double[][] copy = new double[mean.length][];
        Arrays.setAll(copy, j -> Arrays.copyOfRange(loadings, j * q, (j + 1) * q));
        return copy;
    }

    /** A copy of the uniquenesses {@code (d)}. */
    public double[] uniquenesses() {
        return uniquenesses.clone();
    }

    /**
     * A copy with correlated factors.
     *
     * @param covariance of the factors {@code (q x q)}
     * @throws IllegalArgumentException if it is of another size, or not symmetric
     * @throws DegenerateException if it is singular
     */
    public FactorParameters withFactorCovariance(double[][] covariance) {
        double[] symmetric = Entries.symmetric("the covariance of the factors", covariance, q);
        return new FactorParameters(mean, loadings, uniquenesses, factorise(symmetric, q)).finite();
    }

    /** Factorises the covariance of q factors. */
    public static Cholesky factorise(double[] covariance, int q) {
        try {
            return Cholesky.of(covariance, q);
        } catch (NotPositiveDefiniteException e) {
            throw new DegenerateException(Degeneracy.of(
                            "factor " + (e.pivot() + 1) + " does not vary, or follows from those before it",
                            "use fewer factors")
                    .conditionNumber(e.inflation()));
        }
    }

    /** The covariance of the factors {@code (q x q)}; the identity where they are uncorrelated. */
    public double[][] factorCovariance() {
        double[][] c = new double[q][q];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                c[a][b] = factorCovariance(a, b);
            }
        }
        return c;
    }

    public double factorCovariance(int a, int b) {
        double c = 0;
        for (int k = 0; k <= Math.min(a, b); k++) {
            c += phi.factor()[a * q + k] * phi.factor()[b * q + k];
        }
        return c;
    }

    /**
     * A copy with each factor in units of its standard deviation, so that its variance is one; the density is the same.
     */
    public FactorParameters standardised() {
        double[] scaled = loadings.clone();
        double[] correlation = new double[q * q];
        for (int a = 0; a < q; a++) {
            double sd = Math.sqrt(factorCovariance(a, a));
            for (int j = 0; j < mean.length; j++) {
                scaled[j * q + a] *= sd;
            }
            for (int b = 0; b <= a; b++) {
                correlation[a * q + b] = a == b ? 1 : factorCovariance(a, b) / sd / Math.sqrt(factorCovariance(b, b));
            }
        }
        return new FactorParameters(mean, scaled, uniquenesses, factorise(correlation, q));
    }

    /** The covariance of x, {@code loadings Φ loadingsᵀ + diag uniquenesses}, {@code (d x d)}. */
    @Equation({"3695dn", "3695dp"})
    public double[][] covariance() {
        int d = mean.length;
        double[][] c = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                c[i][j] = common(i, j) + (i == j ? uniquenesses[i] : 0);
            }
        }
        return c;
    }

    /** The covariance that columns i and j owe to the factors, {@code (loadings Φ loadingsᵀ)_ij}. */
    @Equation("3695dp")
    public double common(int i, int j) {
        double c = 0;
        for (int a = 0; a < q; a++) {
            c += orthogonal(i, a) * orthogonal(j, a);
        }
        return c;
    }

    /** The variance of column j, what the factors explain of it and its uniqueness. */
    public double variance(int j) {
        return common(j, j) + uniquenesses[j];
    }

    /** The mean itself, not to be written to. */
    public double[] centre() {
        return mean;
    }

    public double loading(int j, int a) {
        return loadings[j * q + a];
    }

    /** Loading of column j on uncorrelated factor a. */
    double orthogonal(int j, int a) {
        return orthogonal[j * q + a];
    }

    /** The covariance of column j with factor a, {@code (loadings Φ)_ja}. */
    public double structure(int j, int a) {
        double s = 0;
        for (int b = 0; b < q; b++) {
            s += loading(j, b) * factorCovariance(b, a);
        }
        return s;
    }

    /** The factors' covariance Φ, factorised. */
    public Cholesky phi() {
        return phi;
    }

    public double uniqueness(int j) {
        return uniquenesses[j];
    }

    /** The loadings themselves, flat {@code (d x q)}, not to be written to. */
    public double[] flatLoadings() {
        return loadings;
    }

    /** Loadings and uniquenesses by name. */
    public Quantities<FactorParameters> quantities(List<String> columns) {
        List<String> names = new ArrayList<>();
        for (String column : columns) {
            for (int a = 1; a <= q; a++) {
                names.add("loading of " + column + " on factor " + a);
            }
        }
        columns.forEach(column -> names.add("uniqueness of " + column));
        return new Quantities<>(
                names,
                t -> DoubleStream.concat(Arrays.stream(t.loadings), Arrays.stream(t.uniquenesses))
                        .toArray());
    }
}
