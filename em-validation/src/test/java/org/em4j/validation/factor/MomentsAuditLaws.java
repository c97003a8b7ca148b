package org.em4j.validation.factor;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.Execution;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorSample;

/** A factor analysis believes moments only if they are those of its rows, to rounding. */
class MomentsAuditLaws {
    /** What moments may be wrong by and be noticed: rounding of these data explains less than a thousandth of it. */
    private static final double WRONG = 1e-9;

    private static Rows rows(int n, int d, boolean weighted, double offset, long seed) {
        RandomGenerator random = Randomness.of(seed);
        double[][] x = new double[n][d];
        double[] w = new double[n];
        for (int i = 0; i < n; i++) {
            double f = random.nextGaussian();
            Arrays.setAll(x[i], j -> offset + f + random.nextGaussian());
            w[i] = weighted ? random.nextInt(4) : 1;
        }
        w[0] = 1;
        return Rows.of(x).weighted(w);
    }

    private static Fit<FactorParameters> fit(Rows rows, Moments moments) {
        return new FactorAnalysisEstimator(1)
                .em(new Em().maxIterations(3))
                .fit(FactorSample.of(rows, moments), new Execution())
                .fit();
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void rightMomentsAreBelieved(
            @ForAll @IntRange(min = 60, max = 9000) int n,
            @ForAll @IntRange(min = 4, max = 40) int d,
            @ForAll boolean weighted,
            @ForAll @DoubleRange(min = -1e7, max = 1e7) double offset,
            @ForAll long seed) {
        Rows rows = rows(n, d, weighted, offset, seed);
        Fit<FactorParameters> fit = fit(rows, Moments.of(rows));
        assertTrue(fit.endedWell(), fit::describe);
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void momentsOfWrongScatterAreNot(
            @ForAll @IntRange(min = 60, max = 9000) int n,
            @ForAll @IntRange(min = 4, max = 40) int d,
            @ForAll boolean weighted,
            @ForAll @DoubleRange(min = -1e4, max = 1e4) double offset,
            @ForAll long seed) {
        Rows rows = rows(n, d, weighted, offset, seed);
        Moments wrong = Moments.of(rows);
        wrong.second()[(d - 1) * d + d - 2] *= 1 + 1e3 * WRONG; // one covariance
        wrong.second()[d * d - 1] *= 1 + WRONG; // and one variance
        assertInstanceOf(Fit.AuditFailed.class, fit(rows, wrong));
    }

    @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
    void momentsAboutAnotherOriginThanTheySayAreNot(
            @ForAll @IntRange(min = 60, max = 9000) int n,
            @ForAll @IntRange(min = 4, max = 40) int d,
            @ForAll long seed) {
        Rows rows = rows(n, d, true, 1e7, seed);
        Moments right = Moments.of(rows);
        double[] elsewhere = right.origin().clone();
        elsewhere[0] += 1e-3;
        Moments wrong = Moments.pseudoObservations(
                elsewhere, right.weight(), right.symmetric().second(), 0);
        assertInstanceOf(Fit.AuditFailed.class, fit(rows, wrong));
    }
}
