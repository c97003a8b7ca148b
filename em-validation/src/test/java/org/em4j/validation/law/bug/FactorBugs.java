package org.em4j.validation.law.bug;

import java.util.Arrays;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.model.LatentModel;
import org.em4j.factor.estep.FactorMoments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.validation.law.FactorAnalysisLaws;
import org.em4j.validation.law.MixtureOfFactorAnalysersLaws;

/** What goes wrong in factor analysis. */
final class FactorBugs {
    private FactorBugs() {}

    static Stream<Bug> all() {
        return Stream.concat(
                Stream.of(
                        scores("Cov[z|x] missing from E[zzᵀ]", s -> scores(s, 1, 0, s.entropy())),
                        scores("scores shrunk by Ψ where they should not be", s -> scores(s, 0.9, 1, s.entropy())),
                        scores("a covariance not inverted", s -> {
                            double v = s.covariance()[0][0];
                            return scores(s, 1, 1 / (v * v), s.entropy());
                        }),
                        scores(
                                "entropy without 2πe",
                                s -> scores(
                                        s, 1, 1, s.entropy() - s.mean().length * 0.5 * Math.log(2 * Math.PI * Math.E))),
                        scores("entropy of the wrong sign", s -> scores(s, 1, 1, -s.entropy())),
                        maximum(
                                "Ψ of the old loadings",
                                (best, old) -> FactorParameters.of(best.mean(), old.loadings(), best.uniquenesses())),
                        maximum(
                                "the mean forgotten",
                                (best, old) -> FactorParameters.of(old.mean(), best.loadings(), best.uniquenesses())),
                        maximum(
                                "uniquenesses floored at 0.3, silently",
                                (best, old) -> FactorParameters.of(
                                        best.mean(),
                                        best.loadings(),
                                        Arrays.stream(best.uniquenesses())
                                                .map(v -> Math.max(v, 0.3))
                                                .toArray())),
                        maximum("one uniqueness for all columns", (best, old) -> {
                            double mean =
                                    Arrays.stream(best.uniquenesses()).average().orElseThrow();
                            return FactorParameters.of(
                                    best.mean(),
                                    best.loadings(),
                                    Arrays.stream(best.uniquenesses())
                                            .map(v -> mean)
                                            .toArray());
                        }),
                        maximum("loadings of the transposed regression", (best, old) -> {
                            double[][] loadings = best.loadings();
                            double[] first = loadings[0];
                            loadings[0] = loadings[loadings.length - 1];
                            loadings[loadings.length - 1] = first;
                            return FactorParameters.of(best.mean(), loadings, best.uniquenesses());
                        })),
                Stream.of(new Bug(
                        "the entropy of a component dropped",
                        "Mixture of factor analysers",
                        size -> MixtureOfFactorAnalysersLaws.example(size)
                                .of(new Mixture<>(
                                        size.k(),
                                        inScores(
                                                new FactorAnalysis(size.d(), 1 + size.d() / 3),
                                                s -> scores(s, 1, 1, 0)))))));
    }

    @FunctionalInterface
    private interface Maximum {
        FactorParameters of(FactorParameters best, FactorParameters old);
    }

    private static Bug scores(String name, UnaryOperator<FactorPosterior> wrong) {
        return in("E-step: " + name, model -> inScores(model, wrong));
    }

    private static LatentModel<double[], FactorParameters, FactorPosterior, FactorMoments> inScores(
            LatentModel<double[], FactorParameters, FactorPosterior, FactorMoments> model,
            UnaryOperator<FactorPosterior> wrong) {
        return new Wrong<>(model) {
            @Override
            public Function<double[], FactorPosterior> posterior(FactorParameters theta) {
                return right.posterior(theta).andThen(wrong);
            }
        };
    }

    private static Bug maximum(String name, Maximum wrong) {
        return in("M-step: " + name, model -> new Wrong<>(model) {
            @Override
            public FactorParameters maximize(FactorMoments s, FactorParameters current) {
                return wrong.of(right.maximize(s, current), current);
            }
        });
    }

    private static FactorPosterior scores(FactorPosterior s, double mean, double covariance, double entropy) {
        double[][] c = Arrays.stream(s.covariance())
                .map(row -> Arrays.stream(row).map(v -> covariance * v).toArray())
                .toArray(double[][]::new);
        return new FactorPosterior(Arrays.stream(s.mean()).map(v -> mean * v).toArray(), c, s.logEvidence(), entropy);
    }

    private static Bug in(
            String name, UnaryOperator<LatentModel<double[], FactorParameters, FactorPosterior, FactorMoments>> wrong) {
        return new Bug(
                name,
                "Factor analysis",
                size -> FactorAnalysisLaws.example(size).of(wrong.apply(new FactorAnalysis(size.d(), size.k()))));
    }
}
