package org.em4j.validation.law;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.mixture.GatedMixture;
import org.em4j.core.mixture.GatedParameters;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.gate.MultinomialLogit;
import org.em4j.gallery.regression.LinearRegression;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ComponentsHaveNoNames;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.IntegratesToOne;
import org.em4j.laws.density.ProbabilitiesSumToOne;
import org.em4j.laws.density.SamplesFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Regressions whose weights depend on the first covariate by a multinomial logit: mixtures of experts. */
public class MixtureOfExpertsLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        int k = Math.max(2, size.k());
        Size wider = new Size(size.n(), size.d() + 1, k, size.offset(), size.weighted(), size.seed());
        double origin = size.offset();
        var gate = new MultinomialLogit<double[]>(k, 2, row -> new double[] {1, (row[0] - origin) / 2});
        MixtureParameters<FullNormal> regressions = wider.mixture(
                random,
                () -> FullNormal.of(
                        Size.numbers(wider.d(), 2, size.offset(), random),
                        GaussianMixtureLaws.covariance(wider.d(), random)));
        return new ModelCase<>(
                "mixture of " + k + " experts on " + size.d() + " covariates",
                new GatedMixture<>(gate, new LinearRegression(size.d())),
                wider.rows(random),
                size.weights(random),
                new GatedParameters<>(Size.numbers(2 * (k - 1), 1, 0, random), regressions.components()));
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(
                ProbabilitiesSumToOne.class,
                ComponentsHaveNoNames.class,
                SymmetriesHold.class,
                SamplesFollowTheDensity.class,
                ImputationsFollowTheDensity.class,
                IntegratesToOne.class);
    }
}
