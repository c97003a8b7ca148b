package org.em4j.validation.law;

import java.util.Set;
import java.util.random.RandomGenerator;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.mixture.Mixture;
import org.em4j.gallery.continuous.StudentT;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.jqwik.EmLaws;

/** Mixtures of t distributions, some of them normal: of infinitely many degrees of freedom. */
public class StudentTMixtureLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        int d = size.d();
        return new ModelCase<>(
                        "mixture of " + size.k() + " t distributions",
                        new Mixture<>(size.k(), new StudentT(d)),
                        size.rows(random),
                        size.weights(random),
                        size.mixture(
                                random,
                                () -> new StudentT.Theta(
                                        FullNormal.of(
                                                Size.numbers(d, 2, size.offset(), random),
                                                GaussianMixtureLaws.covariance(d, random)),
                                        random.nextInt(4) == 0
                                                ? Double.POSITIVE_INFINITY
                                                : 2 + 20 * random.nextDouble())))
                .withSymmetries(Affine.byColumn(d)
                        .map(change -> change.each((StudentT.Theta theta) -> new StudentT.Theta(
                                FullNormal.of(
                                        change.mean(theta.normal().mean()),
                                        change.covariance(theta.normal().covariance())),
                                theta.degrees())))
                        .toList());
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(ImputationsFollowTheDensity.class);
    }

    @Override
    protected Size largest() {
        return new Size(40, 3, 3, 1e6, true, 0);
    }
}
