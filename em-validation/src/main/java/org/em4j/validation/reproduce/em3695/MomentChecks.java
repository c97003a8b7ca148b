package org.em4j.validation.reproduce.em3695;

import java.util.Arrays;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegrator;
import org.apache.commons.math3.analysis.integration.gauss.GaussIntegratorFactory;
import org.em4j.core.Randomness;
import org.em4j.core.linalg.JointGaussian;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.Cubature;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Matrices;
import org.em4j.validation.reproduce.Normals;
import org.em4j.validation.reproduce.Quadrature;
import org.em4j.validation.reproduce.Reproduction;
import org.em4j.validation.reproduce.em3695.example.FactorCase;
import org.em4j.validation.reproduce.em3695.example.FactorPictures;

/** The covariance of what is seen, term by term, and what an expected square is. */
final class MomentChecks {
    private MomentChecks() {}

    @Check("3695dn")
    static void covarianceOfX(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            evidence.on(at.name());
            evidence.equal(
                    "Σ_xx",
                    at.theta().covariance(),
                    at.cubature().covariance(e -> at.draw(e).x()));
        }
    }

    @Check("3695do")
    static void modelPutIn(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            Function<double[], double[]> ofX = e -> Matrices.minus(at.draw(e).x(), at.mean());
            Function<double[], double[]> parts =
                    e -> at.deviation(at.draw(e).z(), at.draw(e).noise());
            evidence.on(at.name());
            evidence.equal(
                    "E (x−μ)(x−μ)ᵀ",
                    at.cubature().moment(ofX, ofX),
                    at.cubature().moment(parts, parts));
        }
    }

    @Check("3695dp")
    static void fourTerms(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            Function<double[], double[]> common =
                    e -> Matrices.times(at.loadings(), at.draw(e).z());
            Function<double[], double[]> noise = e -> at.draw(e).noise();
            Cubature over = at.cubature();
            double[][] sum = Matrices.plus(
                    Matrices.plus(over.moment(common, common), over.moment(common, noise)),
                    Matrices.plus(over.moment(noise, common), over.moment(noise, noise)));
            evidence.on(at.name());
            evidence.equal("Σ_xx", at.theta().covariance(), sum);
        }
    }

    @Check("3695dq")
    static void secondMomentIsCovariance(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            Function<double[], FactorPosterior> posterior = at.model().posterior(at.theta());
            double[][] covariance = at.exactCovariance();
            evidence.on(at.name());
            evidence.equal("E zzᵀ at x = μ", secondMoments(posterior.apply(at.mean())), covariance);
            double[][] means = at.exactMeans(at.x());
            for (int i = 0; i < at.x().length; i += 20) {
                double[][] m = {means[i]};
                evidence.equal(
                        "E zzᵀ at row " + (i + 1),
                        secondMoments(posterior.apply(at.x()[i])),
                        Matrices.plus(
                                covariance, Matrices.timesTransposed(Matrices.transpose(m), Matrices.transpose(m))));
            }
        }
    }

    private static double[][] secondMoments(FactorPosterior scores) {
        int q = scores.mean().length;
        double[][] m = new double[q][q];
        for (int a = 0; a < q; a++) {
            for (int b = 0; b < q; b++) {
                m[a][b] = scores.secondMoment(a, b);
            }
        }
        return m;
    }

    @Check("3695dqd")
    static void standardFactors(Evidence evidence) {
        GaussIntegrator hermite = new GaussIntegratorFactory().hermite(20); // weight exp(-t²), t = z / √2
        for (FactorCase at : FactorCase.all()) {
            evidence.on(at.name());
            for (int a = 0; a < at.q(); a++) {
                int factor = a;
                double square = hermite.integrate(t -> {
                    double[] white = new double[at.q() + at.d()];
                    white[factor] = Math.sqrt(2) * t;
                    double z = at.draw(white).z()[factor];
                    return z * z / Math.sqrt(Math.PI);
                });
                evidence.equal("E z² of factor " + (a + 1), square, 1);
            }
        }
    }

    @Check("3695dqe")
    static void varianceAndSquaredMean(Evidence evidence) {
        FactorCase at = FactorCase.oneFactor();
        Function<double[], FactorPosterior> posterior = at.model().posterior(at.theta());
        evidence.on(at.name());
        for (int i = 0; i < at.x().length; i += 30) {
            double[] row = at.x()[i];
            double[] square = Quadrature.expectation(1, z -> at.logJoint(z, row), z -> new double[] {z[0] * z[0]});
            evidence.equal("E z² at row " + (i + 1), posterior.apply(row).secondMoment(0, 0), square[0]);
        }
    }

    @Check("3695dqf")
    static void covarianceMatrix(Evidence evidence) {
        RandomGenerator random = Randomness.of(Reproduction.SEED);
        for (int m = 1; m <= 6; m++) {
            evidence.on("random, of " + m);
            varianceOf(evidence, Normals.white(random, m), Normals.covariance(random, m));
        }
        evidence.on("standard, of 4");
        varianceOf(evidence, new double[4], Matrices.identity(4));
    }

    private static void varianceOf(Evidence evidence, double[] mean, double[][] covariance) {
        JointGaussian z = JointGaussian.of(mean, covariance);
        Function<RandomGenerator, double[]> sampler = z.sampler();
        evidence.equal(
                "Var z",
                z.covariance(),
                new Cubature(mean.length).covariance(white -> sampler.apply(Normals.given(white))));
    }

    @Check("3695ds")
    static void secondTerm(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            double[][] cross =
                    at.cubature().moment(e -> at.draw(e).z(), e -> at.draw(e).noise());
            evidence.on(at.name());
            evidence.equal(
                    "ΛE[zεᵀ]",
                    Matrices.timesTransposed(at.loadings(), Matrices.transpose(cross)),
                    new double[at.d()][at.d()]);
        }
    }

    @Check("3695dt")
    static void thirdTerm(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            double[][] cross = at.cubature()
                    .moment(e -> at.draw(e).noise(), e -> at.draw(e).z());
            evidence.on(at.name());
            evidence.equal("E[εzᵀ]Λᵀ", Matrices.timesTransposed(cross, at.loadings()), new double[at.d()][at.d()]);
        }
    }

    @Check("3695du")
    static void jointCovariance(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            int q = at.q();
            int d = at.d();
            JointGaussian joint = at.model().joint(at.theta());
            double[][] c = joint.covariance();
            evidence.on(at.name());
            evidence.equal("I", Matrices.block(c, 0, q, 0, q), Matrices.identity(q));
            evidence.equal("Λᵀ", Matrices.block(c, 0, q, q, d), Matrices.transpose(at.loadings()));
            evidence.equal("Λ", Matrices.block(c, q, d, 0, q), at.loadings());
            evidence.equal("ΛΛᵀ+Ψ", Matrices.block(c, q, d, q, d), at.covariance());
            JointGaussian marginal = joint.marginal(at.columns());
            evidence.close(
                    "log density of x, " + at.x().length + " rows",
                    Arrays.stream(at.x()).mapToDouble(marginal::logDensity).toArray(),
                    Arrays.stream(at.x())
                            .mapToDouble(Normals.logDensity(at.mean(), at.covariance()))
                            .toArray());
        }
        evidence.picture(FactorPictures.blocks(FactorCase.children()));
    }
}
