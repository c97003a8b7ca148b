package org.em4j.validation.law;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.apache.commons.math3.linear.MatrixUtils;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.fit.accelerate.Parabolic;
import org.em4j.core.fit.accelerate.QuasiNewton;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.core.mixture.MixtureParameters;
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

    /** One component has its maximum in a step or two: whatever is asked for beyond rounding, rounding ends it. */
    @Property(tries = 4000, edgeCases = EdgeCasesMode.NONE)
    void aMaximumInClosedFormIsReachedHoweverFineTheTolerance(
            @ForAll("accelerators") Accelerator accelerator,
            @ForAll("closed") CovarianceFamily<?, ?> family,
            @ForAll @IntRange(min = 10, max = 200) int n,
            @ForAll @IntRange(min = 1, max = 5) int d,
            @ForAll @IntRange(min = 4, max = 12) int digits,
            @ForAll @IntRange(max = 5) int offset,
            @ForAll Random random) {
        Rows rows = Rows.wrap(
                random.doubles((long) n * d).map(x -> x + Math.pow(10, offset)).toArray(), d, Missing.REFUSED);
        ends(accelerator, family, rows, Math.pow(10, -digits));
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> void ends(
            Accelerator accelerator, CovarianceFamily<P, S> family, Rows rows, double tolerance) {
        double[][] unit = MatrixUtils.createRealIdentityMatrix(rows.columns()).getData();
        Fit<MixtureParameters<P>> fit = new Em()
                .accelerate(accelerator)
                .until(StoppingRule.distance(tolerance))
                .maxIterations(100)
                .fit(
                        family.mixture(1, rows.columns()),
                        rows,
                        family.parameters(new double[] {1}, new double[][] {rows.get(0)}, new double[][][] {unit}));
        assertInstanceOf(Fit.Converged.class, fit, fit::describe);
    }

    @Provide
    Arbitrary<CovarianceFamily<?, ?>> closed() {
        return Arbitraries.of(CovarianceFamily.FULL, CovarianceFamily.DIAGONAL, CovarianceFamily.SPHERICAL);
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
