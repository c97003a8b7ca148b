package org.em4j.validation.reproduce.em3695;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.expectation.Expectation;
import org.em4j.core.linalg.JointGaussian;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.factor.report.FactorModel;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.Cubature;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Normals;
import org.em4j.validation.reproduce.Quadrature;
import org.em4j.validation.reproduce.em3695.example.FactorCase;
import org.em4j.validation.reproduce.em3695.example.FactorPictures;
import org.em4j.validation.reproduce.em3695.example.MixtureCase;

/** The E-step: Q_i as a density, and the mean and covariance that describe it in factor analysis. */
final class PosteriorChecks {
    private PosteriorChecks() {}

    @Check("3695dv")
    static void posterior(Evidence evidence) {
        for (MixtureCase at : MixtureCase.all()) {
            evidence.on(at.name());
            Function<double[], ComponentPosterior<MissingValuePosterior>> posterior =
                    at.model().posterior(at.theta());
            double[][] joint = at.logJoint();
            List<Double> product = new ArrayList<>();
            List<Double> independent = new ArrayList<>();
            for (int i = 0; i < joint.length; i++) {
                ComponentPosterior<MissingValuePosterior> q = posterior.apply(at.x()[i]);
                for (int k = 0; k < at.size(); k++) {
                    if (q.responsibilities()[k] > Double.MIN_NORMAL) { // others have lost digits
                        product.add(Math.log(q.responsibilities()[k]) + q.logEvidence());
                        independent.add(joint[i][k]);
                    }
                }
            }
            evidence.close("log Q_i(z) P(x)", array(product), array(independent));
        }
        for (FactorCase at : FactorCase.all()) {
            evidence.on(at.name());
            Function<double[], FactorPosterior> posterior = at.model().posterior(at.theta());
            evidence.equal("entropy of Q_i", posterior.apply(at.x()[0]).entropy(), at.exactEntropy());
            for (int i = 0; i < at.x().length; i += 20) {
                double[] row = at.x()[i];
                FactorPosterior scores = posterior.apply(row);
                JointGaussian q = JointGaussian.of(scores.mean(), scores.covariance());
                evidence.close(
                        "log Q_i(z) P(x), row " + (i + 1),
                        overGrid(at.q(), z -> q.logDensity(z) + scores.logEvidence()),
                        overGrid(at.q(), z -> at.logJoint(z, row)));
            }
        }
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** A function of factors at -2, -1, 0, 1, 2 in each. */
    private static double[] overGrid(int q, ToDoubleFunction<double[]> f) {
        double[] values = new double[(int) Math.pow(5, q)];
        Arrays.setAll(values, i -> {
            double[] z = new double[q];
            int rest = i;
            for (int a = 0; a < q; a++) {
                z[a] = rest % 5 - 2;
                rest /= 5;
            }
            return f.applyAsDouble(z);
        });
        return values;
    }

    @Check("3695dw")
    static void posteriorIsNormal(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            evidence.on(at.name());
            Function<double[], FactorPosterior> posterior = at.model().posterior(at.theta());
            for (int i = 0; i < at.x().length; i += 20) {
                double[] row = at.x()[i];
                FactorPosterior scores = posterior.apply(row);
                JointGaussian q = JointGaussian.of(scores.mean(), scores.covariance());
                double[] origin = new double[at.q()];
                evidence.close(
                        "log Q_i(z) − log Q_i(0), row " + (i + 1),
                        overGrid(at.q(), z -> q.logDensity(z) - q.logDensity(origin)),
                        overGrid(at.q(), z -> at.logJoint(z, row) - at.logJoint(origin, row)));
            }
        }
    }

    @Check("3695dxf")
    static void posteriorMean(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            double[][] exact = at.exactMeans(at.x());
            evidence.on(at.name());
            evidence.equal("means, by conditioning", means(at), exact);
            evidence.equal("means, by Woodbury's identity", new FactorModel(at.theta()).scores(at.rows()), exact);
        }
    }

    @Check("3695dxg")
    static void posteriorCovariance(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            Function<double[], FactorPosterior> posterior = at.model().posterior(at.theta());
            double[][] exact = at.exactCovariance();
            double[][] first = posterior.apply(at.x()[0]).covariance();
            evidence.on(at.name());
            evidence.equal("covariance, by conditioning", first, exact);
            evidence.holds(
                    "it is the same for every row",
                    Arrays.stream(at.x())
                            .allMatch(row ->
                                    Arrays.deepEquals(posterior.apply(row).covariance(), first)));
            Rows centre = Rows.of(new double[][] {at.mean()}); // where E z = 0, so that E zzᵀ is the covariance
            evidence.equal(
                    "covariance, by Woodbury's identity",
                    Expectation.of(at.model(), at.theta(), centre).statistics().factors(),
                    exact);
        }
    }

    @Check("3695dxh")
    static void meanIsAnIntegral(Evidence evidence) {
        for (FactorCase at : List.of(FactorCase.oneFactor(), FactorCase.synthetic())) {
            Function<double[], FactorPosterior> posterior = at.model().posterior(at.theta());
            evidence.on(at.name());
            for (int i = 0; i < at.x().length; i += at.x().length / 5) {
                double[] row = at.x()[i];
                evidence.equal(
                        "∫ Q z dz, row " + (i + 1),
                        posterior.apply(row).mean(),
                        Quadrature.expectation(at.q(), z -> at.logJoint(z, row), z -> z));
            }
        }
        evidence.picture(FactorPictures.posterior(FactorCase.oneFactor()));
    }

    @Check("3695dxi")
    static void meanIsAnExpectation(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            Function<double[], FactorPosterior> posterior = at.model().posterior(at.theta());
            JointGaussian.Conditional given = at.model().joint(at.theta()).conditional(at.factors(), at.columns());
            evidence.on(at.name());
            for (int i = 0; i < at.x().length; i += 20) {
                double[] row = at.x()[i];
                Function<RandomGenerator, double[]> sampler = given.at(row).sampler();
                evidence.equal(
                        "E z, row " + (i + 1),
                        posterior.apply(row).mean(),
                        new Cubature(at.q()).expectation(white -> sampler.apply(Normals.given(white))));
            }
        }
    }

    @Check("3695dxj")
    static void meanIsTheRegression(Evidence evidence) {
        for (FactorCase at : FactorCase.all()) {
            evidence.on(at.name());
            evidence.equal("means", means(at), at.exactMeans(at.x()));
        }
    }

    private static double[][] means(FactorCase at) {
        Function<double[], FactorPosterior> posterior = at.model().posterior(at.theta());
        return Arrays.stream(at.x()).map(row -> posterior.apply(row).mean()).toArray(double[][]::new);
    }
}
