package org.em4j.validation.law.alarm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.Moments;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.ProbabilisticPca;
import org.em4j.factor.start.PrincipalAxes;
import org.em4j.gallery.continuous.StudentT;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.gallery.regression.LinearRegression;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.RandomStarts;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.jqwik.EmLaws;
import org.em4j.validation.law.CombinedMixtureLaws;
import org.em4j.validation.law.GammaMixtureLaws;
import org.em4j.validation.law.GaussianMixtureLaws;
import org.em4j.validation.law.HiddenMarkovLaws;
import org.em4j.validation.law.LatentClassLaws;
import org.em4j.validation.law.ZeroInflatedPoissonLaws;

/** Every right model on strained data, from the start that its users would take. */
final class HardCases {
    /** A model's case on strained data; throws {@code DegenerateException} if they admit no start. */
    @FunctionalInterface
    interface Cases {
        ModelCase<?, ?, ?, ?> of(Size size, HardData data);
    }

    private HardCases() {}

    /** By what the model is called. */
    static Map<String, Cases> all() {
        Map<String, Cases> all = new TreeMap<>();
        for (CovarianceFamily<?, ?> family : CovarianceFamily.all()) {
            all.put("Gaussian mixture, " + family, (size, data) -> mixture(family, size, data));
        }
        all.put("Gaussian mixture with missing values", HardCases::gaps);
        all.put("mixture of Student's t", HardCases::students);
        all.put("factor analysis", HardCases::factors);
        all.put("probabilistic PCA", HardCases::components);
        all.put("mixture of factor analysers", HardCases::analysers);
        all.put("Poisson mixture", (size, data) -> counts(size));
        all.put("mixture of Poisson mixtures", (size, data) -> nested(size));
        all.put("labels, priors, noise, frozen parts", own(new CombinedMixtureLaws()));
        all.put("hidden Markov model", own(new HiddenMarkovLaws()));
        all.put("latent classes", own(new LatentClassLaws()));
        all.put("mixture of gammas", own(new GammaMixtureLaws()));
        all.put("mixture of regressions", HardCases::regressions);
        all.put("zero-inflated Poisson", own(new ZeroInflatedPoissonLaws()));
        return all;
    }

