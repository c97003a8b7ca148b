package org.em4j.validation.law;

import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.MixtureStatistics;
import org.em4j.core.model.Sums;
import org.em4j.factor.estep.FactorMoments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.LinearFactorModel;
import org.em4j.factor.model.ProbabilisticPca;
import org.em4j.factor.model.SharedFactors;
import org.em4j.factor.model.SharedFactors.Part;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.check.Trial;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.jqwik.EmLaws;

/** Mixtures of factor analysers and of probabilistic PCAs that share loadings, noise, both or nothing. */
public class SharedFactorsLaws extends EmLaws {
    /** One of the eight parsimonious mixtures. */
    record Kind(boolean isotropic, Set<Part> parts) {}

    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        return example(size, new Kind(false, Set.of(Part.LOADINGS)));
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(ImputationsFollowTheDensity.class);
    }

    @Property(tries = 1600, edgeCases = EdgeCasesMode.NONE)
    void everyLawHoldsForEveryKind(@ForAll("laws") Law law, @ForAll("sizes") Size size, @ForAll("kinds") Kind kind) {
        Trial.of(law, example(size, kind));
    }

    @Provide
    Arbitrary<Kind> kinds() {
        return Arbitraries.of(Stream.of(true, false)
                .flatMap(isotropic -> Stream.of(
                                Set.<Part>of(),
                                Set.of(Part.LOADINGS),
                                Set.of(Part.NOISE),
                                Set.of(Part.LOADINGS, Part.NOISE))
                        .map(parts -> new Kind(isotropic, parts)))
                .toList());
    }

    static ModelCase<
                    double[],
                    MixtureParameters<FactorParameters>,
                    ComponentPosterior<FactorPosterior>,
                    MixtureStatistics<Sums, FactorMoments>>
            example(Size size, Kind kind) {
        RandomGenerator random = size.random();
        int d = size.d() + 1;
        int q = 1 + size.d() / 3;
        LinearFactorModel component = kind.isotropic() ? new ProbabilisticPca(d, q) : new FactorAnalysis(d, q);
        SharedFactors family = new SharedFactors(component, kind.parts());
        FactorParameters first = component(kind, d, q, size, random);
        MixtureParameters<FactorParameters> theta = size.mixture(random, () -> {
            FactorParameters own = component(kind, d, q, size, random);
            return FactorParameters.of(
                    own.mean(),
                    (kind.parts().contains(Part.LOADINGS) ? first : own).loadings(),
                    (kind.parts().contains(Part.NOISE) ? first : own).uniquenesses());
        });
        Stream<Affine> changes =
                kind.isotropic() ? Stream.of(Affine.shift(d), Affine.unit(d), Affine.backwards(d)) : Affine.byColumn(d);
        return new ModelCase<>(
                        "mixture of " + size.k() + ", " + kind,
                        family.mixture(size.k()),
                        Stream.generate(() -> Size.numbers(d, 2, size.offset(), random))
                                .limit(size.n())
                                .toList(),
                        size.weights(random),
                        theta)
                .withSymmetries(changes.map(
                                change -> change.each((FactorParameters p) -> FactorAnalysisLaws.changed(change, p)))
                        .toList());
    }

    private static FactorParameters component(Kind kind, int d, int q, Size size, RandomGenerator random) {
        return kind.isotropic()
                ? ProbabilisticPcaLaws.parameters(d, q, size.offset(), random)
                : FactorAnalysisLaws.parameters(d, q, size.offset(), random);
    }
}
