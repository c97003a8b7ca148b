package org.em4j.validation.reproduce.em3695;

import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.apache.commons.math3.dfp.Dfp;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.FieldMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.linalg.Spectrum;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.LongArithmetic;
import org.em4j.validation.reproduce.Matrices;
import org.em4j.validation.reproduce.em3695.example.MixtureCase;

/** Responsibilities, and the updates under them. */
final class MixtureChecks {
    private MixtureChecks() {}

    @Check("3695a")
    static void softAssignment(Evidence evidence) {
        for (MixtureCase at : MixtureCase.all()) {
            evidence.on(at.name());
            double[][] exact = exact(at, at.x());
            evidence.equal("responsibilities, row by row", byRow(at, at.x()), exact);
            evidence.equal("responsibilities, in tiles", at.responsibilities(), exact);
            double[][] r = at.responsibilities();
            double[] sums = Arrays.stream(r)
                    .mapToDouble(row -> Arrays.stream(row).sum())
                    .toArray();
            evidence.equal("each row's sum", sums, Matrices.ones(sums.length));
            evidence.holds("none is negative", Arrays.stream(Matrices.flat(r)).allMatch(v -> v >= 0));
            evidence.equal(
                    "log of the sum below",
                    new GaussianMixture<>(CovarianceFamily.FULL, at.theta()).score(at.rows()),
                    Arrays.stream(at.logJoint())
                            .mapToDouble(MixtureCase::logSum)
                            .toArray());
        }
    }

    /** The densities of another library; and where they all are zero in double precision, 32 digits. */
    @Check("3695e")
    static void responsibilitiesOfDensities(Evidence evidence) {
        for (MixtureCase at : MixtureCase.all()) {
            double[][] bayes =
                    Arrays.stream(at.logJoint()).map(MixtureCase::bayes).toArray(double[][]::new);
            evidence.on(at.name());
            evidence.equal("responsibilities, row by row", byRow(at, at.x()), bayes);
            evidence.equal("responsibilities, in tiles", at.responsibilities(), bayes);
        }
        MixtureCase at = MixtureCase.faithful().withFirstCovariance();
        double[][] far = betweenComponentsFarOut(at);
        evidence.on("40 points far out, between two components of one covariance");
        double largest = Arrays.stream(at.logJoint(far))
                .flatMapToDouble(Arrays::stream)
                .max()
                .orElseThrow();
        evidence.holds("every density there is zero in double precision", Math.exp(largest) == 0);
        double[][] exact = exact(at, far);
        evidence.holds(
                "and yet both components count", Arrays.stream(exact).allMatch(r -> Math.min(r[0], r[1]) > 1e-3));
        evidence.equal("responsibilities, row by row", byRow(at, far), exact);
        double[][] tiles = new GaussianMixture<>(CovarianceFamily.FULL, at.theta()).responsibilities(Rows.of(far));
        evidence.equal("responsibilities, in tiles", tiles, exact);
    }

    private static double[][] betweenComponentsFarOut(MixtureCase at) {
        double[][] points = new double[40][];
        Arrays.setAll(points, p -> between(at, 0.5 + 0.001 * p, (p % 2 == 0 ? 1 : -1) * (200 + 5 * p)));
        return points;
    }

    /**
     * A point between two components of one covariance, in two dimensions.
     *
     * @param across 0 at the first mean, 1 at the second; 0.5 on the line where densities are equal
     * @param along how far out on that line
     */
    static double[] between(MixtureCase at, double across, double along) {
        double[] apart = Matrices.minus(at.means()[1], at.means()[0]);
        double[] normal = new LUDecomposition(Matrices.of(at.covariances()[0]))
                .getSolver()
                .solve(new ArrayRealVector(apart))
                .toArray();
        return new double[] {
            at.means()[0][0] + across * apart[0] - along * normal[1],
            at.means()[0][1] + across * apart[1] + along * normal[0]
        };
    }

    /** Bayes' rule in 32 digits. */
    static double[][] exact(MixtureCase at, double[][] x) {
        LongArithmetic.Normal[] normals = IntStream.range(0, at.size())
                .mapToObj(k -> new LongArithmetic.Normal(at.means()[k], at.covariances()[k]))
                .toArray(LongArithmetic.Normal[]::new);
        return Arrays.stream(x)
                .map(row -> LongArithmetic.responsibilities(at.weights(), normals, row))
                .toArray(double[][]::new);
    }

