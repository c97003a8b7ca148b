package org.em4j.validation.law;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.factor.model.ConfirmatoryFactorAnalysis.Factors;
import org.em4j.factor.model.SharedFactors.Part;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.check.Trial;
import org.em4j.laws.density.ComponentsHaveNoNames;
import org.em4j.laws.density.ProbabilitiesSumToOne;
import org.em4j.laws.jqwik.EmLaws;

/** Every factor model on rows with missing values, down to rows with nothing else. */
public class FactorMissingValueLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        return knockedOut(size, FactorAnalysisLaws.example(size));
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(ProbabilitiesSumToOne.class, ComponentsHaveNoNames.class);
    }

    @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
    void everyLawHoldsForEveryFactorModel(
            @ForAll("laws") Law law,
            @ForAll("sizes") Size size,
            @ForAll("models") Function<Size, ModelCase<double[], ?, ?, ?>> model) {
        Trial.of(law, knockedOut(size, model.apply(size)));
    }

    @Provide
    Arbitrary<Function<Size, ModelCase<double[], ?, ?, ?>>> models() {
        return Arbitraries.of(
                ProbabilisticPcaLaws::example,
                size -> ConfirmatoryFactorAnalysisLaws.example(size, Factors.CORRELATED),
                MixtureOfFactorAnalysersLaws::example,
                size -> SharedFactorsLaws.example(size, new SharedFactorsLaws.Kind(false, Set.of(Part.LOADINGS))),
                size -> SharedFactorsLaws.example(size, new SharedFactorsLaws.Kind(true, Set.of(Part.NOISE))));
    }

    private static <P, Q extends Posterior, S extends Statistics<S>> ModelCase<double[], P, Q, S> knockedOut(
            Size size, ModelCase<double[], P, Q, S> complete) {
        RandomGenerator random = size.random();
        List<double[]> rows = complete.data().stream()
                .map(x -> MissingValueLaws.knockedOut(x, random))
                .toList();
        // in other units the density changes by the volume of the observed columns, and Q by that of all; what is
        // missing of a
        // row cannot be turned
        return complete.on(rows, complete.weights())
                .withSymmetries(complete.symmetries().stream()
                        .filter(s -> s.logJacobian() == 0 && !s.name().equals("rotated"))
                        .toList());
    }
}
