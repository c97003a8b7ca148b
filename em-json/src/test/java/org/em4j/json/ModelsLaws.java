package org.em4j.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.DiagonalGaussian;
import org.em4j.core.distribution.DiagonalNormal;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.gate.Uniform;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.core.product.Part;
import org.em4j.core.product.Product;
import org.em4j.core.product.Row;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.mixture.FactorMixture;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.ProbabilisticPca;
import org.em4j.factor.model.SharedFactors;
import org.em4j.factor.report.FactorModel;
import org.em4j.gallery.continuous.GammaDensity;
import org.em4j.gallery.continuous.StudentT;
import org.em4j.gallery.continuous.VonMises;
import org.em4j.gallery.continuous.Weibull;
import org.em4j.gallery.discrete.Bernoullis;
import org.em4j.gallery.discrete.Categorical;
import org.em4j.gallery.discrete.NegativeBinomial;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.gallery.discrete.PoissonLogNormal;
import org.em4j.gallery.discrete.ZeroInflatedPoisson;
import org.em4j.gallery.regression.CensoredRegression;
import org.em4j.gallery.regression.LinearRegression;
import org.em4j.gallery.sequence.HiddenMarkov;
import org.em4j.gallery.sequence.LocalLevel;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.Noise;
import org.em4j.gmm.covariance.CovarianceFamily;

/** What is loaded is what was saved: the same densities and posteriors to the last bit, of any model with any parameters. */
class ModelsLaws {
    private static final Path FOLDER = folder();

    private static Path folder() {
        try {
            return Files.createTempDirectory("em4j-models");
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @AfterContainer
    static void clear() throws IOException {
        Files.deleteIfExists(FOLDER.resolve("model.json"));
        Files.delete(FOLDER);
    }

    private static Path file() {
        return FOLDER.resolve("model.json");
    }

    private static double[] weights(int k, RandomGenerator random) {
        double[] w = random.doubles(k, 0.05, 1).toArray();
        double sum = Arrays.stream(w).sum();
        return Arrays.stream(w).map(v -> v / sum).toArray();
    }

    private static double[] vector(int d, RandomGenerator random) {
        return random.doubles(d, -3, 3).toArray();
    }

    private static double[][] matrix(int n, int d, RandomGenerator random) {
        return Stream.generate(() -> vector(d, random)).limit(n).toArray(double[][]::new);
    }

    /** Positive definite: a diagonal, and the outer product of a vector. */
    private static FullNormal normal(int d, RandomGenerator random) {
        double[] v = vector(d, random);
        double[][] c = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                c[i][j] = v[i] * v[j];
            }
            c[i][i] += random.nextDouble(0.1, 2);
        }
        return FullNormal.of(vector(d, random), c);
    }

    private static <P> MixtureParameters<P> mixture(int k, Function<RandomGenerator, P> one, RandomGenerator random) {
        return new MixtureParameters<>(
                weights(k, random),
                Stream.generate(() -> one.apply(random)).limit(k).toList());
    }

    /** A model, how to draw its parameters, and what it is of. */
    private record Kind<X, P, Q extends Posterior, S extends Statistics<S>>(
            LatentModel<X, P, Q, S> model, Function<RandomGenerator, P> theta, Function<RandomGenerator, X> x) {
        private void requireSame(RandomGenerator random) {
            StoredModel<X, P, Q, S> stored = new StoredModel<>(model, theta.apply(random));
            Models.save(file(), stored);
            requireSame(stored, Models.load(file(), StoredModel.class), random);
        }

        @SuppressWarnings("unchecked") // which is what the law is about
        private void requireSame(
                StoredModel<X, P, Q, S> stored, StoredModel<?, ?, ?, ?> loaded, RandomGenerator random) {
            assertEquals(stored.model(), loaded.model());
            List<X> data = Stream.generate(() -> x.apply(random)).limit(5).toList();
            StoredModel<X, P, Q, S> same = (StoredModel<X, P, Q, S>) loaded;
            assertArrayEquals(stored.score(data), same.score(data));
            for (X one : data) {
                assertEquals(
                        stored.posterior(one).entropy(), same.posterior(one).entropy());
            }
        }

        /** A mixture of such. */
        Kind<X, MixtureParameters<P>, ?, ?> mixed(int k) {
            return new Kind<>(new Mixture<>(k, model), random -> mixture(k, theta, random), x);
        }

        /** A hidden Markov model of such. */
        Kind<List<X>, HiddenMarkov.Theta<P>, ?, ?> chained(int k) {
            return new Kind<>(
                    new HiddenMarkov<>(new Mixture<>(k, model)),
                    random -> new HiddenMarkov.Theta<>(
                            mixture(k, theta, random),
                            Stream.generate(() -> weights(k, random)).limit(k).toArray(double[][]::new)),
                    random -> Stream.generate(() -> x.apply(random)).limit(6).toList());
        }
    }

