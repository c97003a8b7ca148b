package org.em4j.validation.reproduce.em3695;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.optim.InitialGuess;
import org.apache.commons.math3.optim.MaxEval;
import org.apache.commons.math3.optim.PointValuePair;
import org.apache.commons.math3.optim.SimpleValueChecker;
import org.apache.commons.math3.optim.nonlinear.scalar.GoalType;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunction;
import org.apache.commons.math3.optim.nonlinear.scalar.ObjectiveFunctionGradient;
import org.apache.commons.math3.optim.nonlinear.scalar.gradient.NonLinearConjugateGradientOptimizer;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Chart;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.DataSet;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Matrices;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;
import org.em4j.validation.reproduce.Slopes;
import org.em4j.validation.reproduce.em3695.example.Climb;
import org.em4j.validation.reproduce.em3695.example.MixtureCase;

/** EM beside a library's gradient method. */
final class OptimiserClaims {
    private OptimiserClaims() {}

    @Check("no-closed-form")
    static void meets(Evidence evidence) {
        double[][] x = DataSet.FAITHFUL.standardised();
        double[][] one = Matrices.identity(2);
        MixtureCase start = new MixtureCase(
                "faithful, standardised, K = 2",
                x,
                new double[] {0.5, 0.5},
                new double[][] {{-0.5, -0.5}, {0.5, 0.5}},
                new double[][][] {one, one},
                Rows.of(x));
        Climb<MixtureParameters<FullNormal>> em = Climb.of(start.model(), start.rows(), start.theta(), 80);
        MixtureParameters<FullNormal> fitted = em.last().theta();
        Chart<MixtureParameters<FullNormal>> chart =
                start.model().chart(start.theta()).orElseThrow();
        ToDoubleFunction<double[]> logLikelihood =
                u -> start.at(new GaussianMixture<>(CovarianceFamily.FULL, chart.point(u)))
                        .logLikelihood();
        List<Double> climbed = new ArrayList<>();
        PointValuePair gradients = conjugateGradients(logLikelihood, chart.coordinates(start.theta()), climbed);
        evidence.on(start.name());
        evidence.within(
                "log-likelihood of EM against conjugate gradients', nats",
                Math.abs(em.last().logLikelihood() - gradients.getValue()),
                1e-8);
        double apart = Arrays.stream(Matrices.minus(chart.coordinates(fitted), gradients.getPoint()))
                .map(Math::abs)
                .max()
                .orElseThrow();
        evidence.within("parameters of the one against the other's", apart, 1e-5);
        double newton = Arrays.stream(Slopes.newtonSteps(logLikelihood, chart.coordinates(fitted)))
                .map(Math::abs)
                .max()
                .orElseThrow();
        evidence.within("Newton steps left at EM's point", newton, 1e-5);
        evidence.figure("log-likelihood", em.last().logLikelihood());
        evidence.picture(picture(
                em.logLikelihoods(), climbed.stream().mapToDouble(v -> v).toArray()));
    }

    private static PointValuePair conjugateGradients(
            ToDoubleFunction<double[]> f, double[] start, List<Double> climbed) {
        return new NonLinearConjugateGradientOptimizer(
                        NonLinearConjugateGradientOptimizer.Formula.POLAK_RIBIERE, new SimpleValueChecker(1e-15, 1e-15))
                .optimize(
                        new MaxEval(20_000),
                        GoalType.MAXIMIZE,
                        new InitialGuess(start),
                        new ObjectiveFunction(f::applyAsDouble),
                        new ObjectiveFunctionGradient(u -> {
                            climbed.add(f.applyAsDouble(u));
                            return Slopes.gradient(f, u);
                        }));
    }

    /** What is still to be gained, on the way of each. */
    private static Picture picture(double[] em, double[] gradients) {
        double best = Math.max(
                Arrays.stream(em).max().orElseThrow(),
                Arrays.stream(gradients).max().orElseThrow());
        return new Picture(
                "no-closed-form",
                "What is still to be gained, by EM and by conjugate gradients from the same start. A step of the latter"
                        + " takes many evaluations of the log-likelihood; the two end at the same parameters.",
                List.of(new Plot(
                        "",
                        Axis.linear("iteration"),
                        Axis.logarithmic("log-likelihood still to be gained, nats"),
                        List.of(left("EM", em, best, 0), left("conjugate gradients", gradients, best, 1)))));
    }

    private static Series left(String name, double[] values, double best, double colour) {
        int[] shown = IntStream.range(0, values.length)
                .filter(t -> best - values[t] > 1e-10)
                .toArray();
        return new Series(
                name,
                Arrays.stream(shown).asDoubleStream().toArray(),
                Arrays.stream(shown).mapToDouble(t -> best - values[t]).toArray(),
                Mark.LINE,
                colour);
    }
}
