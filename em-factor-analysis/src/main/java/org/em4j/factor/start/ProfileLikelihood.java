package org.em4j.factor.start;

import java.util.Arrays;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.DiagonalMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.em4j.core.linalg.Spectrum;
import org.em4j.factor.estep.Heywood;

/**
 * The likelihood of factor analysis with the loadings maximised out (Lawley 1940, Joereskog 1967): a function of the
 * log uniquenesses u {@code (d)} alone, on the scale of correlations.
 *
 * <p>Its value is {@code log|Σ| + tr Σ⁻¹R}, or -2/n times the log-likelihood but for a constant, with Σ the best there
 * is for these uniquenesses: that of the q largest eigenvalues of {@code Ψ^-½ R Ψ^-½}, where they exceed one.
 *
 * @param root F of the correlations, {@code R = FᵀF} {@code (m x d)}; R may be singular
 * @param q number of factors
 * @param prior rows that {@link Heywood.Prior} adds to each row of the data; 0 for none
 */
public record ProfileLikelihood(double[][] root, int q, double prior) {
    /** Eigenvalues that are larger leave too little of those of size one, and come of singular values. */
    private static final double LARGE = 1e7;

    /**
     * The profile likelihood of the other columns with column j known, and one factor fewer: what is left to maximise
     * where the uniqueness of j is zero, because a factor then is the column (Joereskog 1967). The value is less by
     * {@code 1 + log R_jj}.
     */
    public ProfileLikelihood given(int j) {
        int[] rest = others(j);
        double[] slopes = IntStream.of(rest).mapToDouble(i -> slope(i, j)).toArray();
        double[][] left = new double[root.length][rest.length];
        for (int r = 0; r < root.length; r++) {
            for (int i = 0; i < rest.length; i++) {
                left[r][i] = root[r][rest[i]] - slopes[i] * root[r][j];
            }
        }
        return new ProfileLikelihood(left, q - 1, prior);
    }

    /** The slope of the regression of column i on column j alone. */
    public double slope(int i, int j) {
        return correlation(i, j) / correlation(j, j);
    }

    /** R_ij. */
    public double correlation(int i, int j) {
        return Arrays.stream(root).mapToDouble(row -> row[i] * row[j]).sum();
    }

    /** Number of columns, d. */
    int columns() {
        return root[0].length;
    }

    /** All columns but j. */
    public int[] others(int j) {
        return IntStream.range(0, columns()).filter(i -> i != j).toArray();
    }

    /** Evaluates at log uniquenesses {@code (d)}. */
    public Point at(double[] u) {
        double[] r = Arrays.stream(u).map(v -> Math.exp(-0.5 * v)).toArray();
        RealMatrix scaled = new Array2DRowRealMatrix(root).multiply(new DiagonalMatrix(r));
        Spectrum axes = Spectrum.of(scaled.transpose().multiply(scaled));
        double[] eigenvalues = axes.values(); // in descending order
        if (eigenvalues[0] < LARGE) {
            return point(u, eigenvalues, axes.axes().transpose(), Math.ulp(eigenvalues[0]));
        }
        SingularValueDecomposition svd = new SingularValueDecomposition(scaled);
        double[] roots = svd.getSingularValues();
        return point(u, Arrays.stream(roots).map(s -> s * s).toArray(), svd.getVT(), Math.ulp(roots[0]));
    }

    private Point point(double[] u, double[] eigenvalues, RealMatrix axes, double rounding) {
        int used = 0;
        while (used < Math.min(q, u.length) && eigenvalues[used] > 1) {
            used++;
        }
        return new Point(u.clone(), eigenvalues, axes.getData(), used, prior, 4 * rounding);
    }

    /**
     * The profile likelihood at one place.
     *
     * @param u log uniquenesses {@code (d)}
     * @param eigenvalues in descending order {@code (d)}
     * @param axes the eigenvectors, one a row {@code (d x d)}
     * @param used number of factors that explain anything, at most q
     * @param prior as that of the function
     * @param rounding of the derivatives
     */
    public record Point(double[] u, double[] eigenvalues, double[][] axes, int used, double prior, double rounding) {
        /** {@code log|Σ| + tr Σ⁻¹R}, and -2/n times the log prior. */
        public double value() {
            double value = Arrays.stream(u).sum() + used;
            for (int m = 0; m < u.length; m++) {
                value += m < used ? Math.log(eigenvalues[m]) : eigenvalues[m];
                value += prior * (u[m] + Heywood.Prior.EXPECTED * Math.exp(-u[m]));
            }
            return value;
        }