    private static Product<double[]> ofAllKinds() {
        Row row = new Row(6);
        return new Product<>(List.of(
                new Part<>("calls", row.count(0), new Poisson()),
                new Part<>("answer", row.count(1), new Categorical(3)),
                new Part<>("wait", row.number(2), new GammaDensity()),
                new Part<>("size", row.part(3, 4), new Gaussian(2)),
                new Part<>("visits", row.count(5), new Mixture<>(2, new Poisson()))));
    }

    @Provide
    static Arbitrary<Kind<?, ?, ?, ?>> kinds() {
        List<Kind<?, ?, ?, ?>> simple = List.of(
                new Kind<>(new Poisson(), r -> r.nextDouble(0, 9), r -> r.nextInt(9)),
                new Kind<>(
                        new PoissonLogNormal(3, 7),
                        r -> new PoissonLogNormal.Theta(r.nextDouble(-1, 2), r.nextDouble(0.1, 2)),
                        r -> r.nextInt(9)),
                new Kind<>(
                        new ZeroInflatedPoisson(),
                        r -> new ZeroInflatedPoisson.Theta(r.nextDouble(), r.nextDouble(0, 9)),
                        r -> r.nextInt(9)),
                new Kind<>(
                        new GammaDensity(),
                        r -> new GammaDensity.Theta(r.nextDouble(0.1, 9), r.nextDouble(0.1, 9)),
                        r -> r.nextDouble(0.01, 9)),
                new Kind<>(
                        new NegativeBinomial(),
                        r -> new GammaDensity.Theta(r.nextDouble(0.1, 9), r.nextDouble(0.1, 9)),
                        r -> r.nextInt(9)),
                new Kind<>(
                        new Weibull(),
                        r -> new Weibull.Theta(r.nextDouble(0.1, 9), r.nextDouble(0.1, 9)),
                        r -> new Weibull.Time(r.nextDouble(0.01, 9), r.nextBoolean())),
                new Kind<>(
                        new VonMises(),
                        r -> new VonMises.Theta(r.nextDouble(-3, 3), r.nextDouble(0.1, 9)),
                        r -> r.nextDouble(-3, 3)),
                new Kind<>(
                        new LocalLevel(0.5, 9),
                        r -> new LocalLevel.Theta(r.nextDouble(0.1, 9), r.nextDouble(0.1, 9)),
                        r -> vector(4, r)),
                new Kind<>(
                        new CensoredRegression(2),
                        r -> normal(3, r),
                        r -> new CensoredRegression.Response(
                                vector(3, r),
                                r.nextBoolean() ? CensoredRegression.Seen.EXACTLY : CensoredRegression.Seen.AT_MOST)),
                new Kind<>(
                        new Bernoullis(List.of("a", "b \"c\"", "é"), 0.5),
                        r -> r.doubles(3).toArray(),
                        r -> r.doubles(3).map(Math::rint).toArray()),
                new Kind<>(new Categorical(List.of("a", "b \"c\"", "é"), 0.5), r -> weights(3, r), r -> r.nextInt(3)),
                new Kind<>(
                        ofAllKinds(),
                        r -> new Product.Theta(List.of(
                                r.nextDouble(1, 9),
                                weights(3, r),
                                new GammaDensity.Theta(r.nextDouble(1, 9), 2),
                                normal(2, r),
                                mixture(2, own -> own.nextDouble(1, 9), r))),
                        r -> new double[] {
                            r.nextInt(9),
                            r.nextBoolean() ? Double.NaN : r.nextInt(3),
                            1,
                            r.nextDouble(),
                            2,
                            r.nextInt(9)
                        }),
                new Kind<>(new Gaussian(3), r -> normal(3, r), r -> vector(3, r)),
                new Kind<>(
                        new DiagonalGaussian(2),
                        r -> DiagonalNormal.of(
                                vector(2, r), r.doubles(2, 0.1, 3).toArray()),
                        r -> vector(2, r)),
                new Kind<>(
                        new StudentT(2),
                        r -> new StudentT.Theta(
                                normal(2, r), r.nextBoolean() ? Double.POSITIVE_INFINITY : r.nextDouble(1, 30)),
                        r -> vector(2, r)),
                new Kind<>(new LinearRegression(2), r -> normal(3, r), r -> vector(3, r)));
        List<Kind<?, ?, ?, ?>> all = new ArrayList<>(simple);
        simple.forEach(kind -> {
            all.add(kind.mixed(2));
            all.add(kind.mixed(2).mixed(3));
            all.add(kind.chained(2));
        });
        return Arbitraries.of(all);
    }

