package org.em4j.validation.law;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.mixture.Mixture;
import org.em4j.gallery.regression.LinearRegression;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.IntegratesToOne;
import org.em4j.laws.density.SamplesFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Mixtures of linear regressions. */
public class MixtureOfRegressionsLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        Size wider = new Size(size.n(), size.d() + 1, size.k(), size.offset(), size.weighted(), size.seed());
        return new ModelCase<>(
                "mixture of " + size.k() + " regressions on " + size.d() + " covariates",
                new Mixture<>(size.k(), new LinearRegression(size.d())),
                wider.rows(random),
                size.weights(random),
                size.mixture(
                        random,
                        () -> FullNormal.of(
                                Size.numbers(wider.d(), 2, size.offset(), random),
                                GaussianMixtureLaws.covariance(wider.d(), random))));
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(
                SymmetriesHold.class,
                SamplesFollowTheDensity.class,
                ImputationsFollowTheDensity.class,
                IntegratesToOne.class);
    }
}
