package org.em4j.validation.inference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.core.Execution;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.inference.Bootstrap;
import org.em4j.core.inference.Estimate;
import org.em4j.core.inference.Information;
import org.em4j.core.inference.LikelihoodRatioTest;
import org.em4j.core.inference.NoInformationException;
import org.em4j.core.inference.Quantities;
import org.em4j.core.inference.StandardErrors;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.select.ComponentTests;
import org.em4j.gmm.start.RandomStarts;
import org.em4j.io.Table;
import org.em4j.validation.reference.Reference;
import org.junit.jupiter.api.Test;

/** Bootstraps beside mclust's, and beside the information where the model is right. */
class BootstrapTest {
    private static final Em EM =
            new Em().until(StoppingRule.gradient(1e-4)).maxIterations(2000).accelerate(new Anderson());

    private static final Rows FAITHFUL =
            Table.read(Path.of("..", "data", "faithful.csv")).rows();
    private static final double[] ONES = new double[FAITHFUL.size()];

    static {
        Arrays.fill(ONES, 1);
    }

    private static Fit<MixtureParameters<FullNormal>> fit(int k, Rows rows) {
        return new Restarts(1)
                .best(
                        RandomStarts.kMeans(CovarianceFamily.FULL, k, rows),
                        start -> EM.fit(CovarianceFamily.FULL.mixture(k, rows.columns()), rows, start),
                        new Execution());
    }

    private static final Quantities<MixtureParameters<FullNormal>> MEANS = new Quantities<>(
            List.of("weight 1", "weight 2", "mean 1,1", "mean 1,2", "mean 2,1", "mean 2,2"),
            theta -> Stream.concat(
                            Stream.of(theta.weights()),
                            theta.components().stream().map(FullNormal::mean))
                    .flatMapToDouble(Arrays::stream)
                    .toArray());

    private static StandardErrors bootstrap(
            Rows rows, MixtureParameters<FullNormal> theta, int threads, Function<RandomGenerator, Rows> sample) {
        var model = CovarianceFamily.FULL.mixture(2, rows.columns());
        return new Bootstrap(400)
                .standardErrors(
                        "bootstrap",
                        theta,
                        MEANS,
                        random -> EM.fit(model, sample.apply(random), theta),
                        new Execution(threads, 11));
    }

    private static double[] errors(StandardErrors of) {
        return of.estimates().stream().mapToDouble(Estimate::standardError).toArray();
    }

    /** A standard deviation of m values is known to 1 / sqrt(2 m) of itself; theirs has 999, ours 400. */
    private static void assertWithinMonteCarloError(double[] expected, double[] errors) {
        double sd = Math.sqrt(0.5 / 999 + 0.5 / 400);
        for (int q = 0; q < expected.length; q++) {
            assertEquals(1, errors[q] / expected[q], 4 * sd, "quantity " + q);
        }
    }

    /** mclust orders components by its own clustering: ours are sorted by the first mean, as theirs come out. */
    private static double[] mclust(String type) {
        JsonNode se = Reference.startingWith("standard_errors.json")
                .findFirst()
                .orElseThrow()
                .at("/bootstrap/" + type);
        double[][] means = Reference.matrix(se.get("means")); // columns are components
        double[] w = Reference.vector(se.get("weights"));
        return new double[] {w[0], w[1], means[0][0], means[1][0], means[0][1], means[1][1]};
    }

    private static MixtureParameters<FullNormal> longEruptionsFirst() {
        MixtureParameters<FullNormal> theta = fit(2, FAITHFUL).theta();
        boolean swapped =
                theta.components().get(0).mean()[0] < theta.components().get(1).mean()[0];
        return swapped
                ? new MixtureParameters<>(
                        new double[] {theta.weights()[1], theta.weights()[0]},
                        List.of(theta.components().get(1), theta.components().get(0)))
                : theta;
    }

    @Test
    void resamplingAgreesWithMclustOnFaithful() {
        StandardErrors ours = bootstrap(
                FAITHFUL, longEruptionsFirst(), 2, random -> FAITHFUL.weighted(Bootstrap.resampled(ONES, random)));
        assertWithinMonteCarloError(mclust("nonparametric"), errors(ours));
    }

    @Test
    void samplingFromTheModelAgreesWithMclustOnFaithful() {
        MixtureParameters<FullNormal> theta = longEruptionsFirst();
        var mixture = new GaussianMixture<>(CovarianceFamily.FULL, theta);
        StandardErrors ours = bootstrap(FAITHFUL, theta, 2, random -> Rows.of(mixture.sample(FAITHFUL.size(), random)));
        assertWithinMonteCarloError(mclust("parametric"), errors(ours));
    }

