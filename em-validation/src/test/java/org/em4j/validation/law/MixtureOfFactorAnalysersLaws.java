package org.em4j.validation.law;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.MixtureStatistics;
import org.em4j.core.model.Sums;
import org.em4j.factor.estep.FactorMoments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.jqwik.EmLaws;

/** The combinator over the factor plugin. */
public class MixtureOfFactorAnalysersLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        return example(size);
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(ImputationsFollowTheDensity.class);
    }

    public static ModelCase<
                    double[],
                    MixtureParameters<FactorParameters>,
                    ComponentPosterior<FactorPosterior>,
                    MixtureStatistics<Sums, FactorMoments>>
            example(Size size) {
        RandomGenerator random = size.random();
        int q = 1 + size.d() / 3;
        return new ModelCase<>(
                        "mixture of " + size.k() + " factor analysers",
                        new Mixture<>(size.k(), new FactorAnalysis(size.d(), q)),
                        size.rows(random),
                        size.weights(random),
                        size.mixture(random, () -> FactorAnalysisLaws.parameters(size.d(), q, size.offset(), random)))
                .withSymmetries(Affine.byColumn(size.d())
                        .map(change -> change.each((FactorParameters p) -> FactorAnalysisLaws.changed(change, p)))
                        .toList());
    }
}
