package org.em4j.validation.accelerate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.Randomness;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.Moments;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.fit.accelerate.Parabolic;
import org.em4j.core.fit.accelerate.QuasiNewton;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.MomentMap;
import org.em4j.factor.start.PrincipalAxes;
import org.em4j.gallery.continuous.StudentT;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.gallery.sequence.HiddenMarkov;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.HardAssignmentStart;
import org.em4j.io.Table;
import org.em4j.validation.reproduce.DataSet;

/**
 * A fit from a given start to where the gradient is short, plain or accelerated.
 *
 * @param slow whether EM crawls here
 */
record Problem<P>(String name, boolean slow, EmProblem<P> map, P start) {
    /** In the root of nats: what the M-step still gains is below half its square. */
    static final double GRADIENT = 1e-5;

    static final int MOST = 50_000;

    static final List<Accelerator> ACCELERATORS = List.of(
            Accelerator.NONE,
            new Squarem(Squarem.StepLength.S1),
            new Squarem(Squarem.StepLength.S2),
            new Squarem(Squarem.StepLength.S3),
            new Anderson(),
            new QuasiNewton(),
            new Parabolic());

    Fit<P> fit(Accelerator accelerator) {
        return new Em()
                .until(StoppingRule.gradient(GRADIENT))
                .maxIterations(MOST)
                .accelerate(accelerator)
                .fit(map, start);
    }

    /** EM stopped by the rule that most programs use: the objective's relative change. */
    Fit<P> early() {
        StoppingRule usual = trace -> {
            double[] l = trace.logLikelihoods();
            int t = l.length - 1;
            return t > 0 && Math.abs(l[t] - l[t - 1]) < 1e-8 * Math.abs(l[t])
                    ? Optional.of("the log-likelihood hardly changes")
                    : Optional.empty();
        };
        return new Em().until(usual).fit(map, start);
    }

    static List<Problem<?>> all() {
        return List.of(
                deathNotices(),
                overlappingNormals(),
                maxwell(4),
                overlappingT(),
                overlappingStates(),
                maxwell(3),
                faithful(),
                irisBySpecies(),
                iris());
    }

    private static Problem<?> deathNotices() {
        Rows days = new DataSet("papers/hasselblad-1969/data/deaths.csv", List.of("deaths", "freq")).rows();
        List<Integer> counts = IntStream.range(0, days.size())
                .mapToObj(i -> (int) days.get(i, 0))
                .toList();
        double[] weights =
                IntStream.range(0, days.size()).mapToDouble(i -> days.get(i, 1)).toArray();
        return new Problem<>(
                "Hasselblad's death notices, 2 Poissons",
                true,
                EmProblem.of(new Mixture<>(2, new Poisson()), Observations.of(counts, weights)),
                new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(1.0, 3.0)));
    }

    private static Problem<?> overlappingNormals() {
        MixtureParameters<FullNormal> truth =
                new MixtureParameters<>(new double[] {0.4, 0.6}, List.of(normal(0, 0), normal(1.5, 1)));
        return drawn("2 normal distributions 1.8 apart, d = 2", new Mixture<>(2, new Gaussian(2)), truth, 1000);
    }

    private static Problem<?> overlappingT() {
        MixtureParameters<StudentT.Theta> truth = new MixtureParameters<>(
                new double[] {0.4, 0.6},
                List.of(new StudentT.Theta(normal(0, 0), 4), new StudentT.Theta(normal(2, 1), 6)));
        return drawn("2 Student's t 2.2 apart, d = 2", new Mixture<>(2, new StudentT(2)), truth, 1000);
    }

    private static <P, Q extends Posterior, S extends Statistics<S>> Problem<P> drawn(
            String name, LatentModel<double[], P, Q, S> model, P truth, int n) {
        RandomGenerator random = Randomness.of(1);
        var sampler = model.sampler(truth).orElseThrow();
        List<double[]> rows =
                Stream.generate(() -> sampler.sample(random)).limit(n).toList();
        return new Problem<>(name, true, EmProblem.of(model, Observations.of(rows)), truth);
    }

    private static Problem<?> overlappingStates() {
        double[][] stay = {{0.8, 0.2}, {0.3, 0.7}};
        RandomGenerator random = Randomness.of(1);
        int[] state = {0};
        Supplier<double[]> next = () -> {
            state[0] = random.nextDouble() < stay[state[0]][0] ? 0 : 1;
            return new double[] {1.5 * state[0] + random.nextGaussian()};
        };
        List<List<double[]>> sequences = Stream.generate(
                        () -> Stream.generate(next).limit(50).toList())
                .limit(20)
                .toList();
        return new Problem<>(
                "hidden Markov model, 2 states 1.5 apart",
                true,
                EmProblem.of(new HiddenMarkov<>(new Mixture<>(2, new Gaussian(1))), Observations.of(sequences)),
                new HiddenMarkov.Theta<>(
                        new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(normal(-1), normal(2))),
                        new double[][] {{0.5, 0.5}, {0.5, 0.5}}));
    }

    /** Ten correlations, from principal axes; with four factors a uniqueness is on its way to zero. */
    private static Problem<?> maxwell(int q) {
        Table table = table("maxwell10_cor.csv");
        int d = table.columns().size();
        double[][] correlations = new double[d][];
        for (int i = 0; i < d; i++) {
            correlations[i] = table.rows().get(i);
        }
        Moments moments = Moments.of(810, new double[d], correlations);
        return new Problem<>(
                "Maxwell's ten tests, " + q + " factors",
                q == 4,
                new MomentMap(new FactorAnalysis(d, q), moments),
                PrincipalAxes.start(moments, q));
    }

    private static Problem<?> faithful() {
        Rows rows = table("faithful.csv").rows();
        int[] labels = IntStream.range(0, rows.size())
                .map(i -> rows.get(i, 0) < 3 ? 0 : 1)
                .toArray();
        return labelled("Old Faithful, 2 full normals", rows, CovarianceFamily.FULL, labels, 2);
    }

    private static Problem<?> irisBySpecies() {
        Rows rows = table("iris.csv").rows();
        int[] labels = IntStream.range(0, rows.size()).map(i -> i / 50).toArray();
        return labelled("iris from its species, 3 full normals", rows, CovarianceFamily.FULL, labels, 3);
    }

    private static Problem<?> iris() {
        Rows rows = table("iris.csv").rows();
        int[] labels = IntStream.range(0, rows.size()).map(i -> i < 50 ? 0 : 1).toArray();
        return labelled("iris, setosa and the rest, 2 full normals", rows, CovarianceFamily.FULL, labels, 2);
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> Problem<?> labelled(
            String name, Rows rows, CovarianceFamily<P, S> family, int[] labels, int k) {
        return new Problem<>(
                name,
                false,
                EmProblem.of(family.mixture(k, rows.columns()), rows),
                HardAssignmentStart.start(family, k, rows, labels));
    }

    private static Table table(String file) {
        return Table.read(Path.of("..", "data", file));
    }

    private static FullNormal normal(double... mean) {
        double[][] unit = new double[mean.length][mean.length];
        for (int j = 0; j < mean.length; j++) {
            unit[j][j] = 1;
        }
        return FullNormal.of(mean, unit);
    }
}
