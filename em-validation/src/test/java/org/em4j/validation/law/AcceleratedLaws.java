package org.em4j.validation.law;

import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.fit.accelerate.Parabolic;
import org.em4j.core.fit.accelerate.QuasiNewton;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.laws.check.Engine;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.ModelCases;
import org.em4j.laws.check.Size;
import org.em4j.laws.check.Trial;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.fit.FitsResume;
import org.em4j.laws.jqwik.EmLaws;

/** Every law of fits, with acceleration on. */
public class AcceleratedLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        return PoissonMixtureLaws.example(size).on(accelerated(new Squarem()));
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(SymmetriesHold.class, ImputationsFollowTheDensity.class);
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
            public <X, P, Q extends Posterior, S extends Statistics<S>> EmProblem<P> map(
                    LatentModel<X, P, Q, S> model, Observations<X> data) {
                return accelerator.on(Engine.super.map(model, data));
            }
        };
    }
}
