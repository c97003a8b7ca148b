package org.em4j.validation.law;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.em4j.factor.estep.FactorMoments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.factor.model.ProbabilisticPca;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.check.Symmetry;
import org.em4j.laws.density.ComponentsHaveNoNames;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.ProbabilitiesSumToOne;
import org.em4j.laws.jqwik.EmLaws;

/** One noise variance for all columns: as factor analysis, and turning the columns is nothing to it either. */
public class ProbabilisticPcaLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        return example(size);
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(ProbabilitiesSumToOne.class, ComponentsHaveNoNames.class, ImputationsFollowTheDensity.class);
    }

    public static ModelCase<double[], FactorParameters, FactorPosterior, FactorMoments> example(Size size) {
        RandomGenerator random = size.random();
        int d = size.d() + 1;
        int q = Math.min(size.k(), size.d());
        List<double[]> rows = Stream.generate(() -> Size.numbers(d, 2, size.offset(), random))
                .limit(size.n())
                .toList();
        return new ModelCase<>(
                        "probabilistic PCA with " + q + " factors",
                        new ProbabilisticPca(d, q),
                        rows,
                        size.weights(random),
                        parameters(d, q, size.offset(), random))
                .withSymmetries(Stream.concat(symmetries(size, d), Stream.of(FactorAnalysisLaws.rotatedFactors()))
                        .toList());
    }

    private static Stream<Symmetry<double[], FactorParameters>> symmetries(Size size, int d) {
        Stream<Affine> changes = Stream.of(Affine.shift(d), Affine.unit(d), Affine.backwards(d));
        Stream<Affine> all = size.offset() == 0 // far off, turning rounds the means away
                ? Stream.concat(changes, Stream.of(Affine.rotation(d)))
                : changes;
        return all.map(change -> change.of((FactorParameters p) -> FactorAnalysisLaws.changed(change, p)));
    }

    static FactorParameters parameters(int d, int q, double offset, RandomGenerator random) {
        double[][] loadings = new double[d][];
        Arrays.setAll(loadings, j -> Size.numbers(q, 1, 0, random));
        return ProbabilisticPca.parameters(Size.numbers(d, 1, offset, random), loadings, 0.2 + random.nextDouble());
    }
}