    @Property(tries = 120)
    void ofTheGalleryAndWhatIsMadeOfIt(@ForAll("kinds") Kind<?, ?, ?, ?> kind, @ForAll long seed) {
        kind.requireSame(Randomness.of(seed));
    }

    @Provide
    static Arbitrary<CovarianceFamily<?, ?>> families() {
        return Arbitraries.of(CovarianceFamily.all());
    }

    static <P extends MultivariateNormal, S extends GaussianStatistics<S>> GaussianMixture<P, S> nearest(
            CovarianceFamily<P, S> family, double[] weights, double[][] means, double[][][] covariances) {
        return new GaussianMixture<>(family, family.parameters(weights, means, covariances));
    }

    @Property(tries = 60)
    void ofGaussianMixtures(
            @ForAll("families") CovarianceFamily<?, ?> family,
            @ForAll @IntRange(min = 1, max = 4) int k,
            @ForAll @IntRange(min = 1, max = 5) int d,
            @ForAll boolean noisy,
            @ForAll long seed) {
        RandomGenerator random = Randomness.of(seed);
        double[][][] covariances =
                Stream.generate(() -> normal(d, random).covariance()).limit(k).toArray(double[][][]::new);
        GaussianMixture<?, ?> plain = nearest(family, weights(k, random), matrix(k, d, random), covariances);
        double[] lower = new double[d];
        Arrays.fill(lower, -4);
        double[] upper = new double[d];
        Arrays.fill(upper, 4);
        GaussianMixture<?, ?> mixture = noisy ? plain.withNoise(new Noise(0.1, new Uniform(lower, upper))) : plain;
        Models.save(
                file(),
                mixture,
                IntStream.range(0, d).mapToObj(j -> "column " + j).toList());
        GaussianMixture<?, ?> loaded = Models.load(file(), GaussianMixture.class);
        assertEquals(mixture.family(), loaded.family());
        Rows rows = Rows.of(matrix(5, d, random));
        assertArrayEquals(mixture.score(rows), loaded.score(rows), 1e-12);
        assertArrayEquals(mixture.weights(), loaded.weights());
        assertArrayEquals(mixture.means(), loaded.means());
    }

    private static FactorParameters factors(int d, int q, double noise, RandomGenerator random) {
        double[] psi = random.doubles(d, 0.1, 2).map(v -> noise > 0 ? noise : v).toArray();
        double[][] loadings = matrix(d, q, random);
        return noise > 0
                ? ProbabilisticPca.parameters(vector(d, random), loadings, noise)
                : FactorParameters.of(vector(d, random), loadings, psi);
    }

    @Property(tries = 40)
    void ofFactorModels(
            @ForAll @IntRange(min = 3, max = 7) int d,
            @ForAll @IntRange(min = 1, max = 2) int q,
            @ForAll boolean isotropic,
            @ForAll long seed) {
        RandomGenerator random = Randomness.of(seed);
        FactorParameters theta = factors(d, q, isotropic ? 0.7 : 0, random);
        FactorModel model = isotropic ? new FactorModel(new ProbabilisticPca(d, q), theta) : new FactorModel(theta);
        Models.save(file(), model, IntStream.range(0, d).mapToObj(j -> "x" + j).toList());
        FactorModel loaded = Models.load(file(), FactorModel.class);
        assertEquals(model.model(), loaded.model());
        assertArrayEquals(theta.loadings(), loaded.theta().loadings());
        assertArrayEquals(theta.uniquenesses(), loaded.theta().uniquenesses());
        assertArrayEquals(theta.mean(), loaded.theta().mean());
    }

    @Property(tries = 20)
    void ofMixturesOfAnalysers(@ForAll @IntRange(min = 1, max = 3) int k, @ForAll boolean sharing, @ForAll long seed) {
        RandomGenerator random = Randomness.of(seed);
        FactorParameters first = factors(4, 1, 0, random);
        Set<SharedFactors.Part> shared =
                sharing ? EnumSet.of(SharedFactors.Part.NOISE) : EnumSet.noneOf(SharedFactors.Part.class);
        MixtureParameters<FactorParameters> theta = mixture(
                k,
                r -> sharing
                        ? FactorParameters.of(vector(4, r), matrix(4, 1, r), first.uniquenesses())
                        : factors(4, 1, 0, r),
                random);
        FactorMixture mixture = new FactorMixture(new SharedFactors(new FactorAnalysis(4, 1), shared), theta);
        Models.save(file(), mixture, List.of("a", "b", "c", "d"));
        FactorMixture loaded = Models.load(file(), FactorMixture.class);
        assertEquals(mixture.family(), loaded.family());
        Rows rows = Rows.of(matrix(5, 4, random));
        assertArrayEquals(
                mixture.model().responsibilities(theta, rows), loaded.model().responsibilities(loaded.theta(), rows));
    }
}
