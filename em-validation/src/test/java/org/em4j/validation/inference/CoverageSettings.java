package org.em4j.validation.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.distribution.Moments;
import org.em4j.core.estimate.ModelEstimator;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.inference.Quantities;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.gate.Uniform;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.mixture.FactorMixture;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.SharedFactors;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.rotate.Rotation;
import org.em4j.factor.structural.estimate.StructuralEstimator;
import org.em4j.factor.structural.estimate.StructuralFit;
import org.em4j.factor.structural.model.Sample;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.factor.structural.syntax.FactorPattern;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.gallery.sequence.HiddenMarkov;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.MixturePrior;
import org.em4j.gmm.Noise;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.validation.inference.Coverage.Drawn;

/** Models, the samples that are drawn from them, and fits to these that begin at the truth. */
final class CoverageSettings {
    private static final Em EM = new Em()
            .until(StoppingRule.distance(1e-5))
            .accelerate(new Anderson())
            .maxIterations(2000);

    private static final String CFA = "`cfa`, 2 factors of 3 columns each, 300 rows";
    private static final String MFA = "`mfa`, 2 components of 4 columns, 1 factor each, 400 rows";
    private static final String HMM = "hidden Markov model, 2 states, 40 sequences of 20 numbers";

    /** What takes longer than the others together. */
    static final Set<String> SLOW = Set.of(CFA, MFA, HMM);

    private CoverageSettings() {}

    static final GaussianMixture<FullNormal, Moments> MIXTURE = new GaussianMixture<>(
            CovarianceFamily.FULL,
            new MixtureParameters<>(
                    new double[] {0.4, 0.6},
                    List.of(
                            FullNormal.of(new double[] {0, 0}, new double[][] {{1, 0.3}, {0.3, 0.8}}),
                            FullNormal.of(new double[] {3, 1.5}, new double[][] {{0.7, -0.2}, {-0.2, 1}}))));

    /** By name. */
    static Map<String, Function<RandomGenerator, Drawn>> all() {
        Map<String, Function<RandomGenerator, Drawn>> settings = new LinkedHashMap<>();
        settings.put(
                "`gmm`, 2 components of 2 columns, 300 rows",
                random -> gmm(MIXTURE, MIXTURE.sample(300, random), e -> e));
        settings.put(
                "the same with `--prior mclust`",
                random -> gmm(MIXTURE, MIXTURE.sample(300, random), e -> e.prior(MixturePrior::mclust)));
        settings.put(
                "the same with 10 % noise, `--noise`",
                random -> noisy(
                        MIXTURE.withNoise(new Noise(0.1, new Uniform(new double[] {-6, -6}, new double[] {9, 8}))),
                        random));
        settings.put(
                "the same with weights: rows on a grid of 0.4, each once with its count",
                random -> weighted(MIXTURE, MIXTURE.sample(300, random)));
        settings.put("2 Poissons, 300 counts, each value once with its count as weight", CoverageSettings::poisson);
        settings.put("`fa`, 2 factors of 6 columns, oblimin, 300 rows", random -> fa(random, new Heywood.Report()));
        settings.put("the same with `--heywood \"prior(5)\"`", random -> fa(random, new Heywood.Prior(5)));
        settings.put(CFA, CoverageSettings::cfa);
        settings.put(MFA, CoverageSettings::mfa);
        settings.put(HMM, CoverageSettings::hmm);
        return settings;
    }

    private static List<String> columns(int d) {
        return IntStream.rangeClosed(1, d).mapToObj(j -> "x" + j).toList();
    }

    private static Drawn gmm(
            GaussianMixture<FullNormal, Moments> truth,
            double[][] x,
            UnaryOperator<GaussianMixtureEstimator<FullNormal, Moments>> with) {
        return gmm(truth, with.apply(from(truth)), Rows.of(x));
    }

    private static GaussianMixtureEstimator<FullNormal, Moments> from(GaussianMixture<FullNormal, Moments> start) {
        return new GaussianMixtureEstimator<>(start.family(), start.size())
                .from(start)
                .em(EM);
    }

    private static Drawn gmm(
            GaussianMixture<FullNormal, Moments> truth,
            GaussianMixtureEstimator<FullNormal, Moments> estimator,
            Rows rows) {
        var fitted = estimator.fit(rows);
        return new Drawn(fitted, fitted.quantities().values().apply(truth));
    }

