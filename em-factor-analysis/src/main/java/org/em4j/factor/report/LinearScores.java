package org.em4j.factor.report;

import java.util.Arrays;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularMatrixException;
import org.em4j.core.data.Rows;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorConditional;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.rotate.GradientProjection;

/**
 * Factor scores that are linear in the row: {@code W (x - mean)}.
 *
 * @param mean {@code (d)}
 * @param weights W {@code (q x d)}
 * @param covariance of the factors about their scores, the same for all rows {@code (q x q)}
 */
public record LinearScores(double[] mean, double[][] weights, double[][] covariance) {
    /** How factors are estimated from a row. */
    public enum Method {
        /** The posterior mean (Thomson 1935): nearest to the factors on average, and shrunken. */
        REGRESSION,
        /** Weighted least squares (Bartlett 1937): unbiased for each row's own factors, and of larger variance. */
        BARTLETT
    }

    /**
     * The scores of a model.
     *
     * @throws DegenerateException if Bartlett's are asked for, and a factor has no loadings of its own
     */
    public static LinearScores of(FactorParameters theta, Method method) {
        return method == Method.REGRESSION ? regression(theta) : bartlett(theta);
    }

    private static LinearScores regression(FactorParameters theta) {
        FactorConditional bound = FactorConditional.of(theta);
        int q = theta.factors();
        return new LinearScores(theta.mean(), rows(bound.regression(), q), rows(bound.covariance(), q));
    }

    /** {@code (ΛᵀΨ⁻¹Λ)⁻¹ΛᵀΨ⁻¹}. */
    private static LinearScores bartlett(FactorParameters theta) {
        RealMatrix loadings = new Array2DRowRealMatrix(theta.loadings(), false);
        RealMatrix weighted = loadings.transpose();
        for (int j = 0; j < theta.columns(); j++) {
            weighted.setColumnVector(j, weighted.getColumnVector(j).mapDivide(theta.uniqueness(j)));
        }
        try {
            RealMatrix covariance = GradientProjection.inverse(weighted.multiply(loadings));
            return new LinearScores(theta.mean(), covariance.multiply(weighted).getData(), covariance.getData());
        } catch (SingularMatrixException e) {
            throw new DegenerateException(Degeneracy.of(
                    "a factor has no loadings of its own, and Bartlett's scores of it are not determined",
                    "use regression scores, or fewer factors"));
        }
    }

    private static double[][] rows(double[] flat, int q) {
        int width = flat.length / q;
        double[][] rows = new double[q][];
        Arrays.setAll(rows, a -> Arrays.copyOfRange(flat, a * width, (a + 1) * width));
        return rows;
    }

    /** The scores of the factors {@code U⁻¹ z}, for a transformation U {@code (q x q)} of the loadings. */
    public LinearScores rotated(double[][] transformation) {
        RealMatrix back = GradientProjection.inverse(new Array2DRowRealMatrix(transformation));
        RealMatrix turned = back.multiply(new Array2DRowRealMatrix(covariance)).multiply(back.transpose());
        return new LinearScores(
                mean, back.multiply(new Array2DRowRealMatrix(weights)).getData(), turned.getData());
    }

    /** The scores of rows {@code (n x q)}. */
    public double[][] of(Rows rows) {
        double[][] scores = new double[rows.size()][weights.length];
        for (int i = 0; i < scores.length; i++) {
            for (int a = 0; a < weights.length; a++) {
                for (int j = 0; j < mean.length; j++) {
                    scores[i][a] += weights[a][j] * (rows.get(i, j) - mean[j]);
                }
            }
        }
        return scores;
    }
}
