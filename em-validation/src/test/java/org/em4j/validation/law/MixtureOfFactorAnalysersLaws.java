package org.em4j.validation.law;

import java.util.random.RandomGenerator;
import org.em4j.core.mixture.Mixture;
import org.em4j.factor.FactorAnalysis;

/** The combinator over the factor plugin. */
class MixtureOfFactorAnalysersLaws extends EmLaws {
    @Override
    ModelCase<?, ?, ?, ?> example(Size size) {
        RandomGenerator random = size.random();
        int q = 1 + size.d() / 3;
        return new ModelCase<>(
                "mixture of " + size.k() + " factor analysers",
                new Mixture<>(size.k(), new FactorAnalysis(size.d(), q)),
                size.rows(random),
                size.weights(random),
                size.mixture(random, () -> FactorAnalysisLaws.parameters(size.d(), q, size.offset(), random)));
    }
}
