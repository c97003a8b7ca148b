package org.em4j.validation.reproduce.em3695;

import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.FieldMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.QRDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.RealVector;
import org.em4j.core.Randomness;
import org.em4j.core.linalg.JointGaussian;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.LongArithmetic;
import org.em4j.validation.reproduce.Matrices;
import org.em4j.validation.reproduce.Normals;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;
import org.em4j.validation.reproduce.Reproduction;
import org.em4j.validation.reproduce.em3695.example.MixtureCase;

/** Where formulas as written meet the limits of double precision. */
final class StabilityClaims {
    private static final double U = Math.ulp(1.0) / 2;
    private static final RealVector X2 = new ArrayRealVector(new double[] {1, 2, -1});

    /** A triangular solve of order 3 and its factorisation: {@code d²} roundings of what the condition amplifies. */
    private static final double FACTOR = 9;

    /** A root of a covariance whose third variable is the second. */
    private static final double[][] SINGULAR = {{1, 0, 0}, {0.5, 1, 0}, {0.5, 1, 0}, {0.3, -0.2, 0.9}};

    private StabilityClaims() {}

    /** Random axes, and variances from 1 down to one over the condition number. */
    private static double[][] covariance(RandomGenerator random, double condition) {
        double[][] white = new double[4][];
        Arrays.setAll(white, i -> Normals.white(random, 4));
        RealMatrix axes = new QRDecomposition(Matrices.of(white)).getQ();
        double[] variances = {1, Math.pow(condition, -0.3), Math.pow(condition, -0.6), 1 / condition};
        double[][] c = axes.multiply(Matrices.of(Matrices.diagonal(variances)))
                .multiply(axes.transpose())
                .getData();
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < i; j++) {
                c[j][i] = c[i][j];
            }
        }
        return c;
    }

    @Check("condition-iv")
    static void nearlySingularCovariance(Evidence evidence) {
        RandomGenerator random = Randomness.of(Reproduction.SEED);
        double[] conditions =
                IntStream.range(0, 14).mapToDouble(i -> Math.pow(10, i)).toArray();
        double[] ours = new double[14];
        double[] inverse = new double[14];
        double worst = 0;
        for (int i = 0; i < conditions.length; i++) {
            for (int draw = 0; draw < 20; draw++) {
                double[][] c = covariance(random, conditions[i]);
                RealMatrix s22 = Matrices.of(Matrices.block(c, 1, 3, 1, 3));
                RealMatrix inverted = new LUDecomposition(s22, 0).getSolver().getInverse();
                RealVector weights = inverted.operate(new ArrayRealVector(Matrices.block(c, 0, 1, 1, 3)[0]));
                double exact = exactMean(c);
                double condition = s22.getNorm() * inverted.getNorm();
                double size = weights.getNorm() * X2.getNorm();
                double off = Math.abs(ours(c) - exact) / size;
                worst = Math.max(worst, off / (U * condition));
                ours[i] = Math.max(ours[i], off);
                inverse[i] = Math.max(inverse[i], Math.abs(weights.dotProduct(X2) - exact) / size);
            }
        }
        evidence.on("280 random covariances of condition 1 to 1e13");
        evidence.within("the worst error of a conditional mean, in parts of u times the condition", worst, FACTOR);
        evidence.figure("largest error at condition 1e13", ours[13]);
        evidence.figure("the same by an explicit inverse", inverse[13]);
        evidence.on("a singular covariance");
        String refusal = refusal(Matrices.timesTransposed(SINGULAR, SINGULAR));
        evidence.holds("it is refused, with a sentence", !refusal.isEmpty());
        evidence.figure("the sentence", refusal);
        evidence.picture(errors(conditions, ours, inverse));
    }

    private static Picture errors(double[] conditions, double[] ours, double[] inverse) {
        double[] bound = Arrays.stream(conditions).map(c -> U * c).toArray();
        return new Picture(
                "condition-iv",
                "The largest error of a conditional mean, relative to its terms, over 20 random covariances, as they near a singular one. It"
                        + " grows with the condition number by either road; what is singular, the library refuses.",
                List.of(new Plot(
                        "",
                        Axis.logarithmic("condition number"),
                        Axis.logarithmic("relative error"),
                        List.of(
                                new Series("the library", conditions, ours, Mark.LINE, 0),
                                new Series("an explicit inverse", conditions, inverse, Mark.LINE, 1),
                                new Series("u × condition number", conditions, bound, Mark.DASHES, 0.5)))));
    }

    private static double ours(double[][] c) {
        return JointGaussian.of(new double[4], c)
                .conditional(new int[] {0}, new int[] {1, 2, 3})
                .mean(X2.toArray())[0];
    }

    /** In 32 digits, of the same double-precision covariance. */
    private static double exactMean(double[][] c) {
        FieldMatrix<Dfp> s12 = LongArithmetic.of(Matrices.block(c, 0, 1, 1, 3));
        FieldMatrix<Dfp> s22 = LongArithmetic.of(Matrices.block(c, 1, 3, 1, 3));
        return LongArithmetic.toDouble(
                s12.multiply(LongArithmetic.inverse(s22)).multiply(LongArithmetic.column(X2.toArray())))[0][0];
    }

    private static String refusal(double[][] covariance) {
        try {
            ours(covariance);
            return "";
        } catch (NotPositiveDefiniteException e) {
            return e.getMessage();
        }
    }

    @Check("condition-vi")
    static void formulaAsWritten(Evidence evidence) {
        MixtureCase at = MixtureCase.faithful().withFirstCovariance();
        MultivariateNormalDistribution[] densities = IntStream.range(0, 2)
                .mapToObj(k -> new MultivariateNormalDistribution(at.means()[k], at.covariances()[k]))
                .toArray(MultivariateNormalDistribution[]::new);
        double[] distance = IntStream.range(0, 61).mapToDouble(i -> 10.0 * i).toArray();
        double[][] points = Arrays.stream(distance)
                .mapToObj(t -> MixtureChecks.between(at, 0.3 + t / 1500, t))
                .toArray(double[][]::new);
        double[] exact = first(MixtureChecks.exact(at, points));
        double[] ours = first(MixtureChecks.byRow(at, points));
        double[] naive = Arrays.stream(points)
                .mapToDouble(p -> {
                    double one = at.weights()[0] * densities[0].density(p);
                    return one / (one + at.weights()[1] * densities[1].density(p));
                })
                .toArray();
        evidence.on("a point that moves away between two components");
        int[] works = IntStream.range(0, naive.length)
                .filter(i -> !Double.isNaN(naive[i]))
                .toArray();
        evidence.holds("the formula as written works near the data", works.length > 5);
        evidence.holds("and is 0/0 far out", Double.isNaN(naive[naive.length - 1]));
        double apart =
                Arrays.stream(Matrices.minus(ours, exact)).map(Math::abs).max().orElseThrow();
        evidence.within("this library's responsibilities against 32 digits", apart, 1e-10);
        evidence.figure("the formula as written is 0/0 from", distance[works.length] + " on");
        evidence.picture(farOut(distance, exact, ours, naive, works));
    }

    private static Picture farOut(double[] distance, double[] exact, double[] ours, double[] naive, int[] works) {
        return new Picture(
                "condition-vi",
                "The responsibility of one component as a point goes far away, slowly crossing from it to the other."
                        + " The formula as written divides densities that round to zero, and its points end;"
                        + " logarithms go on.",
                List.of(new Plot(
                        "",
                        Axis.linear("distance, along the line between the components"),
                        Axis.linear("responsibility"),
                        List.of(
                                new Series("32 digits", distance, exact, Mark.DASHES, 0.5),
                                new Series("the library", distance, ours, Mark.LINE, 0),
                                new Series(
                                        "the formula as written",
                                        pick(distance, works),
                                        pick(naive, works),
                                        Mark.POINTS,
                                        1)))));
    }

    private static double[] first(double[][] responsibilities) {
        return Arrays.stream(responsibilities).mapToDouble(r -> r[0]).toArray();
    }

    private static double[] pick(double[] v, int[] at) {
        return Arrays.stream(at).mapToDouble(i -> v[i]).toArray();
    }
}
