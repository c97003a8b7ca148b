package org.em4j.validation.law;

import java.util.Arrays;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.em4j.factor.estep.FactorMoments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.factor.model.ConfirmatoryFactorAnalysis;
import org.em4j.factor.model.ConfirmatoryFactorAnalysis.Factors;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.check.Trial;
import org.em4j.laws.density.ComponentsHaveNoNames;
import org.em4j.laws.density.ImputationsFollowTheDensity;
import org.em4j.laws.density.ProbabilitiesSumToOne;
import org.em4j.laws.jqwik.EmLaws;

/** Loadings of which some are zero, and factors that correlate or do not. */
public class ConfirmatoryFactorAnalysisLaws extends EmLaws {
    @Override
    public ModelCase<?, ?, ?, ?> of(Size size) {
        return example(size, Factors.CORRELATED);
    }

    @Override
    protected Set<Class<? extends Law>> silent() {
        return Set.of(ProbabilitiesSumToOne.class, ComponentsHaveNoNames.class, ImputationsFollowTheDensity.class);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void everyLawHoldsForUncorrelatedFactorsToo(@ForAll("laws") Law law, @ForAll("sizes") Size size) {
        Trial.of(law, example(size, Factors.UNCORRELATED));
    }

    public static ModelCase<double[], FactorParameters, FactorPosterior, FactorMoments> example(
            Size size, Factors factors) {
        RandomGenerator random = size.random();
        int d = size.d();
        int q = Math.min(size.k(), d);
        FactorParameters full = FactorAnalysisLaws.parameters(d, q, size.offset(), random);
        boolean[][] free = new boolean[d][q];
        double[][] loadings = full.loadings();
        for (int j = 0; j < d; j++) {
            for (int a = 0; a < q; a++) {
                free[j][a] = j % q == a || random.nextInt(4) == 0;
                loadings[j][a] = free[j][a] ? loadings[j][a] : 0;
            }
        }
        FactorParameters theta = FactorParameters.of(full.mean(), loadings, full.uniquenesses());
        return new ModelCase<>(
                        "confirmatory factor analysis with " + q + " factors, " + factors,
                        ConfirmatoryFactorAnalysis.of(free, factors),
                        size.rows(random),
                        size.weights(random),
                        factors == Factors.CORRELATED ? theta.withFactorCovariance(covariance(q)) : theta)
                .withSymmetries(Stream.of(Affine.shift(d), Affine.unit(d), Affine.units(d))
                        .map(change -> change.of((FactorParameters p) -> FactorAnalysisLaws.changed(change, p)))
                        .toList());
    }

    private static double[][] covariance(int q) {
        double[][] c = new double[q][q];
        for (int a = 0; a < q; a++) {
            Arrays.fill(c[a], 0.4);
            c[a][a] = 1 + 0.5 * a;
        }
        return c;
    }
}