    @Test
    void bootstrapsAreAFunctionOfTheSeedOnAnyThreads() {
        MixtureParameters<FullNormal> theta = longEruptionsFirst();
        Function<RandomGenerator, Rows> sample = random -> FAITHFUL.weighted(Bootstrap.resampled(ONES, random));
        assertEquals(bootstrap(FAITHFUL, theta, 1, sample), bootstrap(FAITHFUL, theta, 3, sample));
    }

    @Test
    void aRightModelsInformationSandwichAndBootstrapAgree() {
        var truth = new GaussianMixture<>(CovarianceFamily.FULL, longEruptionsFirst());
        Rows rows = Rows.of(truth.sample(2000, Randomness.of(3)));
        var model = CovarianceFamily.FULL.mixture(2, 2);
        MixtureParameters<FullNormal> theta = EM.fit(model, rows, truth.theta()).theta();
        Information<MixtureParameters<FullNormal>> information = Information.at(EmProblem.of(model, rows), theta);
        double[] byInformation = errors(StandardErrors.of(information, MEANS));
        double[] ones = new double[rows.size()];
        Arrays.fill(ones, 1);
        double[] bySandwich = errors(StandardErrors.sandwich(information, MEANS, model, rows));
        double[] byBootstrap =
                errors(bootstrap(rows, theta, 2, random -> rows.weighted(Bootstrap.resampled(ones, random))));
        for (int q = 0; q < byInformation.length; q++) {
            // the sandwich's own error is about 1 / sqrt(2 n), the bootstrap's 1 / sqrt(2 · 400)
            assertEquals(1, bySandwich[q] / byInformation[q], 4 * Math.sqrt(0.5 / 2000 * 3));
            assertEquals(1, byBootstrap[q] / byInformation[q], 4 * Math.sqrt(0.5 / 400 + 1.5 / 2000));
        }
    }

    @Test
    void theRatioTestRejectsOneComponentOnFaithfulAndNotTwoWhereThereAreTwo() {
        Bootstrap fifty = new Bootstrap(49);
        Execution fifth = new Execution(2, 5);
        var one = new GaussianMixture<>(CovarianceFamily.FULL, fit(1, FAITHFUL).theta());
        LikelihoodRatioTest faithful = LikelihoodRatioTest.run(
                fifty,
                FAITHFUL,
                random -> Rows.of(one.sample(FAITHFUL.size(), random)),
                rows -> fit(1, rows),
                rows -> fit(2, rows),
                fifth);
        assertEquals(1.0 / (1 + faithful.drawn().size()), faithful.pValue(), "none as large");
        var two = new GaussianMixture<>(CovarianceFamily.FULL, longEruptionsFirst());
        Rows rows = Rows.of(two.sample(200, Randomness.of(8)));
        LikelihoodRatioTest right = LikelihoodRatioTest.run(
                fifty,
                rows,
                random -> Rows.of(two.sample(200, random)),
                each -> fit(2, each),
                each -> fit(3, each),
                fifth);
        assertTrue(right.pValue() > 0.05, () -> right.statistic() + " among " + right.drawn());
    }

    @Test
    void aRatioTestOfSamplesThatCannotBeFittedIsNone() {
        Fit<?> one = fit(1, FAITHFUL);
        Fit<?> failed = new Fit.Cancelled<>(one.theta(), one.trace());
        NoInformationException none = assertThrows(
                NoInformationException.class,
                () -> LikelihoodRatioTest.run(
                        new Bootstrap(4),
                        0,
                        RandomGenerator::nextInt,
                        data -> one,
                        data -> data == 0 ? one : failed,
                        new Execution()));
        assertTrue(none.getMessage().startsWith("one of the two models could not be fitted to 4 of 4 samples"));
    }

    @Test
    void weightsThatSumToNoRowsAreSaid() {
        double[] shares = new double[FAITHFUL.size()];
        Arrays.fill(shares, 1.0 / shares.length);
        NoInformationException none = assertThrows(
                NoInformationException.class,
                () -> ComponentTests.run(
                        CovarianceFamily.FULL, FAITHFUL.weighted(shares), EM, 1, 1, new Bootstrap(2), new Execution()));
        assertTrue(none.getMessage().contains("too few for 2 components; give weights that count rows"));
    }

    @Test
    void refitsThatHaveSpentTheirBudgetAreNoSample() {
        Fit<MixtureParameters<FullNormal>> fit = fit(2, FAITHFUL);
        var model = CovarianceFamily.FULL.mixture(2, 2);
        NoInformationException e = assertThrows(
                NoInformationException.class,
                () -> new Bootstrap(4)
                        .standardErrors(
                                "bootstrap",
                                fit.theta(),
                                MEANS,
                                random -> EM.maxIterations(0)
                                        .fit(model, FAITHFUL.weighted(Bootstrap.resampled(ONES, random)), fit.theta()),
                                new Execution()));
        assertTrue(e.getMessage().contains("their budget of iterations was spent"), e.getMessage());
    }
}
