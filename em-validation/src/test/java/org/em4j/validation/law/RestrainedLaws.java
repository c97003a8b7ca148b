package org.em4j.validation.law;

import java.util.Arrays;
import java.util.Set;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.model.ConfirmatoryFactorAnalysis;
import org.em4j.factor.model.ConfirmatoryFactorAnalysis.Factors;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.Restrained;
import org.em4j.factor.model.SharedFactors;
import org.em4j.factor.model.SharedFactors.Part;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.check.Trial;
import org.em4j.laws.density.ComponentsHaveNoNames;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.ProbabilitiesSumToOne;
import org.em4j.laws.density.SymmetriesHold;
import org.em4j.laws.jqwik.EmLaws;

/** Factor models with a prior on their uniquenesses, or a bound that holds many of them. */
class RestrainedLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        RandomGenerator random = size.random();
        FactorParameters theta = FactorAnalysisLaws.parameters(size.d(), size.k(), size.offset(), random);
        return new ModelCase<>(
                "factor analysis with " + size.k() + " factors and a prior",
                new Restrained(
                        new FactorAnalysis(size.d(), size.k()), new Heywood.Prior(2), variances(size.d(), theta)),
                size.rows(random),
                size.weights(random),
                theta);
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(
                ProbabilitiesSumToOne.class,
                ComponentsHaveNoNames.class,
                SymmetriesHold.class,
                ImputationsFollowTheDensity.class);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void everyLawHoldsForCorrelatedFactorsToo(@ForAll("laws") Law law, @ForAll("sizes") Size size) {
        var free = ConfirmatoryFactorAnalysisLaws.example(size, Factors.CORRELATED);
        ConfirmatoryFactorAnalysis model = (ConfirmatoryFactorAnalysis) free.model();
        Trial.of(
                law,
                new ModelCase<>(
                        "correlated factors and a prior",
                        new Restrained(model, new Heywood.Prior(2), variances(size.d(), free.theta())),
                        free.data(),
                        free.weights(),
                        free.theta()));
    }

    /** Where noise is shared, the prior still counts for each component. */
    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void everyLawHoldsForMixturesToo(@ForAll("laws") Law law, @ForAll("sizes") Size size, @ForAll Set<Part> parts) {
        var free = SharedFactorsLaws.example(size, new SharedFactorsLaws.Kind(false, parts));
        FactorParameters first = free.theta().components().get(0);
        int d = first.columns();
        SharedFactors family = new SharedFactors(
                new Restrained(new FactorAnalysis(d, first.factors()), new Heywood.Prior(2), variances(d, first)),
                parts);
        Trial.of(
                law,
                new ModelCase<>(
                        "mixture of " + size.k() + ", " + parts + " shared, and a prior",
                        family.mixture(size.k()),
                        free.data(),
                        free.weights(),
                        free.theta()));
    }

    /** A hundredth of a variance holds few uniquenesses, a half of it most. */
    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void everyLawHoldsAtABound(@ForAll("laws") Law law, @ForAll("sizes") Size size, @ForAll("bounds") double least) {
        var free = FactorAnalysisLaws.example(size);
        Restrained model = new Restrained(
                new FactorAnalysis(size.d(), size.k()), new Heywood.Bound(least), variances(size.d(), free.theta()));
        Trial.of(
                law,
                new ModelCase<>(
                        "factor analysis with uniquenesses above " + least,
                        model,
                        free.data(),
                        free.weights(),
                        model.within(free.theta())));
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void everyLawHoldsForMixturesAtABound(
            @ForAll("laws") Law law,
            @ForAll("sizes") Size size,
            @ForAll Set<Part> parts,
            @ForAll("bounds") double least) {
        var free = SharedFactorsLaws.example(size, new SharedFactorsLaws.Kind(false, parts));
        FactorParameters first = free.theta().components().get(0);
        int d = first.columns();
        Restrained component =
                new Restrained(new FactorAnalysis(d, first.factors()), new Heywood.Bound(least), variances(d, first));
        Trial.of(
                law,
                new ModelCase<>(
                        "mixture of " + size.k() + ", " + parts + " shared, uniquenesses above " + least,
                        new SharedFactors(component, parts).mixture(size.k()),
                        free.data(),
                        free.weights(),
                        new MixtureParameters<>(
                                free.theta().weights(),
                                free.theta().components().stream()
                                        .map(component::within)
                                        .toList())));
    }

    @Provide
    Arbitrary<Double> bounds() {
        return Arbitraries.of(0.01, 0.05, 0.15, 0.35, 0.5);
    }

    private static double[] variances(int d, FactorParameters theta) {
        double[] variances = new double[d];
        Arrays.setAll(variances, j -> theta.covariance()[j][j]);
        return variances;
    }
}
