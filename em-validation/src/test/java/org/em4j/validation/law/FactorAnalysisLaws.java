package org.em4j.validation.law;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.em4j.factor.FactorAnalysis;
import org.em4j.factor.FactorParameters;

/** Factor analysis on its own. */
class FactorAnalysisLaws extends EmLaws {
    @Override
    ModelCase<?, ?, ?, ?> example(Size size) {
        RandomGenerator random = size.random();
        FactorParameters theta = parameters(size.d(), size.k(), size.offset(), random);
        return new ModelCase<>(
                "factor analysis with " + size.k() + " factors",
                new FactorAnalysis(size.d(), size.k()),
                size.rows(random),
                size.weights(random),
                theta);
    }

    static FactorParameters parameters(int d, int q, double offset, RandomGenerator random) {
        double[] uniquenesses = new double[d];
        Arrays.setAll(uniquenesses, j -> 0.2 + random.nextDouble());
        double[][] loadings = new double[d][];
        Arrays.setAll(loadings, j -> numbers(q, 1, 0, random));
        return FactorParameters.of(numbers(d, 1, offset, random), loadings, uniquenesses);
    }
}
