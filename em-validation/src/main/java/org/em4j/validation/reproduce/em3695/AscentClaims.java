package org.em4j.validation.reproduce.em3695;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.Randomness;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Iterate;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.Trace;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Matrices;
import org.em4j.validation.reproduce.Normals;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;
import org.em4j.validation.reproduce.Reproduction;
import org.em4j.validation.reproduce.em3695.example.Climb;
import org.em4j.validation.reproduce.em3695.example.FactorCase;
import org.em4j.validation.reproduce.em3695.example.MixtureCase;
import org.em4j.validation.reproduce.em3695.example.MixturePictures;

/** The two steps climb, and end. */
final class AscentClaims {
    private static final int STARTS = 20;
    private static final int STEPS = 40;

    private AscentClaims() {}

    @Check("ascent")
    static void everyStepClimbs(Evidence evidence) {
        RandomGenerator random = Randomness.of(Reproduction.SEED);
        List<Picture.Panel> panels = new ArrayList<>();
        for (MixtureCase at : MixtureCase.all()) {
            Function<RandomGenerator, MixtureParameters<FullNormal>> starts = r -> someRowsAsMeans(at, r);
            ToDoubleFunction<MixtureParameters<FullNormal>> other =
                    theta -> there(at, theta).logLikelihood();
            panels.add(climbs(
                    evidence,
                    at.name(),
                    start -> Climb.of(at.model(), at.rows(), start, STEPS),
                    starts,
                    other,
                    random));
        }
        FactorCase children = FactorCase.children();
        panels.add(climbs(
                evidence,
                children.name(),
                start -> Climb.of(children.model(), children.rows(), start, STEPS),
                r -> someLoadings(children, r),
                theta -> children.at(theta).logLikelihood(),
                random));
        evidence.picture(new Picture(
                "ascent",
                "The log-likelihood of 20 runs from random starts, for two mixtures and for factor analysis.",
                panels));
        split(evidence);
        frames(evidence);
    }

    private static <P> Plot climbs(
            Evidence evidence,
            String name,
            Function<P, Climb<P>> climb,
            Function<RandomGenerator, P> starts,
            ToDoubleFunction<P> logLikelihood,
            RandomGenerator random) {
        List<Series> series = new ArrayList<>();
        double fall = 0;
        double loss = 0;
        double divergence = 0;
        double apart = 0;
        for (int run = 0; run < STARTS; run++) {
            Climb<P> path = climb.apply(starts.apply(random));
            double[] gains = path.gains();
            double[] rises = path.rises();
            for (int t = 0; t < rises.length; t++) {
                Iterate<P> at = path.iterates().get(t + 1);
                double rounding = at.rounding() + path.iterates().get(t).rounding();
                fall = Math.max(fall, -rises[t] / rounding);
                loss = Math.max(loss, -gains[t] / rounding);
                divergence = Math.max(divergence, -(rises[t] - gains[t]) / rounding);
                double independent = logLikelihood.applyAsDouble(at.theta());
                apart = Math.max(apart, Math.abs(at.logLikelihood() - independent) / at.rounding());
            }
            series.add(new Series("", path.steps(), path.logLikelihoods(), Mark.LINE, run / (STARTS - 1.0)));
        }
        evidence.on(name + ", 20 starts");
        evidence.within("the largest fall of the log-likelihood, in parts of its rounding error", fall, 1);
        evidence.within("the largest loss of an M-step, in parts of that", loss, 1);
        evidence.within("the most negative divergence of posteriors, in parts of that", divergence, 1);
        evidence.within("log-likelihood against another library's, in parts of that", apart, 1);
        return new Plot(name, Axis.linear("iteration"), Axis.linear("log-likelihood, nats"), series);
    }

    /** Some rows as means, and the covariance of all rows for every component. */
    private static MixtureParameters<FullNormal> someRowsAsMeans(MixtureCase at, RandomGenerator random) {
        double[][] means = random.ints(at.size(), 0, at.x().length)
                .mapToObj(i -> at.x()[i])
                .toArray(double[][]::new);
        double[][][] covariances = new double[at.size()][][];
        Arrays.fill(covariances, MixtureCase.covarianceOf(at.x()));
        double[] weights = new double[at.size()];
        Arrays.fill(weights, 1.0 / at.size());
        return CovarianceFamily.FULL.parameters(weights, means, covariances);
    }

    private static FactorParameters someLoadings(FactorCase at, RandomGenerator random) {
        double[][] loadings = new double[at.d()][];
        Arrays.setAll(loadings, j -> Normals.white(random, at.q()));
        return FactorParameters.of(at.mean(), loadings, at.uniquenesses());
    }

    private static MixtureCase there(MixtureCase at, MixtureParameters<FullNormal> theta) {
        return at.at(new GaussianMixture<>(CovarianceFamily.FULL, theta));
    }

