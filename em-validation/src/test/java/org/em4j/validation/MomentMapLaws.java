package org.em4j.validation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Iterate;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.MomentMap;

/** EM for factor analysis over sample moments is EM over the rows. */
class MomentMapLaws {
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void aPassOverMomentsIsAPassOverRows(
            @ForAll @IntRange(min = 2, max = 120) int n,
            @ForAll @IntRange(min = 1, max = 8) int d,
            @ForAll @IntRange(min = 1, max = 3) int q,
            @ForAll boolean weighted,
            @ForAll long seed) {
        RandomGenerator random = Randomness.of(seed);
        double[][] x = new double[n][d];
        for (double[] row : x) {
            Arrays.setAll(row, j -> 3 + random.nextGaussian());
        }
        double[] w = new double[n];
        Arrays.setAll(w, i -> weighted ? random.nextDouble() + 0.1 : 1);
        Rows rows = Rows.of(x).weighted(w);
        double[][] loadings = new double[d][q];
        double[] uniquenesses = new double[d];
        for (int j = 0; j < d; j++) {
            Arrays.setAll(loadings[j], a -> random.nextGaussian());
            uniquenesses[j] = 0.3 + random.nextDouble();
        }
        double[] mean = new double[d];
        Arrays.setAll(mean, j -> 3 + random.nextGaussian());
        FactorParameters theta = FactorParameters.of(mean, loadings, uniquenesses);
        FactorAnalysis model = new FactorAnalysis(d, q);

        Iterate<FactorParameters> byRows = EmProblem.of(model, rows).apply(theta);
        Iterate<FactorParameters> byMoments = new MomentMap(model, Moments.of(rows)).apply(theta);

        double bound = byRows.rounding() + byMoments.rounding();
        assertEquals(byRows.logLikelihood(), byMoments.logLikelihood(), bound);
        assertEquals(byRows.entropy(), byMoments.entropy(), bound);
        assertEquals(
                byRows.surrogate().expectedLogJoint(theta),
                byMoments.surrogate().expectedLogJoint(theta),
                16 * bound);
    }
}
