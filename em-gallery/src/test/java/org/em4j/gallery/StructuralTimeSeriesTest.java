package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.distribution.MultivariateNormalDistribution;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.gallery.sequence.KalmanSmoother;
import org.em4j.gallery.sequence.StateSpace;
import org.em4j.gallery.sequence.StructuralTimeSeries;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

/** Levels and trends: R's figures on the Nile, the joint distribution of a series written out, and laws of units and gaps. */
class StructuralTimeSeriesTest {
    private static double[][] nile() {
        return Table.read(Path.of("../data/nile.csv"), List.of("flow")).rows().toArray();
    }

    /** StructTS(Nile, "level") of R 4.2.2, whose first level is a little wider. */
    @Test
    void theNileHasTheVariancesOfStructTS() {
        List<double[][]> series = List.<double[][]>of(nile());
        StructuralTimeSeries structure = StructuralTimeSeries.of(series, false);
        StateSpace.Theta theta = new Em()
                .accelerate(new Squarem())
                .fit(structure.model(), Observations.of(series), structure.start())
                .theta();
        assertEquals(1469.1466, theta.steps().covariance()[0][0], 1e-3 * 1469);
        assertEquals(15098.5772, theta.noise()[0], 1e-3 * 15098);
    }

    private static double[][] walk(int seed, double unit, double origin) {
        Random random = new Random(seed);
        double[] level = new double[2];
        return IntStream.range(0, 7)
                .mapToObj(t -> IntStream.range(0, 2)
                        .mapToDouble(j -> {
                            level[j] += random.nextGaussian();
                            double y = level[j] + random.nextGaussian();
                            return random.nextInt(5) == 0 ? Double.NaN : origin + unit * y;
                        })
                        .toArray())
                .toArray(double[][]::new);
    }

    /** All values of a series are jointly normal: their covariance from the definition, by another library's density. */
    @Property(tries = 60)
    void aSeriesIsJointlyNormal(@ForAll @IntRange(max = 9999) int seed, @ForAll boolean hasTrend) {
        double[][] y = walk(seed, 1, 0);
        StructuralTimeSeries structure = StructuralTimeSeries.of(List.<double[][]>of(walk(7, 1, 3)), hasTrend);
        StateSpace.Theta theta = structure.start();
        int m = theta.transition().length;
        RealMatrix transition = MatrixUtils.createRealMatrix(theta.transition());
        RealMatrix steps = MatrixUtils.createRealMatrix(theta.steps().covariance());
        RealMatrix z = MatrixUtils.createRealMatrix(structure.model().loadings());
        int n = 2 * y.length;
        double[] mean = new double[n];
        double[][] covariance = new double[n][n];
        RealMatrix state =
                MatrixUtils.createRealMatrix(structure.model().first().covariance());
        double[] at = structure.model().first().mean();
        for (int t = 0; t < y.length; t++) {
            RealMatrix later = state;
            System.arraycopy(z.operate(at), 0, mean, 2 * t, 2);
            for (int s = t; s < y.length; s++) {
                RealMatrix seen = z.multiply(later).multiply(z.transpose());
                for (int a = 0; a < 2; a++) {
                    for (int b = 0; b < 2; b++) {
                        covariance[2 * s + a][2 * t + b] = seen.getEntry(a, b);
                        covariance[2 * t + b][2 * s + a] = seen.getEntry(a, b);
                    }
                }
                later = transition.multiply(later);
            }
            state = transition.multiply(state).multiply(transition.transpose()).add(steps);
            at = transition.operate(at);
        }
        IntStream.range(0, n).forEach(i -> covariance[i][i] += theta.noise()[i % 2]);
        int[] there = IntStream.range(0, n)
                .filter(i -> !Double.isNaN(y[i / 2][i % 2]))
                .toArray();
        double direct = new MultivariateNormalDistribution(
                        null,
                        IntStream.of(there).mapToDouble(i -> mean[i]).toArray(),
                        MatrixUtils.createRealMatrix(covariance)
                                .getSubMatrix(there, there)
                                .getData())
                .density(IntStream.of(there).mapToDouble(i -> y[i / 2][i % 2]).toArray());
        assertEquals(m, structure.states(List.of("a", "b")).size());
        StateSpace.States states = structure.model().posterior(theta).apply(y);
        assertEquals(Math.log(direct), states.logEvidence(), 1e-8 * (1 + Math.abs(Math.log(direct))));
        assertEquals(
                states.logEvidence(),
                Arrays.stream(KalmanSmoother.logDensities(structure.model(), theta, y))
                        .sum(),
                1e-12 * (1 + Math.abs(states.logEvidence())));
    }

    @Property(tries = 40)
    void unitsAndOriginsMoveLevelsAndNothingElse(
            @ForAll @IntRange(max = 9999) int seed,
            @ForAll @DoubleRange(min = -8, max = 8) double power,
            @ForAll @DoubleRange(max = 5) double away) {
        double unit = Math.pow(10, power);
        double origin = unit * Math.rint(Math.pow(10, away));
        StateSpace.Theta plain = fitted(List.<double[][]>of(walk(seed, 1, 0), walk(seed + 1, 1, 0)));
        StateSpace.Theta moved = fitted(List.<double[][]>of(walk(seed, unit, origin), walk(seed + 1, unit, origin)));
        double within = 1e-9 * Math.pow(10, away);
        assertArrayEquals(
                plain.noise(),
                Arrays.stream(moved.noise()).map(v -> v / (unit * unit)).toArray(),
                within);
        assertEquals(plain.steps().covariance()[1][0], moved.steps().covariance()[1][0] / (unit * unit), within);
    }

    private static StateSpace.Theta fitted(List<double[][]> series) {
        StructuralTimeSeries structure = StructuralTimeSeries.of(series, false);
        return new Em()
                .maxIterations(5)
                .fit(structure.model(), Observations.of(series), structure.start())
                .theta();
    }

    @Test
    void aColumnThatDoesNotVaryIsRefused() {
        List<double[][]> flat = List.<double[][]>of(new double[][] {{1}, {1}, {Double.NaN}});
        assertEquals(
                "column 1 has no two values that differ",
                assertThrows(IllegalArgumentException.class, () -> StructuralTimeSeries.of(flat, false))
                        .getMessage());
    }
}
