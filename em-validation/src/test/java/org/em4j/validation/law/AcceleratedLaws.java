package org.em4j.validation.law;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.core.accelerate.Anderson;
import org.em4j.core.accelerate.Parabolic;
import org.em4j.core.accelerate.QuasiNewton;
import org.em4j.core.accelerate.Squarem;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.EmMap;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.gmm.CovarianceFamily;
import org.em4j.validation.law.jqwik.EmLaws;

/** Every law of fits, with acceleration on. */
public class AcceleratedLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        return PoissonMixtureLaws.example(size).on(accelerated(new Squarem()));
    }

    @Property(tries = 1200, edgeCases = EdgeCasesMode.NONE)
    void everyLawHoldsForEveryAccelerator(
            @ForAll("laws") Law law,
            @ForAll("sizes") Size size,
            @ForAll("accelerators") Accelerator accelerator,
            @ForAll("examples") ModelCases examples) {
        Trial.of(law, examples.of(size).on(accelerated(accelerator)));
    }

    @Provide
    Arbitrary<Accelerator> accelerators() {
        return Arbitraries.of(
                new Squarem(Squarem.StepLength.S1),
                new Squarem(Squarem.StepLength.S2),
                new Squarem(Squarem.StepLength.S3),
                new Anderson(),
                new QuasiNewton(),
                new Parabolic());
    }

    @Provide
    Arbitrary<ModelCases> examples() {
        return Arbitraries.of(
                new GaussianMixtureLaws(),
                size -> GaussianMixtureLaws.example(
                        size, CovarianceFamily.of("VEV").orElseThrow()),
                FactorAnalysisLaws::example,
                PoissonMixtureLaws::example,
                small(new ProbabilisticPcaLaws()),
                small(new MixtureOfFactorAnalysersLaws()),
                small(new SharedFactorsLaws()),
                small(new StudentTMixtureLaws()),
                small(new LatentClassLaws()),
                small(new GammaMixtureLaws()),
                small(new MixtureOfRegressionsLaws()),
                small(new MixtureOfMixturesLaws()),
                small(new ZeroInflatedPoissonLaws()),
                small(new HiddenMarkovLaws()),
                small(new MissingValueLaws()),
                small(new CombinedMixtureLaws()));
    }

    private static ModelCases small(EmLaws laws) {
        return size -> laws.of(new Size(
                Math.min(size.n(), 30), Math.min(size.d(), 3), size.k(), size.offset(), size.weighted(), size.seed()));
    }

    /** All but one: a checkpoint of an accelerated fit is not parameters alone. */
    @Override
    protected Arbitrary<Law> laws() {
        return super.laws().filter(law -> !(law instanceof FitsResume));
    }

    private static Engine accelerated(Accelerator accelerator) {
        return new Engine() {
            @Override
            public <X, P, Q extends Posterior, S extends Statistics<S>> EmMap<P> map(
                    LatentModel<X, P, Q, S> model, Observations<X> data) {
                return accelerator.on(Engine.super.map(model, data));
            }
        };
    }
}
