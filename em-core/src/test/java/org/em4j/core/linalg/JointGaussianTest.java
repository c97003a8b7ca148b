package org.em4j.core.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.junit.jupiter.api.Test;

class JointGaussianTest {
    /** Condition numbers of these matrices stay below 1e6; both routes lose that much of 1e-16 at most. */
    private static final double RELATIVE = 1e-10;

    /** A joint distribution of p + q variables, split at random places. */
    private record Split(JointGaussian joint, double[][] covariance, int[] one, int[] two) {
        static Split of(int p, int q, Random random) {
            double[][] c = Matrices.covariance(p + q, random);
            int[] order = IntStream.range(0, p + q).toArray();
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int t = order[i];
                order[i] = order[j];
                order[j] = t;
            }
            JointGaussian joint = JointGaussian.of(Matrices.vector(p + q, random), c);
            return new Split(joint, c, Arrays.copyOf(order, p), Arrays.copyOfRange(order, p, p + q));
        }

        RealMatrix block(int[] rows, int[] columns) {
            return MatrixUtils.createRealMatrix(covariance).getSubMatrix(rows, columns);
        }

        RealMatrix regression() {
            return block(one, two)
                    .multiply(new LUDecomposition(block(two, two)).getSolver().getInverse());
        }
    }

    @Property
    void theConditionalMeanIsThatOfTheDirectInverse(
            @ForAll @IntRange(min = 1, max = 5) int p,
            @ForAll @IntRange(min = 1, max = 5) int q,
            @ForAll Random random) {
        Split s = Split.of(p, q, random);
        double[] mean = s.joint().mean();
        double[] x2 = new double[q];
        Arrays.setAll(x2, k -> mean[s.two()[k]] + random.nextGaussian() * scale(s, s.two()[k]));
        double[] deviation = new double[q];
        Arrays.setAll(deviation, k -> x2[k] - mean[s.two()[k]]);
        double[] shift = s.regression().operate(deviation);
        double[] actual = s.joint().conditional(s.one(), s.two()).mean(x2);
        for (int i = 0; i < p; i++) {
            double expected = mean[s.one()[i]] + shift[i];
            assertEquals(expected, actual[i], RELATIVE * (1 + scale(s, s.one()[i])));
        }
    }

    private static double scale(Split s, int variable) {
        return Math.sqrt(s.covariance()[variable][variable]);
    }

    @Property
    void theConditionalCovarianceIsThatOfTheDirectInverse(
            @ForAll @IntRange(min = 1, max = 5) int p,
            @ForAll @IntRange(min = 1, max = 5) int q,
            @ForAll Random random) {
        Split s = Split.of(p, q, random);
        RealMatrix explained = s.regression().multiply(s.block(s.two(), s.one()));
        RealMatrix expected = s.block(s.one(), s.one()).subtract(explained);
        double[][] actual = s.joint().conditional(s.one(), s.two()).covariance();
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < p; j++) {
                double unit = scale(s, s.one()[i]) * scale(s, s.one()[j]);
                assertEquals(expected.getEntry(i, j), actual[i][j], RELATIVE * unit);
            }
        }
    }

    @Property
    void theJointDensityIsMarginalTimesConditional(
            @ForAll @IntRange(min = 1, max = 5) int p,
            @ForAll @IntRange(min = 1, max = 5) int q,
            @ForAll Random random) {
        Split s = Split.of(p, q, random);
        double[] x = s.joint().sampler().apply(random);
        double[] x1 = Arrays.stream(s.one()).mapToDouble(i -> x[i]).toArray();
        double[] x2 = Arrays.stream(s.two()).mapToDouble(i -> x[i]).toArray();
        double product = s.joint().marginal(s.two()).logDensity(x2)
                + s.joint().conditional(s.one(), s.two()).at(x2).logDensity(x1);
        assertEquals(s.joint().logDensity(x), product, 1e-8);
    }

    @Property
    void aMarginalPicksMeansAndCovariancesInTheOrderAsked(@ForAll Random random) {
        double[][] c = Matrices.covariance(3, random);
        JointGaussian marginal = JointGaussian.of(new double[] {1, 2, 3}, c).marginal(2, 0);
        assertArrayEquals(new double[] {3, 1}, marginal.mean());
        assertArrayEquals(new double[] {c[2][2], c[2][0]}, marginal.covariance()[0]);
        assertArrayEquals(new double[] {c[0][2], c[0][0]}, marginal.covariance()[1]);
    }

    @Property
    void theLogDensityIsThatOfCommonsMath(@ForAll @IntRange(min = 1, max = 8) int d, @ForAll Random random) {
        double[][] c = Matrices.covariance(d, 0, random); // of mixed units it says that they are singular
        double[] mean = Matrices.vector(d, random);
        JointGaussian joint = JointGaussian.of(mean, c);
        double[] x = joint.sampler().apply(random);
        double expected = Math.log(new MultivariateNormalDistribution(mean, c).density(x));
        assertEquals(expected, joint.logDensity(x), 1e-8);
    }

    @Test
    void theLogDensityFarOutIsStillFinite() {
        JointGaussian standard = JointGaussian.of(new double[1], new double[][] {{1}});
        assertEquals(-0.5 * (Math.log(2 * Math.PI) + 1e12), standard.logDensity(new double[] {1e6}), 1e-3);
    }

    @Property
    void theEntropyIsMinusTheExpectedLogDensity(@ForAll @IntRange(min = 1, max = 5) int d, @ForAll Random random) {
        double[][] c = Matrices.covariance(d, random);
        JointGaussian joint = JointGaussian.of(new double[d], c);
        // E|x|² in whitened units is d, so the expectation is the log density at distance √d.
        double[] x = new double[d];
        x[0] = Math.sqrt(d) * Cholesky.of(Matrices.flat(c), d).factor()[0];
        for (int i = 1; i < d; i++) {
            x[i] = c[i][0] / c[0][0] * x[0];
        }
        assertEquals(-joint.logDensity(x), joint.entropy(), 1e-9);
    }

    @Test
    void samplesHaveTheMeanAndTheCovariance() {
        JointGaussian joint = JointGaussian.of(new double[] {1, -2}, new double[][] {{4, 1.5}, {1.5, 1}});
        Function<RandomGenerator, double[]> sampler = joint.sampler();
        Random random = new Random(1);
        int n = 100_000;
        double[] sums = new double[3];
        for (int i = 0; i < n; i++) {
            double[] x = sampler.apply(random);
            sums[0] += x[0] / n;
            sums[1] += x[1] / n;
            sums[2] += (x[0] - 1) * (x[1] + 2) / n;
        }
        double[] standardErrors = {2, 1, Math.sqrt(4 * 1 + 1.5 * 1.5)};
        double[] expected = {1, -2, 1.5};
        for (int i = 0; i < 3; i++) {
            assertEquals(expected[i], sums[i], 5 * standardErrors[i] / Math.sqrt(n));
        }
    }

    @Test
    void aSingularCovarianceIsRefused() {
        assertThrows(
                NotPositiveDefiniteException.class,
                () -> JointGaussian.of(new double[2], new double[][] {{1, 1}, {1, 1}}));
    }

    @Test
    void whatIsHandedOutIsACopy() {
        JointGaussian joint = JointGaussian.of(new double[1], new double[][] {{1}});
        joint.mean()[0] = 7;
        joint.covariance()[0][0] = 7;
        assertEquals(0, joint.mean()[0]);
        assertEquals(1, joint.covariance()[0][0]);
    }
}
