package org.em4j.validation.law;

import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.mixture.Mixture;
import org.em4j.gallery.regression.CensoredRegression;
import org.em4j.gallery.regression.CensoredRegression.Response;
import org.em4j.gallery.regression.CensoredRegression.Seen;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.IntegratesToOne;
import org.em4j.laws.density.SamplesFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Mixtures of regressions, with and without covariates; one response in two is known by a limit alone. */
public class CensoredRegressionLaws extends EmLaws {
    private static final List<Seen> SEEN = List.of(Seen.EXACTLY, Seen.EXACTLY, Seen.AT_LEAST, Seen.AT_MOST);

    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        List<Response> responses = size.rows(random).stream()
                .map(row -> new Response(row, SEEN.get(random.nextInt(4))))
                .toList();
        return new ModelCase<>(
                "mixture of " + size.k() + " censored regressions on " + (size.d() - 1) + " covariates",
                new Mixture<>(size.k(), new CensoredRegression(size.d() - 1)),
                responses,
                size.weights(random),
                size.mixture(
                        random,
                        () -> FullNormal.of(
                                Size.numbers(size.d(), 2, size.offset(), random),
                                GaussianMixtureLaws.covariance(size.d(), random))));
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