        /** Derivatives by u {@code (d)}: {@code Σ_{m>q} (1 - λ_m) ω_mi²}. */
        public double[] gradient() {
            double[] g = new double[u.length];
            Arrays.setAll(g, i -> prior * (1 - Heywood.Prior.EXPECTED * Math.exp(-u[i])));
            for (int m = used; m < u.length; m++) {
                for (int i = 0; i < g.length; i++) {
                    g[i] += (1 - eigenvalues[m]) * axes[m][i] * axes[m][i];
                }
            }
            return g;
        }

        /**
         * Derivatives by the implied covariance, {@code Σ⁻¹ - Σ⁻¹RΣ⁻¹} {@code (d x d)}; its diagonal has those by the
         * uniquenesses.
         */
        public double[][] misfit() {
            return noise(m -> 1 - eigenvalues[m], i -> Math.exp(-0.5 * u[i]));
        }

        /**
         * The projection of the columns, in units of their noise, on what the factors leave {@code (d x d)}. Of its squares
         * the information about the uniquenesses is made.
         */
        public double[][] residual() {
            return noise(m -> 1, i -> 1);
        }

        private double[][] noise(IntToDoubleFunction weight, IntToDoubleFunction unit) {
            int d = u.length;
            double[][] sum = new double[d][d];
            for (int m = used; m < d; m++) {
                for (int i = 0; i < d; i++) {
                    double row = weight.applyAsDouble(m) * unit.applyAsDouble(i) * axes[m][i];
                    for (int k = 0; k < d; k++) {
                        sum[i][k] += row * unit.applyAsDouble(k) * axes[m][k];
                    }
                }
            }
            return sum;
        }

        /** The elementwise product of two positive semidefinite matrices: the part of {@link #hessian} that is one. */
        public double[][] curvature() {
            int d = u.length;
            double[][] h = new double[d][d];
            for (int i = 0; i < d; i++) {
                for (int j = 0; j <= i; j++) {
                    double weighted = 0;
                    double plain = 0;
                    for (int m = used; m < d; m++) {
                        double a = axes[m][i] * axes[m][j];
                        weighted += eigenvalues[m] * a;
                        plain += a;
                    }
                    h[i][j] = weighted * plain;
                    h[j][i] = h[i][j];
                }
                h[i][i] += prior * Heywood.Prior.EXPECTED * Math.exp(-u[i]);
            }
            return h;
        }

        /** Second derivatives by u {@code (d x d)} (Clarke 1970). */
        public double[][] hessian() {
            int d = u.length;
            double[][] h = curvature();
            double[] factor = new double[d];
            for (int n = 0; n < used; n++) {
                for (int m = used; m < d; m++) {
                    double gap = eigenvalues[n] - eigenvalues[m];
                    factor[m] = gap > 0 ? (1 - eigenvalues[m]) * (eigenvalues[m] + eigenvalues[n]) / gap : 0;
                }
                for (int i = 0; i < d; i++) {
                    for (int j = 0; j <= i; j++) {
                        double sum = 0;
                        for (int m = used; m < d; m++) {
                            sum += factor[m] * axes[m][i] * axes[m][j];
                        }
                        h[i][j] += axes[n][i] * axes[n][j] * sum;
                    }
                }
            }
            for (int i = 0; i < d; i++) {
                for (int j = 0; j < i; j++) {
                    h[j][i] = h[i][j];
                }
            }
            return h;
        }

        /**
         * The loadings of greatest likelihood {@code (d x q)}, in correlations: {@code ΛᵀΨ⁻¹Λ} is diagonal and descends,
         * and no column sums to less than zero.
         */
        public double[][] loadings(int q) {
            double[][] loadings = new double[u.length][q];
            for (int a = 0; a < used; a++) {
                double[] column = new double[u.length];
                for (int j = 0; j < column.length; j++) {
                    column[j] = Math.exp(0.5 * u[j]) * Math.sqrt(eigenvalues[a] - 1) * axes[a][j];
                }
                double sign = Arrays.stream(column).sum() < 0 ? -1 : 1;
                for (int j = 0; j < column.length; j++) {
                    loadings[j][a] = sign * column[j];
                }
            }
            return loadings;
        }

        /** The uniquenesses {@code (d)}, as parts of the variances. */
        public double[] uniquenesses() {
            return Arrays.stream(u).map(Math::exp).toArray();
        }
    }
}
