package org.em4j.validation.reproduce.em3695.example;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.linear.FieldMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.FactorSimulation;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.validation.reproduce.Cubature;
import org.em4j.validation.reproduce.DataSet;
import org.em4j.validation.reproduce.LongArithmetic;
import org.em4j.validation.reproduce.Matrices;
import org.em4j.validation.reproduce.Normals;
import org.em4j.validation.reproduce.Reproduction;

/**
 * Factor analysis at given parameters, away from any fixed point, and what other libraries say about it.
 *
 * @param x rows {@code (n x d)}
 */
public record FactorCase(String name, double[][] x, double[] mean, double[][] loadings, double[] uniquenesses) {
    /** Nine tests of 301 children: three factors, each of them strong in three tests and weak in the others. */
    public static FactorCase children() {
        double[][] x = DataSet.CHILDREN.rows().toArray();
        double[][] loadings = new double[9][3];
        for (int j = 0; j < 9; j++) {
            for (int a = 0; a < 3; a++) {
                loadings[j][a] = a == j / 3 ? 0.8 : 0.1 * (1 + (j + a) % 3);
            }
        }
        return about(x, "children, q = 3", loadings);
    }

    /** The case of nine tests of children with one factor. */
    public static FactorCase oneFactor() {
        double[][] x = DataSet.CHILDREN.rows().toArray();
        double[][] loadings = new double[9][1];
        for (int j = 0; j < 9; j++) {
            loadings[j][0] = 0.9 - 0.08 * j;
        }
        return about(x, "children, q = 1", loadings);
    }

    /** Two factors, four columns, 40 rows: the model's own draws would prove nothing, so these are a lattice's. */
    public static FactorCase synthetic() {
        double[][] x = new double[40][4];
        for (int i = 0; i < x.length; i++) {
            for (int j = 0; j < 4; j++) {
                x[i][j] = 3 * Math.sin(1.7 * i + 0.9 * j * j) + j;
            }
        }
        double[][] loadings = {{1.2, 0}, {-0.7, 0.9}, {0.3, 1.4}, {0.8, -0.5}};
        return new FactorCase(
                "synthetic, q = 2", x, new double[] {0.2, 1.1, 1.7, 3.3}, loadings, new double[] {0.5, 0.8, 0.3, 1.5});
    }

    public static List<FactorCase> all() {
        return List.of(children(), oneFactor(), synthetic());
    }

    /** Means a tenth above the data's, and uniquenesses of 0.4. */
    private static FactorCase about(double[][] x, String name, double[][] loadings) {
        double[] mean = new double[x[0].length];
        for (double[] row : x) {
            Arrays.setAll(mean, j -> mean[j] + row[j] / x.length);
        }
        Arrays.setAll(mean, j -> mean[j] + 0.1);
        double[] uniquenesses = new double[mean.length];
        Arrays.setAll(uniquenesses, j -> 0.4 + 0.02 * j);
        return new FactorCase(name, x, mean, loadings, uniquenesses);
    }

    public int d() {
        return mean.length;
    }

    public int q() {
        return loadings[0].length;
    }

    public FactorParameters theta() {
        return FactorParameters.of(mean, loadings, uniquenesses);
    }

    public FactorAnalysis model() {
        return new FactorAnalysis(d(), q());
    }

    public Rows rows() {
        return Rows.of(x);
    }

    /** Every third row: what costs time by the row is checked on these. */
    public FactorCase thinned() {
        double[][] some = IntStream.range(0, x.length)
                .filter(i -> i % 3 == 0)
                .mapToObj(i -> x[i])
                .toArray(double[][]::new);
        return new FactorCase(name + ", every third row", some, mean, loadings, uniquenesses);
    }

    /** A copy at other parameters. */
    public FactorCase at(FactorParameters theta) {
        return new FactorCase(name, x, theta.mean(), theta.loadings(), theta.uniquenesses());
    }

    /** A copy with another mean. */
    public FactorCase withMean(double[] other) {
        return new FactorCase(name, x, other, loadings, uniquenesses);
    }

    /** The product's draw. */
    public FactorSimulation draw(double[] white) {
        return FactorSimulation.of(theta(), white);
    }

    /** As many draws as there are children. */
    public FactorSimulation[] draws() {
        RandomGenerator random = Randomness.of(Reproduction.SEED);
        FactorSimulation[] draws = new FactorSimulation[301];
        Arrays.setAll(draws, i -> draw(Normals.white(random, q() + d())));
        return draws;
    }

    /** Cubature over the white noise of a draw. */
    public Cubature cubature() {
        return new Cubature(q() + d());
    }

    public int[] factors() {
        return IntStream.range(0, q()).toArray();
    }

    public int[] columns() {
        return IntStream.range(q(), q() + d()).toArray();
    }

    /** {@code ΛΛᵀ + Ψ} by another library. */
    public double[][] covariance() {
        return Matrices.plus(Matrices.timesTransposed(loadings, loadings), Matrices.diagonal(uniquenesses));
    }

    /** {@code Λz + ε} by another library. */
    public double[] deviation(double[] z, double[] noise) {
        return Matrices.plus(Matrices.times(loadings, z), noise);
    }

    /** {@code log P(z) + log P(x | z)}, each number a normal density of its own. */
    public double logJoint(double[] z, double[] row) {
        double log = 0;
        for (double v : z) {
            log += Normals.logDensity(v, 0, 1);
        }
        double[] common = Matrices.times(loadings, z);
        for (int j = 0; j < row.length; j++) {
            log += Normals.logDensity(row[j], mean[j] + common[j], uniquenesses[j]);
        }
        return log;
    }

    /** The observed log-likelihood by another library's densities. */
    public double logLikelihood() {
        return Arrays.stream(x)
                .mapToDouble(Normals.logDensity(mean, covariance()))
                .sum();
    }

    /** {@code Λᵀ(ΛΛᵀ+Ψ)⁻¹} in 32 digits. */
    private FieldMatrix<Dfp> regression() {
        FieldMatrix<Dfp> l = LongArithmetic.of(loadings);
        FieldMatrix<Dfp> c = l.multiply(l.transpose()).add(LongArithmetic.of(Matrices.diagonal(uniquenesses)));
        return l.transpose().multiply(LongArithmetic.inverse(c));
    }

    /** The posterior means {@code (n x q)} of rows, 3695dxf in 32 digits. */
    public double[][] exactMeans(double[][] rows) {
        FieldMatrix<Dfp> regression = regression();
        double[][] means = new double[rows.length][];
        Arrays.setAll(means, i -> {
            FieldMatrix<Dfp> r = LongArithmetic.column(rows[i]).subtract(LongArithmetic.column(mean));
            return LongArithmetic.toDouble(regression.multiply(r).transpose())[0];
        });
        return means;
    }

    /** The posterior covariance {@code (q x q)}, 3695dxg in 32 digits. */
    public double[][] exactCovariance() {
        return LongArithmetic.toDouble(
                LongArithmetic.of(Matrices.identity(q())).subtract(regression().multiply(LongArithmetic.of(loadings))));
    }

    /** The posterior's entropy, by another library's determinant. */
    public double exactEntropy() {
        double determinant = new LUDecomposition(Matrices.of(exactCovariance())).getDeterminant();
        return 0.5 * (q() * (1 + Math.log(2 * Math.PI)) + Math.log(determinant));
    }
}