    /** Data and parameters as a model's laws have them, of any size that they do. */
    private static Cases own(EmLaws laws) {
        return (size, data) ->
                laws.of(new Size(Math.min(size.n(), 40), 1 + size.d() % 3, size.k(), 0, size.weighted(), size.seed()));
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> ModelCase<?, ?, ?, ?> mixture(
            CovarianceFamily<P, S> family, Size size, HardData data) {
        RandomGenerator random = size.random();
        List<double[]> rows = data.rows(size, random);
        double[] weights = HardData.weights(size, random);
        Rows table = Rows.of(rows.toArray(double[][]::new)).weighted(weights);
        return named(
                        size,
                        data,
                        family.mixture(size.k(), size.d()),
                        rows,
                        weights,
                        RandomStarts.kMeans(family, size.k(), table).start(random))
                .withSymmetries(GaussianMixtureLaws.exactSymmetries(size.d(), family));
    }

    /** Of one value in ten, or a whole column where a row has luck. */
    private static ModelCase<?, ?, ?, ?> gaps(Size size, HardData data) {
        RandomGenerator random = size.random();
        List<double[]> rows = data.rows(size, random);
        for (double[] row : rows) {
            Arrays.setAll(row, j -> random.nextInt(10) == 0 ? Double.NaN : row[j]);
        }
        double[] weights = HardData.weights(size, random);
        CovarianceFamily<?, ?> family =
                CovarianceFamily.all().get(random.nextInt(CovarianceFamily.all().size()));
        return gaps(family, size, data, rows, weights);
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> ModelCase<?, ?, ?, ?> gaps(
            CovarianceFamily<P, S> family, Size size, HardData data, List<double[]> rows, double[] weights) {
        Rows table = Rows.of(rows.toArray(double[][]::new), Missing.LATENT).weighted(weights);
        return named(
                size,
                data,
                family.mixture(size.k(), size.d()),
                rows,
                weights,
                RandomStarts.kMeans(family, size.k(), table).start(size.random()));
    }

    private static ModelCase<?, ?, ?, ?> students(Size size, HardData data) {
        RandomGenerator random = size.random();
        List<double[]> rows = data.rows(size, random);
        double[] weights = HardData.weights(size, random);
        Rows table = Rows.of(rows.toArray(double[][]::new)).weighted(weights);
        var normals =
                RandomStarts.kMeans(CovarianceFamily.FULL, size.k(), table).start(random);
        MixtureParameters<StudentT.Theta> start = new MixtureParameters<>(
                normals.weights(),
                normals.components().stream()
                        .map(normal -> new StudentT.Theta(normal, 5))
                        .toList());
        return named(size, data, new Mixture<>(size.k(), new StudentT(size.d())), rows, weights, start);
    }

    /** Of the last column on the others. */
    private static ModelCase<?, ?, ?, ?> regressions(Size size, HardData data) {
        Size wider = new Size(size.n(), size.d() + 1, size.k(), size.offset(), size.weighted(), size.seed());
        RandomGenerator random = size.random();
        List<double[]> rows = data.rows(wider, random);
        double[] weights = HardData.weights(size, random);
        Rows table = Rows.of(rows.toArray(double[][]::new)).weighted(weights);
        var start = RandomStarts.kMeans(CovarianceFamily.FULL, size.k(), table).start(random);
        return named(size, data, new Mixture<>(size.k(), new LinearRegression(size.d())), rows, weights, start);
    }

    private static ModelCase<?, ?, ?, ?> components(Size size, HardData data) {
        Size wider = new Size(size.n(), size.d() + 1, size.k(), size.offset(), size.weighted(), size.seed());
        RandomGenerator random = size.random();
        List<double[]> rows = data.rows(wider, random);
        double[] weights = HardData.weights(size, random);
        ProbabilisticPca model = new ProbabilisticPca(wider.d(), Math.min(size.k(), size.d()));
        return named(size, data, model, rows, weights, model.solve(moments(rows, weights)));
    }

    private static ModelCase<?, ?, ?, ?> factors(Size size, HardData data) {
        RandomGenerator random = size.random();
        List<double[]> rows = data.rows(size, random);
        double[] weights = HardData.weights(size, random);
        FactorParameters start = PrincipalAxes.start(moments(rows, weights), size.k());
        return named(size, data, new FactorAnalysis(size.d(), size.k()), rows, weights, start);
    }

    private static ModelCase<?, ?, ?, ?> analysers(Size size, HardData data) {
        RandomGenerator random = size.random();
        List<double[]> rows = data.rows(size, random);
        double[] weights = HardData.weights(size, random);
        int q = 1 + size.d() / 8;
        FactorParameters pooled = PrincipalAxes.start(moments(rows, weights), q);
        MixtureParameters<FactorParameters> start = size.mixture(
                random,
                () -> FactorParameters.of(
                        rows.get(random.nextInt(rows.size())), pooled.loadings(), pooled.uniquenesses()));
        Mixture<double[], FactorParameters, ?, ?> model = new Mixture<>(size.k(), new FactorAnalysis(size.d(), q));
        return named(size, data, model, rows, weights, start);
    }

    private static ModelCase<?, ?, ?, ?> counts(Size size) {
        RandomGenerator random = size.random();
        List<Integer> counts = size.counts(bound(random), random);
        return named(
                size,
                HardData.PLAIN,
                new Mixture<>(size.k(), new Poisson()),
                counts,
                HardData.weights(size, random),
                size.mixture(random, () -> rate(counts, random)));
    }

    private static ModelCase<?, ?, ?, ?> nested(Size size) {
        RandomGenerator random = size.random();
        List<Integer> counts = size.counts(bound(random), random);
        return named(
                size,
                HardData.PLAIN,
                new Mixture<>(size.k(), new Mixture<>(size.k(), new Poisson())),
                counts,
                HardData.weights(size, random),
                size.mixture(random, () -> size.mixture(random, () -> rate(counts, random))));
    }

    /** Counts of a few, or of up to a hundred thousand. */
    private static int bound(RandomGenerator random) {
        return (int) Math.pow(10, random.nextInt(6));
    }

    private static double rate(List<Integer> counts, RandomGenerator random) {
        return 0.5 + counts.get(random.nextInt(counts.size()));
    }

    private static Moments moments(List<double[]> rows, double[] weights) {
        return Moments.of(Observations.of(rows, weights));
    }

    private static <X, P, Q extends Posterior, S extends Statistics<S>> ModelCase<X, P, Q, S> named(
            Size size, HardData data, LatentModel<X, P, Q, S> model, List<X> rows, double[] weights, P theta) {
        return new ModelCase<>(size + ", " + data, model, new ArrayList<>(rows), weights, theta);
    }
}
