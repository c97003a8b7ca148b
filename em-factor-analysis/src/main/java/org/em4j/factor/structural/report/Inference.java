package org.em4j.factor.structural.report;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.data.Pattern;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.factor.structural.estimate.StructuralFit;
import org.em4j.factor.structural.model.GroupSample;
import org.em4j.factor.structural.model.ImpliedMoments;
import org.em4j.factor.structural.model.Objective;
import org.em4j.factor.structural.model.Sample;
import org.em4j.factor.structural.model.Scoring;
import org.em4j.factor.structural.model.Slopes;
import org.em4j.factor.structural.model.StructuralModel;

/**
 * Errors of the parameters of a structural model, as lavaan has them.
 *
 * @param method which information they are of
 * @param covariance of the estimates {@code (p x p)}
 */
public record Inference(Method method, double[][] covariance) {
    /** A step of differences, in standard errors, of which the fourth power is what they are off by. */
    private static final double STEP = 0x1p-6;

    /** Which information. */
    public enum Method {
        /** Fisher's, expected under the model: of complete rows. */
        EXPECTED,
        /** The second derivatives of the log-likelihood: of rows with gaps. */
        OBSERVED,
        /** Observed information on either side of the squares of the rows' scores, right where rows are not normal. */
        ROBUST
    }

    /**
     * At the estimate.
     *
     * @throws NotPositiveDefiniteException if it is no maximum, or not of all parameters
     */
    public static Inference of(StructuralFit fit, Method method) {
        RealMatrix bread = inverse(
                method == Method.EXPECTED
                        ? expected(fit.model(), fit.sample(), fit.theta())
                        : observed(fit.model(), fit.sample(), fit.theta()));
        RealMatrix covariance = method == Method.ROBUST
                ? bread.multiply(squares(fit.model(), fit.sample(), fit.theta()))
                        .multiply(bread)
                : bread;
        return new Inference(method, covariance.getData());
    }

    /** The method that is lavaan's default: expected without gaps, observed with them. */
    public static Method usual(Sample sample) {
        return sample.hasGaps() ? Method.OBSERVED : Method.EXPECTED;
    }

    private static Slopes slopes(StructuralModel model, Sample sample, double[] theta) {
        return new Objective(model, sample.parts(), 0)
                .at(theta)
                .orElseThrow(() -> new IllegalArgumentException("no density at the parameters"));
    }

    public static RealMatrix expected(StructuralModel model, Sample sample, double[] theta) {
        return new Array2DRowRealMatrix(slopes(model, sample, theta).information(), false);
    }

    /** Minus the second derivatives, by differences of the first. */
    public static RealMatrix observed(StructuralModel model, Sample sample, double[] theta) {
        double[] scale = Scoring.scale(slopes(model, sample, theta).information());
        double[][] jacobian = new double[theta.length][];
        for (int k = 0; k < theta.length; k++) {
            double h = STEP / scale[k];
            double[] near = difference(model, sample, theta, k, h);
            double[] far = difference(model, sample, theta, k, 2 * h);
            jacobian[k] = new double[theta.length];
            Arrays.setAll(jacobian[k], l -> -(4 * near[l] - far[l]) / 3);
        }
        RealMatrix m = new Array2DRowRealMatrix(jacobian, false);
        return m.add(m.transpose()).scalarMultiply(0.5);
    }

    private static double[] difference(StructuralModel model, Sample sample, double[] theta, int k, double h) {
        double[] up = theta.clone();
        double[] down = theta.clone();
        up[k] += h;
        down[k] -= h;
        double[] above = slopes(model, sample, up).gradient();
        double[] below = slopes(model, sample, down).gradient();
        return IntStream.range(0, up.length)
                .mapToDouble(l -> (above[l] - below[l]) / (2 * h))
                .toArray();
    }

    /** {@code Σ w s sᵀ} of the rows' scores; a weight counts copies. */
    static RealMatrix squares(StructuralModel model, Sample sample, double[] theta) {
        List<ImpliedMoments> implied = model.implied(theta);
        double[][] sum = new double[theta.length][theta.length];
        for (int g = 0; g < sample.rows().size(); g++) {
            Rows rows = sample.rows().get(g);
            for (int i = 0; i < rows.size(); i++) {
                int[] seen = Pattern.of(rows.get(i)).observed();
                int row = i;
                double[] x =
                        Arrays.stream(seen).mapToDouble(j -> rows.get(row, j)).toArray();
                Moments one = new Moments(x);
                one.add(x, 1);
                Slopes slopes = new Slopes(theta.length);
                slopes.addGradient(new GroupSample(g, seen, one), implied.get(g), model.terms(g));
                double[] s = slopes.gradient();
                for (int k = 0; k < s.length; k++) {
                    for (int l = 0; l < s.length; l++) {
                        sum[k][l] += rows.weight(i) * s[k] * s[l];
                    }
                }
            }
        }
        return new Array2DRowRealMatrix(sum, false);
    }

    static RealMatrix inverse(RealMatrix information) {
        int p = information.getRowDimension();
        double[] scale = Scoring.scale(information.getData());
        double[] flat = new double[p * p];
        Arrays.setAll(flat, i -> information.getEntry(i / p, i % p) / (scale[i / p] * scale[i % p]));
        RealMatrix inverse = Slopes.inverse(Cholesky.of(flat, p));
        for (int k = 0; k < p; k++) {
            for (int l = 0; l < p; l++) {
                inverse.setEntry(k, l, inverse.getEntry(k, l) / (scale[k] * scale[l]));
            }
        }
        return inverse;
    }

    /** Standard errors of smooth functions of the parameters, by the delta method {@code (m)}. */
    public double[] errors(double[] theta, Function<double[], double[]> functions) {
        int m = functions.apply(theta).length;
        double[][] slopes = new double[theta.length][];
        for (int k = 0; k < theta.length; k++) {
            double h = STEP * STEP * Math.sqrt(covariance[k][k]);
            double[] up = theta.clone();
            double[] down = theta.clone();
            up[k] += h;
            down[k] -= h;
            double[] above = functions.apply(up);
            double[] below = functions.apply(down);
            slopes[k] = IntStream.range(0, m)
                    .mapToDouble(f -> (above[f] - below[f]) / (2 * h))
                    .toArray();
        }
        double[] errors = new double[m];
        for (int f = 0; f < m; f++) {
            double variance = 0;
            for (int k = 0; k < theta.length; k++) {
                for (int l = 0; l < theta.length; l++) {
                    variance += slopes[k][f] * covariance[k][l] * slopes[l][f];
                }
            }
            errors[f] = Math.sqrt(Math.max(0, variance));
        }
        return errors;
    }
}
