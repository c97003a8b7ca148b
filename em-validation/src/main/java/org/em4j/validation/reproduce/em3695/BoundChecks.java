package org.em4j.validation.reproduce.em3695;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.em4j.core.Randomness;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.expectation.Elbo;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Chart;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.Cubature;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Matrices;
import org.em4j.validation.reproduce.Normals;
import org.em4j.validation.reproduce.Reproduction;
import org.em4j.validation.reproduce.Slopes;
import org.em4j.validation.reproduce.em3695.example.FactorCase;
import org.em4j.validation.reproduce.em3695.example.MixtureCase;

/** The lower bound of the log-likelihood, and its maximum. */
final class BoundChecks {
    private BoundChecks() {}

    /** A bound written out, as a function of the parameters: {@code Σ_i E_{Q_i} log P(x_i, z)}, Q_i held, and {@code Σ_i H(Q_i)}. */
    private record Written<P>(ToDoubleFunction<P> expectedLogJoint, double entropy) {
        double at(P theta) {
            return expectedLogJoint.applyAsDouble(theta) + entropy;
        }
    }

    private static Written<MixtureParameters<FullNormal>> written(MixtureCase at) {
        double[][] r = Arrays.stream(at.logJoint()).map(MixtureCase::bayes).toArray(double[][]::new);
        double entropy = 0;
        for (double v : Matrices.flat(r)) {
            entropy -= v > 0 ? v * Math.log(v) : 0;
        }
        return new Written<>(
                theta -> {
                    double[][] joint = at.at(new GaussianMixture<>(CovarianceFamily.FULL, theta))
                            .logJoint();
                    double sum = 0;
                    for (int i = 0; i < r.length; i++) {
                        for (int k = 0; k < r[i].length; k++) {
                            sum += r[i][k] == 0 ? 0 : r[i][k] * joint[i][k];
                        }
                    }
                    return sum;
                },
                entropy);
    }

    private static Written<FactorParameters> written(FactorCase at) {
        double[][] means = at.exactMeans(at.x());
        CholeskyDecomposition root = new CholeskyDecomposition(Matrices.of(at.exactCovariance()));
        double[][] points = Arrays.stream(new Cubature(at.q()).points())
                .map(white -> root.getL().operate(white))
                .toArray(double[][]::new);
        return new Written<>(
                theta -> {
                    FactorCase there = at.at(theta);
                    double sum = 0;
                    for (int i = 0; i < means.length; i++) {
                        for (double[] point : points) {
                            sum += there.logJoint(Matrices.plus(means[i], point), at.x()[i]) / points.length;
                        }
                    }
                    return sum;
                },
                means.length * at.exactEntropy());
    }

    @Check("3695fh")
    static void argmax(Evidence evidence) {
        for (MixtureCase at : MixtureCase.all()) {
            evidence.on(at.name());
            MixtureParameters<FullNormal> maximum = at.maximized().theta();
            stationaryAndBest(evidence, at.model().chart(maximum).orElseThrow(), maximum, written(at));
        }
        for (FactorCase all : FactorCase.all()) {
            FactorCase at = all.thinned();
            evidence.on(at.name());
            FactorParameters theta = at.theta();
            FactorParameters maximum = at.model()
                    .maximize(Expectation.of(at.model(), theta, at.rows()).statistics(), theta);
            stationaryAndBest(evidence, at.model().chart(maximum).orElseThrow(), maximum, written(at));
        }
    }

    private static <P> void stationaryAndBest(Evidence evidence, Chart<P> chart, P maximum, Written<P> bound) {
        double[] u = chart.coordinates(maximum);
        ToDoubleFunction<double[]> f = v -> bound.at(chart.point(v));
        evidence.close("Newton steps left", Slopes.newtonSteps(f, u), new double[u.length]);
        double best = f.applyAsDouble(u);
        RandomGenerator random = Randomness.of(Reproduction.SEED);
        int better = 0;
        for (int i = 0; i < 200; i++) {
            double size = Math.pow(10, -3 + 3 * random.nextDouble());
            double[] change = Normals.white(random, u.length);
            Arrays.setAll(change, j -> u[j] + size * change[j]);
            better += f.applyAsDouble(change) > best ? 1 : 0;
        }
        evidence.holds("none of 200 random changes is better", better == 0);
    }

    @Check("3695fi")
    static void lowerBound(Evidence evidence) {
        for (MixtureCase at : MixtureCase.all()) {
            evidence.on(at.name());
            MixtureCase elsewhere = at.withFirstCovariance();
            Written<MixtureParameters<FullNormal>> bound = written(at);
            bounds(
                    evidence,
                    Elbo.of(at.model(), at.theta(), at.theta(), at.rows()).value(),
                    Elbo.of(at.model(), elsewhere.theta(), at.theta(), at.rows())
                            .value(),
                    new double[] {
                        bound.at(at.theta()), at.logLikelihood(), bound.at(elsewhere.theta()), elsewhere.logLikelihood()
                    });
        }
        for (FactorCase at : FactorCase.all()) {
            evidence.on(at.name());
            FactorCase elsewhere = at.withMean(new double[at.d()]);
            Written<FactorParameters> bound = written(at);
            bounds(
                    evidence,
                    Elbo.of(at.model(), at.theta(), at.theta(), at.rows()).value(),
                    Elbo.of(at.model(), elsewhere.theta(), at.theta(), at.rows())
                            .value(),
                    new double[] {
                        bound.at(at.theta()), at.logLikelihood(), bound.at(elsewhere.theta()), elsewhere.logLikelihood()
                    });
        }
    }

    /** @param independent bound and log-likelihood where Q is the posterior, then where it is not */
    private static void bounds(Evidence evidence, double touching, double below, double[] independent) {
        evidence.equal("bound where Q is the posterior", touching, independent[0]);
        evidence.equal("it is the log-likelihood", touching, independent[1]);
        evidence.equal("bound at other parameters", below, independent[2]);
        evidence.holds("it lies below the log-likelihood there", below < independent[3]);
    }
}
