package org.em4j.validation.law;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.em4j.core.data.Labelled;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.core.mixture.Contaminated;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.MixtureStatistics;
import org.em4j.core.mixture.NoiseParameters;
import org.em4j.core.mixture.PartlyLabelled;
import org.em4j.core.mixture.gate.Density;
import org.em4j.core.mixture.gate.Uniform;
import org.em4j.core.mixture.gate.UnlabelledNoise;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Sums;
import org.em4j.core.model.decorate.Frozen;
import org.em4j.core.model.decorate.WithPrior;
import org.em4j.gmm.MixturePrior;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.covariance.ParameterBlock;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Known labels with missing values, a prior, frozen parts and noise, each on or off: all combinations, all families. */
public class CombinedMixtureLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        List<CovarianceFamily<?, ?>> all = CovarianceFamily.all();
        return example(size, all.get((int) Math.floorMod(size.seed(), (long) all.size())));
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(SymmetriesHold.class, ImputationsFollowTheDensity.class);
    }

    public static <P extends MultivariateNormal, S extends GaussianStatistics<S>> ModelCase<?, ?, ?, ?> example(
            Size size, CovarianceFamily<P, S> family) {
        RandomGenerator random = size.random();
        boolean gaps = random.nextBoolean();
        boolean noise = random.nextBoolean();
        Set<ParameterBlock> frozen = EnumSet.noneOf(ParameterBlock.class);
        for (ParameterBlock part : ParameterBlock.values()) {
            if (random.nextInt(4) == 0) {
                frozen.add(part);
            }
        }
        LatentModel<
                        Labelled<double[]>,
                        MixtureParameters<P>,
                        ComponentPosterior<MissingValuePosterior>,
                        MixtureStatistics<Sums, S>>
                model = new PartlyLabelled<>(family.mixture(size.k(), size.d(), frozen));
        boolean prior = random.nextBoolean();
        if (prior) {
            model = new WithPrior<>(model, prior(size, random).statistics(family, size.k()));
        }
        if (frozen.contains(ParameterBlock.WEIGHTS)) {
            model = new Frozen<>(model, (current, next) -> next.weightsOf(current));
        }
        var base = gaps ? MissingValueLaws.example(size, family) : GaussianMixtureLaws.example(size, family);
        List<Labelled<double[]>> data = new ArrayList<>();
        for (double[] x : base.data()) {
            data.add(new Labelled<>(x, random.nextInt(4) == 0 ? random.nextInt(size.k()) : Labelled.UNKNOWN));
        }
        String name = base.name() + ", some labels known, " + frozen + " frozen" + (gaps ? ", some values missing" : "")
                + (prior ? ", with a prior" : "") + (noise ? ", with noise" : "");
        return noise
                ? new ModelCase<>(
                        name,
                        new Contaminated<>(model, new UnlabelledNoise<>(around(size))),
                        data,
                        base.weights(),
                        new NoiseParameters<>(0.05 + 0.4 * random.nextDouble(), base.theta()))
                : new ModelCase<>(name, model, data, base.weights(), base.theta());
    }

    /** Ten standard deviations of the generated rows either way. */
    private static Density<double[]> around(Size size) {
        double[] lower = new double[size.d()];
        double[] upper = new double[size.d()];
        Arrays.fill(lower, size.offset() - 20);
        Arrays.fill(upper, size.offset() + 20);
        return new Uniform(lower, upper);
    }

    private static MixturePrior prior(Size size, RandomGenerator random) {
        int d = size.d();
        double[][] scale = new double[d][d];
        for (int j = 0; j < d; j++) {
            scale[j][j] = 0.5 + random.nextDouble();
        }
        double shrinkage = random.nextBoolean() ? 3 * random.nextDouble() : 0;
        double[] mean = Size.numbers(d, 1, size.offset(), random);
        return new MixturePrior(1 + 2 * random.nextDouble(), mean, shrinkage, d + 2, scale);
    }
}
