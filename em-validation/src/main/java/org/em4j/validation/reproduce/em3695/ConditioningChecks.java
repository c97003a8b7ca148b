package org.em4j.validation.reproduce.em3695;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.linear.FieldMatrix;
import org.em4j.core.Randomness;
import org.em4j.core.linalg.JointGaussian;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.LongArithmetic;
import org.em4j.validation.reproduce.Normals;
import org.em4j.validation.reproduce.Reproduction;

/** The normal distribution, conditioned: on random partitions of random normal vectors. */
final class ConditioningChecks {
    private ConditioningChecks() {}

    /** A normal vector, a value of it, and a partition of its entries. */
    private record Partition(double[] mean, double[][] covariance, double[] x, int[] one, int[] two) {
        /** Six partitions for each size from 2 to 7, in an order that mixes the entries. */
        static List<Partition> all() {
            RandomGenerator random = Randomness.of(Reproduction.SEED);
            List<Partition> all = new ArrayList<>();
            for (int m = 2; m <= 7; m++) {
                for (int i = 0; i < 6; i++) {
                    double[] keys = Normals.white(random, m);
                    int[] order = IntStream.range(0, m)
                            .boxed()
                            .sorted((a, b) -> Double.compare(keys[a], keys[b]))
                            .mapToInt(Integer::intValue)
                            .toArray();
                    int cut = 1 + i % (m - 1);
                    all.add(new Partition(
                            Normals.white(random, m),
                            Normals.covariance(random, m),
                            Normals.white(random, m),
                            Arrays.copyOf(order, cut),
                            Arrays.copyOfRange(order, cut, m)));
                }
            }
            return all;
        }

        String name() {
            return one.length + " given " + two.length;
        }

        /** The product's conditional distribution. */
        JointGaussian.Conditional conditional() {
            return JointGaussian.of(mean, covariance).conditional(one, two);
        }

        double[] x(int[] entries) {
            return pick(x, entries);
        }

        double[] mean(int[] entries) {
            return pick(mean, entries);
        }

        double[][] covariance(int[] rows, int[] columns) {
            return Arrays.stream(rows)
                    .mapToObj(r -> pick(covariance[r], columns))
                    .toArray(double[][]::new);
        }

        private static double[] pick(double[] v, int[] entries) {
            return Arrays.stream(entries).mapToDouble(i -> v[i]).toArray();
        }

        /** {@code Σ12 Σ22⁻¹} in 32 digits. */
        FieldMatrix<Dfp> regression() {
            return LongArithmetic.of(covariance(one, two))
                    .multiply(LongArithmetic.inverse(LongArithmetic.of(covariance(two, two))));
        }
    }

    @Check("3695dxc")
    static void conditionalIsNormal(Evidence evidence) {
        for (Partition p : Partition.all()) {
            double joint = Normals.logDensity(p.mean(), p.covariance()).applyAsDouble(p.x());
            double given = Normals.logDensity(p.mean(p.two()), p.covariance(p.two(), p.two()))
                    .applyAsDouble(p.x(p.two()));
            evidence.on("36 random partitions");
            evidence.close(
                    "log density, " + p.name(),
                    new double[] {p.conditional().at(p.x(p.two())).logDensity(p.x(p.one()))},
                    new double[] {joint - given});
        }
    }

    @Check("3695dxd")
    static void conditionalMean(Evidence evidence) {
        for (Partition p : Partition.all()) {
            FieldMatrix<Dfp> shift = p.regression()
                    .multiply(LongArithmetic.column(p.x(p.two())).subtract(LongArithmetic.column(p.mean(p.two()))));
            FieldMatrix<Dfp> mean = LongArithmetic.column(p.mean(p.one())).add(shift);
            evidence.on("36 random partitions");
            evidence.equal(
                    "mean, " + p.name(),
                    p.conditional().mean(p.x(p.two())),
                    LongArithmetic.toDouble(mean.transpose())[0]);
        }
    }

    @Check("3695dxe")
    static void conditionalCovariance(Evidence evidence) {
        for (Partition p : Partition.all()) {
            FieldMatrix<Dfp> explained = p.regression().multiply(LongArithmetic.of(p.covariance(p.two(), p.one())));
            evidence.on("36 random partitions");
            evidence.equal(
                    "covariance, " + p.name(),
                    p.conditional().covariance(),
                    LongArithmetic.toDouble(
                            LongArithmetic.of(p.covariance(p.one(), p.one())).subtract(explained)));
        }
    }
}