    private static Drawn noisy(GaussianMixture<FullNormal, Moments> truth, RandomGenerator random) {
        Rows rows = Rows.of(truth.sample(300, random));
        Noise noise = new Noise(0.1, Uniform.over(rows));
        return gmm(truth, from(truth.withNoise(noise)), rows);
    }

    private static Drawn weighted(GaussianMixture<FullNormal, Moments> truth, double[][] x) {
        Map<List<Double>, Integer> counts = new TreeMap<>((a, b) -> Arrays.compare(
                a.stream().mapToDouble(v -> v).toArray(),
                b.stream().mapToDouble(v -> v).toArray()));
        for (double[] row : x) {
            counts.merge(
                    Arrays.stream(row).mapToObj(v -> 0.4 * Math.rint(v / 0.4)).toList(), 1, Integer::sum);
        }
        Rows rows = Rows.of(counts.keySet().stream()
                        .map(row -> row.stream().mapToDouble(v -> v).toArray())
                        .toArray(double[][]::new))
                .weighted(counts.values().stream().mapToDouble(c -> c).toArray());
        return gmm(truth, from(truth), rows);
    }

    private static Drawn poisson(RandomGenerator random) {
        MixtureParameters<Double> truth = new MixtureParameters<>(new double[] {0.3, 0.7}, List.of(1.0, 6.0));
        TreeMap<Integer, Integer> counts = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            double rate = random.nextDouble() < 0.3 ? 1 : 6;
            int count = 0;
            for (double left = rate - random.nextExponential(); left > 0; left -= random.nextExponential()) {
                count++;
            }
            counts.merge(count, 1, Integer::sum);
        }
        Observations<Integer> data = Observations.of(
                List.copyOf(counts.keySet()),
                counts.values().stream().mapToDouble(c -> c).toArray());
        Mixture<Integer, Double, ?, ?> model = new Mixture<>(2, new Poisson());
        Quantities<MixtureParameters<Double>> quantities =
                new Quantities<>(List.of("weight 1", "rate 1", "rate 2"), t -> new double[] {
                    t.weight(0), t.components().get(0), t.components().get(1)
                });
        return new Drawn(
                ModelEstimator.fitted(model, data, EM.fit(model, data, truth)).report(quantities),
                quantities.values().apply(truth));
    }

    private static Drawn fa(RandomGenerator random, Heywood heywood) {
        double[][] loadings = {{0.8, 0}, {0.75, 0.1}, {0.7, 0}, {0.1, 0.6}, {0, 0.7}, {0.1, 0.65}};
        double[] uniquenesses = Arrays.stream(loadings)
                .mapToDouble(l -> 1 - l[0] * l[0] - l[1] * l[1])
                .toArray();
        FactorParameters truth = FactorParameters.of(new double[6], loadings, uniquenesses);
        Rows rows = Rows.of(drawn(truth, 300, random));
        FactorEstimate estimate = new FactorAnalysisEstimator(2)
                .heywood(heywood)
                .restarts(new Restarts(1))
                .em(EM)
                .fit(rows);
        Moments moments = Moments.of(rows);
        Quantities<FactorParameters> quantities = solution(estimate, moments).quantities(columns(6));
        FactorEstimate at = new FactorEstimate(estimate.fitted().reorder(theta -> truth), 1, List.of(), List.of());
        double[] values = solution(at, moments).quantities(columns(6)).values().apply(truth);
        return new Drawn(estimate.fitted().report(quantities), values);
    }

    private static double[][] drawn(FactorParameters truth, int n, RandomGenerator random) {
        var sampler = new FactorAnalysis(truth.columns(), truth.factors())
                .sampler(truth)
                .orElseThrow();
        return IntStream.range(0, n).mapToObj(i -> sampler.sample(random)).toArray(double[][]::new);
    }

    private static FactorSolution solution(FactorEstimate estimate, Moments moments) {
        return FactorSolution.of(estimate, moments, FactorSolution.Input.DATA, Optional.of(Rotation.OBLIMIN));
    }

    private static Drawn cfa(RandomGenerator random) {
        double[] loadings = {0.8, 0.7, 0.6, 0.75, 0.65, 0.7};
        double[][] x = new double[300][6];
        for (double[] row : x) {
            double f = random.nextGaussian();
            double g = 0.4 * f + Math.sqrt(1 - 0.16) * random.nextGaussian();
            Arrays.setAll(
                    row,
                    j -> loadings[j] * (j < 3 ? f : g)
                            + Math.sqrt(1 - loadings[j] * loadings[j]) * random.nextGaussian());
        }
        FactorPattern pattern =
                FactorPattern.parse(List.of("f=x1+x2+x3", "g=x4+x5+x6"), FactorPattern.Correlation.FREE);
        Specification specification = pattern.specification(columns(6), Specification.Means.SATURATED);
        Rows rows = Rows.of(x);
        StructuralFit fit = new StructuralEstimator(new StructuralModel(specification))
                .em(EM)
                .fit(Sample.of(rows));
        Map<String, Double> truth = new HashMap<>(Map.of("correlation of f and g", 0.4));
        for (int j = 0; j < 6; j++) {
            truth.put("loading of x" + (j + 1) + " on " + (j < 3 ? "f" : "g"), loadings[j]);
            truth.put("uniqueness of x" + (j + 1), 1 - loadings[j] * loadings[j]);
        }
        return new Drawn(
                fit.fitted(),
                fit.fitted().quantities().names().stream()
                        .mapToDouble(truth::get)
                        .toArray());
    }

    private static Drawn mfa(RandomGenerator random) {
        MixtureParameters<FactorParameters> truth = new MixtureParameters<>(
                new double[] {0.4, 0.6},
                List.of(
                        FactorParameters.of(
                                new double[] {0, 0, 0, 0},
                                new double[][] {{0.9}, {0.8}, {0.7}, {0.6}},
                                new double[] {0.4, 0.5, 0.6, 0.5}),
                        FactorParameters.of(
                                new double[] {3, 3, -1, 1},
                                new double[][] {{0.7}, {-0.8}, {0.9}, {0.5}},
                                new double[] {0.5, 0.4, 0.5, 0.6})));
        FactorMixture mixture = new FactorMixture(new SharedFactors(new FactorAnalysis(4, 1), Set.of()), truth);
        Rows rows = Rows.of(mixture.sample(400, random));
        Quantities<MixtureParameters<FactorParameters>> quantities = mixture.quantities(columns(4));
        return new Drawn(
                ModelEstimator.fitted(mixture.model(), rows, EM.fit(mixture.model(), rows, truth))
                        .report(quantities),
                quantities.values().apply(truth));
    }

    private static Drawn hmm(RandomGenerator random) {
        var truth = new HiddenMarkov.Theta<>(
                new MixtureParameters<>(
                        new double[] {0.5, 0.5},
                        List.of(
                                FullNormal.of(new double[] {0}, new double[][] {{1}}),
                                FullNormal.of(new double[] {3}, new double[][] {{1.5}}))),
                new double[][] {{0.8, 0.2}, {0.3, 0.7}});
        List<List<double[]>> sequences = new ArrayList<>();
        for (int s = 0; s < 40; s++) {
            List<double[]> sequence = new ArrayList<>();
            int state = random.nextInt(2);
            for (int t = 0; t < 20; t++) {
                sequence.add(new double[] {3 * state + Math.sqrt(1 + 0.5 * state) * random.nextGaussian()});
                state = random.nextDouble() < truth.transitions()[state][0] ? 0 : 1;
            }
            sequences.add(sequence);
        }
        Observations<List<double[]>> data = Observations.of(sequences);
        var model = new HiddenMarkov<>(new Mixture<>(2, new Gaussian(1)));
        Quantities<HiddenMarkov.Theta<FullNormal>> quantities = new Quantities<>(
                List.of("first state 1", "1 to 2", "2 to 1", "mean 1", "mean 2", "variance 1", "variance 2"),
                t -> new double[] {
                    t.states().weight(0),
                    t.transitions()[0][1],
                    t.transitions()[1][0],
                    t.states().components().get(0).mean()[0],
                    t.states().components().get(1).mean()[0],
                    t.states().components().get(0).covariance()[0][0],
                    t.states().components().get(1).covariance()[0][0]
                });
        return new Drawn(
                ModelEstimator.fitted(model, data, EM.fit(model, data, truth)).report(quantities),
                quantities.values().apply(truth));
    }
}