    /** The product's posterior, row by row. */
    static double[][] byRow(MixtureCase at, double[][] x) {
        Function<double[], ComponentPosterior<MissingValuePosterior>> posterior =
                at.model().posterior(at.theta());
        return Arrays.stream(x)
                .map(row -> posterior.apply(row).responsibilities())
                .toArray(double[][]::new);
    }

    @Check({"3695b", "3695h"})
    static void weights(Evidence evidence) {
        for (MixtureCase at : MixtureCase.all()) {
            double[] weights = at.maximized().weights();
            FieldMatrix<Dfp> counts = ones(at).multiply(LongArithmetic.of(at.responsibilities()));
            double[] exact = new double[at.size()];
            Arrays.setAll(
                    exact, k -> counts.getEntry(0, k).divide(at.x().length).toDouble());
            evidence.on(at.name());
            evidence.equal("weights", weights, exact);
            evidence.equal("their sum", Arrays.stream(weights).sum(), 1);
        }
    }

    @Check({"3695c", "3695f"})
    static void means(Evidence evidence) {
        for (MixtureCase at : MixtureCase.all()) {
            double[][] means = at.maximized().means();
            evidence.on(at.name());
            for (int k = 0; k < at.size(); k++) {
                double[] exact = LongArithmetic.toDouble(exactMean(at, k))[0];
                evidence.equal("mean of component " + (k + 1), means[k], exact);
            }
        }
    }

    @Check({"3695d", "3695g"})
    static void covariances(Evidence evidence) {
        for (MixtureCase at : MixtureCase.all()) {
            double[][][] covariances = at.maximized().covariances();
            evidence.on(at.name());
            for (int k = 0; k < at.size(); k++) {
                evidence.equal("covariance of component " + (k + 1), covariances[k], exactCovariance(at, k));
                evidence.holds("it is symmetric", symmetric(covariances[k]));
                double least = Arrays.stream(
                                Spectrum.of(Matrices.of(covariances[k])).values())
                        .min()
                        .orElseThrow();
                evidence.holds("its smallest eigenvalue is not negative", least >= 0);
            }
        }
    }

    private static FieldMatrix<Dfp> ones(MixtureCase at) {
        return LongArithmetic.column(Matrices.ones(at.x().length)).transpose();
    }

    /** The product's responsibilities of component k, {@code (1 x n)}: what is checked here is what follows of them. */
    private static FieldMatrix<Dfp> responsibilities(MixtureCase at, int k) {
        return LongArithmetic.column(Arrays.stream(at.responsibilities())
                        .mapToDouble(r -> r[k])
                        .toArray())
                .transpose();
    }

    private static FieldMatrix<Dfp> exactMean(MixtureCase at, int k) {
        FieldMatrix<Dfp> r = responsibilities(at, k);
        Dfp count = r.multiply(ones(at).transpose()).getEntry(0, 0);
        return r.multiply(LongArithmetic.of(at.x()))
                .scalarMultiply(LongArithmetic.of(1).divide(count));
    }

    private static double[][] exactCovariance(MixtureCase at, int k) {
        FieldMatrix<Dfp> r = responsibilities(at, k);
        FieldMatrix<Dfp> centred =
                LongArithmetic.of(at.x()).subtract(ones(at).transpose().multiply(exactMean(at, k)));
        FieldMatrix<Dfp> weighted = centred.copy();
        Dfp count = LongArithmetic.of(0);
        for (int i = 0; i < at.x().length; i++) {
            count = count.add(r.getEntry(0, i));
            for (int j = 0; j < centred.getColumnDimension(); j++) {
                weighted.setEntry(i, j, r.getEntry(0, i).multiply(centred.getEntry(i, j)));
            }
        }
        return LongArithmetic.toDouble(weighted.transpose()
                .multiply(centred)
                .scalarMultiply(LongArithmetic.of(1).divide(count)));
    }

    private static boolean symmetric(double[][] a) {
        return Arrays.deepEquals(a, Matrices.transpose(a));
    }
}
