package org.em4j.validation.reproduce.em3695;

import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.em4j.core.Randomness;
import org.em4j.core.linalg.JointGaussian;
import org.em4j.core.model.Sampler;
import org.em4j.factor.estep.FactorMoments;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.factor.estep.FactorSimulation;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.Cubature;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Matrices;
import org.em4j.validation.reproduce.Normals;
import org.em4j.validation.reproduce.Reproduction;
import org.em4j.validation.reproduce.em3695.example.FactorCase;

/** Factors and observation together. */
final class JointChecks {
    private static final int DRAWS = 40_000;

    private JointChecks() {}

    @Check("3695de")
    static void model(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            evidence.on(at.name());
            FactorSimulation[] draws = at.draws();
            evidence.equal(
                    "x of 301 draws",
                    each(draws, FactorSimulation::x),
                    each(draws, w -> Matrices.plus(at.mean(), at.deviation(w.z(), w.noise()))));
            evidence.close(
                    "log P(x, z) of 301 draws",
                    Arrays.stream(draws).mapToDouble(w -> logJoint(at, w)).toArray(),
                    independentLogJoint(at, draws));
        }
    }

    /** The product's expected log joint density under a posterior that is a single point. */
    private static double logJoint(FactorCase at, FactorSimulation draw) {
        FactorMoments s = at.model().zero(at.theta());
        FactorPosterior point = new FactorPosterior(draw.z(), new double[at.q()][at.q()], 0, 0);
        at.model().accumulate(draw.x(), point, 1, s);
        return at.model().expectedLogJoint(at.theta(), s);
    }

    private static double[] independentLogJoint(FactorCase at, FactorSimulation[] draws) {
        return Arrays.stream(draws).mapToDouble(w -> at.logJoint(w.z(), w.x())).toArray();
    }

    @Check("3695df")
    static void jointIsNormal(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            evidence.on(at.name());
            FactorSimulation[] draws = at.draws();
            JointGaussian joint = at.model().joint(at.theta());
            evidence.close(
                    "log density of 301 stacked draws",
                    Arrays.stream(draws)
                            .mapToDouble(w -> joint.logDensity(stacked(w)))
                            .toArray(),
                    independentLogJoint(at, draws));
            secondEvidence(evidence, at, joint);
        }
    }

    /** Squared Mahalanobis lengths of a normal vector of m entries: mean m, variance 2m. */
    private static void secondEvidence(Evidence evidence, FactorCase at, JointGaussian joint) {
        RandomGenerator random = Randomness.of(Reproduction.SEED);
        int m = joint.dimension();
        double largest = joint.logDensity(joint.mean());
        double sum = 0;
        for (int i = 0; i < DRAWS; i++) {
            sum += 2 * (largest - joint.logDensity(stacked(at.draw(Normals.white(random, m)))));
        }
        evidence.standardErrors("mean squared length of 40,000 draws", (sum / DRAWS - m) / Math.sqrt(2.0 * m / DRAWS));
    }

    @Check("3695dg")
    static void ingredients(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            evidence.on(at.name());
            Cubature cubature = at.cubature();
            Function<double[], double[]> both =
                    e -> Matrices.concat(at.draw(e).z(), at.draw(e).noise());
            double[][] covariance = Matrices.diagonal(Matrices.concat(Matrices.ones(at.q()), at.uniquenesses()));
            evidence.equal("E (z; ε)", cubature.expectation(both), new double[at.q() + at.d()]);
            evidence.equal("E (z; ε)(z; ε)ᵀ", cubature.moment(both, both), covariance);
            double[] one = new double[at.q() + at.d()];
            double[] two = new double[one.length];
            Arrays.setAll(one, i -> Math.sin(i + 1));
            Arrays.setAll(two, i -> Math.cos(3 * i));
            evidence.equal(
                    "draws of a sum of noises",
                    both.apply(Matrices.plus(one, two)),
                    Matrices.plus(both.apply(one), both.apply(two)));
        }
    }

    @Check("3695dh")
    static void jointMean(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            double[] mean = at.model().joint(at.theta()).mean();
            evidence.on(at.name());
            evidence.equal("first q entries", Arrays.copyOf(mean, at.q()), new double[at.q()]);
            evidence.equal("d entries after them", Arrays.copyOfRange(mean, at.q(), mean.length), at.mean());
        }
    }

    @Check("3695di")
    static void meanOfX(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            double[] mean = at.model().joint(at.theta()).mean();
            evidence.on(at.name());
            evidence.equal(
                    "E x",
                    Arrays.copyOfRange(mean, at.q(), mean.length),
                    at.cubature().expectation(e -> at.draw(e).x()));
            Sampler<double[]> sampler = at.model().sampler(at.theta()).orElseThrow();
            RandomGenerator random = Randomness.of(Reproduction.SEED);
            double sum = 0;
            for (int i = 0; i < DRAWS; i++) {
                sum += sampler.sample(random)[0];
            }
            double error = Math.sqrt(at.covariance()[0][0] / DRAWS);
            evidence.standardErrors("first entry, mean of 40,000 draws", (sum / DRAWS - mean[at.q()]) / error);
        }
    }

    @Check("3695dj")
    static void blocks(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            int q = at.q();
            int d = at.d();
            double[][] c = at.model().joint(at.theta()).covariance();
            double[] mean = at.cubature().expectation(e -> at.draw(e).x());
            Function<double[], double[]> z = e -> at.draw(e).z();
            Function<double[], double[]> x = e -> Matrices.minus(at.draw(e).x(), mean);
            evidence.on(at.name());
            evidence.equal(
                    "Σ_zz, q x q", Matrices.block(c, 0, q, 0, q), at.cubature().moment(z, z));
            evidence.equal(
                    "Σ_zx, q x d", Matrices.block(c, 0, q, q, d), at.cubature().moment(z, x));
            evidence.equal(
                    "Σ_xz, d x q", Matrices.block(c, q, d, 0, q), at.cubature().moment(x, z));
            evidence.equal(
                    "Σ_xx, d x d", Matrices.block(c, q, d, q, d), at.cubature().moment(x, x));
            evidence.holds("it is q + d wide", c.length == q + d && c[0].length == q + d);
        }
    }

    @Check("3695dk")
    static void blocksAreCovariances(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            evidence.on(at.name());
            evidence.equal(
                    "Σ",
                    at.model().joint(at.theta()).covariance(),
                    at.cubature().covariance(e -> stacked(at.draw(e))));
        }
    }

    @Check("3695dl")
    static void zeroMeans(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            evidence.on(at.name());
            evidence.equal("E z", at.cubature().expectation(e -> at.draw(e).z()), new double[at.q()]);
            evidence.equal("E ε", at.cubature().expectation(e -> at.draw(e).noise()), new double[at.d()]);
        }
    }

    @Check("3695dm")
    static void deviation(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            double[] mean = at.model().joint(at.theta()).mean();
            double[] ofX = Arrays.copyOfRange(mean, at.q(), mean.length);
            FactorSimulation[] draws = at.draws();
            evidence.on(at.name());
            evidence.equal(
                    "x − E x of 301 draws",
                    each(draws, w -> Matrices.minus(w.x(), ofX)),
                    each(draws, w -> at.deviation(w.z(), w.noise())));
        }
    }

    static double[] stacked(FactorSimulation draw) {
        return Matrices.concat(draw.z(), draw.x());
    }

    private static double[][] each(FactorSimulation[] draws, Function<FactorSimulation, double[]> part) {
        return Arrays.stream(draws).map(part).toArray(double[][]::new);
    }
}
