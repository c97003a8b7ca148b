package org.em4j.validation.law;

import java.util.Arrays;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.em4j.factor.estep.FactorMoments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.check.Symmetry;
import org.em4j.laws.density.ComponentsHaveNoNames;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.ProbabilitiesSumToOne;
import org.em4j.laws.jqwik.EmLaws;

/** Factor analysis on its own. */
public class FactorAnalysisLaws extends EmLaws {
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
        FactorParameters theta = parameters(size.d(), size.k(), size.offset(), random);
        return new ModelCase<>(
                        "factor analysis with " + size.k() + " factors",
                        new FactorAnalysis(size.d(), size.k()),
                        size.rows(random),
                        size.weights(random),
                        theta)
                .withSymmetries(Stream.concat(
                                Affine.byColumn(size.d())
                                        .map(change -> change.of((FactorParameters p) -> changed(change, p))),
                                Stream.of(rotatedFactors()))
                        .toList());
    }

    static FactorParameters changed(Affine change, FactorParameters p) {
        double[][] noise = new double[p.columns()][p.columns()];
        for (int j = 0; j < p.columns(); j++) {
            noise[j][j] = p.uniquenesses()[j];
        }
        double[][] moved = change.covariance(noise);
        double[] uniquenesses = new double[p.columns()];
        Arrays.setAll(uniquenesses, j -> moved[j][j]);
        return FactorParameters.of(change.mean(p.mean()), change.loadings(p.loadings()), uniquenesses)
                .withFactorCovariance(p.factorCovariance());
    }

    /** Factors turned are factors as good. */
    static Symmetry<double[], FactorParameters> rotatedFactors() {
        return new Symmetry<>(
                "with its factors rotated",
                x -> x,
                p -> {
                    double[][] turn = Affine.rotation(p.factors()).a();
                    double[][] loadings = new Array2DRowRealMatrix(p.loadings())
                            .multiply(new Array2DRowRealMatrix(turn))
                            .getData();
                    return FactorParameters.of(p.mean(), loadings, p.uniquenesses());
                },
                0);
    }

    static FactorParameters parameters(int d, int q, double offset, RandomGenerator random) {
        double[] uniquenesses = new double[d];
        Arrays.setAll(uniquenesses, j -> 0.2 + random.nextDouble());
        double[][] loadings = new double[d][];
        Arrays.setAll(loadings, j -> Size.numbers(q, 1, 0, random));
        return FactorParameters.of(Size.numbers(d, 1, offset, random), loadings, uniquenesses);
    }
}