    /** The change of the log-likelihood in its two parts, of which the second is a divergence of posteriors. */
    private static void split(Evidence evidence) {
        MixtureCase at = MixtureCase.iris();
        Climb<MixtureParameters<FullNormal>> climb = Climb.of(at.model(), at.rows(), at.theta(), STEPS);
        double[] gains = climb.gains();
        double[] remainders = Matrices.minus(climb.rises(), gains);
        double[] divergences = new double[remainders.length];
        for (int t = 0; t < divergences.length; t++) {
            divergences[t] = divergence(
                    there(at, climb.iterates().get(t).theta()),
                    there(at, climb.iterates().get(t + 1).theta()));
        }
        double apart = Arrays.stream(Matrices.minus(remainders, divergences))
                .map(Math::abs)
                .max()
                .orElseThrow();
        evidence.on(at.name());
        evidence.within("what the M-step did not gain against the divergence of the posteriors, nats", apart, 1e-10);
        double[] steps = IntStream.range(0, gains.length).asDoubleStream().toArray();
        evidence.picture(new Picture(
                "split",
                "One run on iris. The log-likelihood rises by what the M-step gains and by the Kullback-Leibler"
                        + " divergence of the old posteriors from the new; the points are that divergence by another"
                        + " library's densities.",
                List.of(
                        new Plot(
                                "",
                                Axis.linear("iteration"),
                                Axis.linear("log-likelihood, nats"),
                                List.of(new Series("", climb.steps(), climb.logLikelihoods(), Mark.LINE, 0))),
                        new Plot(
                                "",
                                Axis.linear("iteration"),
                                Axis.logarithmic("rise in the next step, nats"),
                                List.of(
                                        new Series("gain of Q", steps, gains, Mark.LINE, 0),
                                        new Series("divergence", steps, remainders, Mark.LINE, 1),
                                        new Series(
                                                "divergence, another library", steps, divergences, Mark.POINTS, 1))))));
    }

    private static double divergence(MixtureCase from, MixtureCase to) {
        double[][] before = from.logJoint();
        double[][] after = to.logJoint();
        double sum = 0;
        for (int i = 0; i < before.length; i++) {
            double[] r = MixtureCase.bayes(before[i]);
            double shift = MixtureCase.logSum(after[i]) - MixtureCase.logSum(before[i]);
            for (int k = 0; k < r.length; k++) {
                sum += r[k] == 0 ? 0 : r[k] * (before[i][k] - after[i][k] + shift);
            }
        }
        return sum;
    }

    private static void frames(Evidence evidence) {
        MixtureCase at = MixtureCase.faithful();
        double[][] wide = Matrices.diagonal(1, 150);
        MixtureCase start =
                at.at(new double[] {0.5, 0.5}, new double[][] {{2.5, 85}, {4.5, 55}}, new double[][][] {wide, wide});
        Climb<MixtureParameters<FullNormal>> climb = Climb.of(at.model(), at.rows(), start.theta(), 30);
        List<Picture.Panel> panels = new ArrayList<>();
        for (int t : new int[] {0, 12, 15, 17, 19, 30}) {
            MixtureCase then = there(at, climb.iterates().get(t).theta());
            panels.add(MixturePictures.frame(
                    "iteration " + t,
                    Axis.linear("eruption, min"),
                    Axis.linear("wait, min"),
                    then,
                    then.responsibilities()));
        }
        evidence.picture(new Picture(
                "frames",
                "Old Faithful, two components from a start that is far off: responsibilities as colour, two standard"
                        + " deviations as ellipses.",
                panels));
    }

    @Check("convergence")
    static void stops(Evidence evidence) {
        MixtureCase at = MixtureCase.faithful();
        double tolerance = 1e-6; // nats
        Fit<MixtureParameters<FullNormal>> fit = stopped(at, tolerance);
        Fit<MixtureParameters<FullNormal>> further = stopped(at, 1e-11);
        double[] l = fit.trace().logLikelihoods();
        int last = l.length - 1;
        double change = Math.abs(l[last] - l[last - 1]);
        double left = further.trace().last().logLikelihood() - l[last];
        evidence.on(at.name());
        evidence.figure("outcome", fit.describe());
        evidence.figure("still to be gained, nats", left);
        evidence.holds("it converged", fit instanceof Fit.Converged);
        evidence.within("its last change, nats", change, tolerance);
        evidence.holds(
                "no earlier change was that small",
                IntStream.range(1, last).allMatch(t -> Math.abs(l[t] - l[t - 1]) >= tolerance));
        evidence.within("what was still to be gained, nats", left, 10 * tolerance);
        evidence.picture(new Picture(
                "convergence",
                "Changes of the log-likelihood by iteration, and where the rule stops: the rest of the curve is a run"
                        + " that goes on.",
                List.of(new Plot(
                        "",
                        Axis.linear("iteration"),
                        Axis.logarithmic("change, nats"),
                        List.of(
                                changes("goes on", further.trace(), Mark.DASHES, 0.5),
                                changes("stops", fit.trace(), Mark.LINE, 0),
                                new Series(
                                        "the rule, 1e-6",
                                        new double[] {1, further.trace().iterations()},
                                        new double[] {tolerance, tolerance},
                                        Mark.DASHES,
                                        1))))));
    }

    private static Fit<MixtureParameters<FullNormal>> stopped(MixtureCase at, double tolerance) {
        StoppingRule change = trace -> {
            double[] l = trace.logLikelihoods();
            return l.length > 1 && Math.abs(l[l.length - 1] - l[l.length - 2]) < tolerance
                    ? Optional.of(String.format(Locale.ROOT, "a change below %.0e nats", tolerance))
                    : Optional.empty();
        };
        return new Em().until(change).fit(at.model(), at.rows(), at.theta());
    }

    private static Series changes(String name, Trace trace, Mark mark, double colour) {
        double[] l = trace.logLikelihoods();
        int[] shown = IntStream.range(1, l.length).filter(t -> l[t] > l[t - 1]).toArray();
        return new Series(
                name,
                Arrays.stream(shown).asDoubleStream().toArray(),
                Arrays.stream(shown).mapToDouble(t -> l[t] - l[t - 1]).toArray(),
                mark,
                colour);
    }
}
