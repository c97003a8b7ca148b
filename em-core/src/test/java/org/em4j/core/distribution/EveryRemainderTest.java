package org.em4j.core.distribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.Rows;
import org.em4j.core.estep.EStep;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.expectation.ReferenceEStep;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.MixtureStatistics;
import org.em4j.core.model.Sums;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The kernels of large data against the loop that defines a Gaussian mixture, wherever rows or columns end: at every
 * remainder of a vector, and beside the ends of tiles and blocks.
 */
class EveryRemainderTest {
    private static final double U = Math.ulp(1.0);

    /** Rows of a vector or a pair of them, and columns of a panel, on any machine. */
    private static final int WIDEST = 16;

    /** Chooses kernels as for large data. */
    private static final long MANY = 1L << 40;

    static IntStream columns() {
        return IntStream.rangeClosed(1, WIDEST + 1);
    }

    private static Set<Integer> sizes(int d) {
        Blocking blocking = Blocking.ofRows(d);
        Set<Integer> sizes = new TreeSet<>();
        for (int i = 1; i <= WIDEST + 1; i++) {
            sizes.add(i);
        }
        for (int end : List.of(blocking.tile(), blocking.block())) {
            for (int off : List.of(-1, 0, 1, WIDEST - 1)) {
                sizes.add(end + off);
            }
        }
        return sizes;
    }

    @ParameterizedTest
    @MethodSource("columns")
    void theKernelsAreTheLoop(int d) {
        Random random = new Random(d);
        var model = new Mixture<>(2, new Gaussian(d));
        var theta = new MixtureParameters<>(new double[] {0.3, 0.7}, List.of(normal(d, random), normal(d, random)));
        for (int n : sizes(d)) {
            Rows rows = Rows.wrap(random.doubles((long) n * d, -2, 2).toArray(), d)
                    .weighted(random.doubles(n, 0, 2).toArray());
            var fast = of(model, model.bind(theta).orElseThrow(), theta, rows);
            var slow = of(model, new ReferenceEStep<>(model, theta), theta, rows);
            String place = n + " x " + d;
            double scale = slow.magnitude().value() + n;
            // n terms, each of sums of d² products, of matrices that are conditioned as 10 is to 1.
            double bound = 100 * (d * d + Math.log(n)) * U * scale;
            assertEquals(slow.logEvidence().value(), fast.logEvidence().value(), bound, place);
            assertEquals(slow.entropy().value(), fast.entropy().value(), bound, place);
            assertEquals(slow.weight().value(), fast.weight().value(), bound, place);
            for (int k = 0; k < 2; k++) {
                Moments a = slow.statistics().components().get(k);
                Moments b = fast.statistics().components().get(k);
                assertEquals(a.weight(), b.weight(), bound, place);
                for (int j = 0; j < d; j++) {
                    assertEquals(a.first()[j], b.first()[j], 10 * bound, place);
                    for (int l = 0; l <= j; l++) {
                        assertEquals(a.second()[j * d + l], b.second()[j * d + l], 10 * bound, place);
                    }
                }
            }
        }
    }

    private static Expectation<MixtureStatistics<Sums, Moments>> of(
            Mixture<double[], FullNormal, ?, Moments> model,
            EStep<double[], MixtureStatistics<Sums, Moments>> estep,
            MixtureParameters<FullNormal> theta,
            Rows rows) {
        return rows.fold(Expectation.map(model, estep, theta, MANY), Expectation::merge);
    }

    private static FullNormal normal(int d, Random random) {
        double[] mean = new double[d];
        Arrays.setAll(mean, j -> random.nextGaussian());
        double[][] covariance = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                covariance[i][j] = covariance[j][i] = 0.5 * (random.nextDouble() - 0.5) / d;
            }
            covariance[i][i] = 0.5 + random.nextDouble();
        }
        return FullNormal.of(mean, covariance);
    }
}
