package org.em4j.factor.mixture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import org.em4j.core.Execution;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.model.FactorAnalysis;
import org.em4j.factor.model.LinearFactorModel;
import org.em4j.factor.model.Restrained;
import org.em4j.factor.model.SharedFactors;
import org.em4j.io.Table;
import org.junit.jupiter.api.Test;

class FactorMixtureSearchTest {
    private static final Rows IRIS =
            Table.read(Path.of("..", "data", "iris.csv")).rows();
    private static final int SETOSA = 50;

    private static FactorMixtureFit fit(int components, Heywood heywood) {
        LinearFactorModel component = Restrained.of(new FactorAnalysis(4, 1), heywood, Moments.of(IRIS));
        SharedFactors family = new SharedFactors(component, Set.of());
        Fit<MixtureParameters<FactorParameters>> em = new Restarts(3)
                .search(
                        ClusteredStart.of(family, components, IRIS),
                        new Em().maxIterations(2000),
                        (e, start) -> e.fit(family.mixture(components), IRIS, start),
                        new Execution())
                .best();
        return new FactorMixtureSearch(family, IRIS, new Em()).decide(em);
    }

    private static double alone(int from, int to) {
        double[][] rows = Arrays.copyOfRange(IRIS.toArray(), from, to);
        double share = (to - from) / (double) IRIS.size();
        return new FactorAnalysisEstimator(1).fit(Rows.of(rows)).maxima().get(0) + (to - from) * Math.log(share);
    }

    /** Setosa lies so far off that each component is a factor analysis of its own rows: by another way to the supremum. */
    @Test
    void aComponentThatIsAHeywoodCaseIsNamedWithItsColumnAndTheSupremum() {
        FactorMixtureFit found = fit(2, new Heywood.Report());
        Fit.Degenerate<?> fit = assertInstanceOf(Fit.Degenerate.class, found.fit(), found.fit()::describe);
        int other = found.fit().theta().weight(0) > 0.5 ? 0 : 1;
        double[][] r = new FactorMixture(
                        new SharedFactors(new FactorAnalysis(4, 1), Set.of()),
                        found.fit().theta())
                .responsibilities(IRIS);
        double doubt = 0; // what labels that were known would cost
        for (int i = 0; i < r.length; i++) {
            doubt -= Math.log(r[i][i < SETOSA ? 1 - other : other]);
        }
        double supremum = alone(0, SETOSA) + alone(SETOSA, IRIS.size()) + doubt;
        assertEquals(supremum, fit.trace().last().logLikelihood(), 1e-5);
        assertEquals(List.of(2), fit.degeneracy().columns());
        assertEquals(List.of(other), fit.degeneracy().parts());
        String towards = "a Heywood case: the likelihood rises towards %.4f as the uniqueness of column 3 falls to zero"
                .formatted(supremum);
        assertTrue(fit.describe().contains(towards), fit::describe);
        assertEquals(List.of(2), found.endings().get(other).edge());
        assertEquals(List.of(), found.endings().get(1 - other).edge());
    }

    @Test
    void aMaximumInsideStaysAsItIs() {
        FactorMixtureFit found = fit(3, new Heywood.Report());
        assertInstanceOf(Fit.Converged.class, found.fit(), found.fit()::describe);
        assertTrue(found.endings().stream()
                .allMatch(e -> e.edge().isEmpty() && e.flat().isEmpty()));
    }

    @Test
    void whatIsHeldAtItsBoundIsNamed() {
        FactorMixtureFit found = fit(2, new Heywood.Bound(0.01));
        assertInstanceOf(Fit.Converged.class, found.fit(), found.fit()::describe);
        double variance = Moments.of(IRIS).covariance()[2 * 4 + 2];
        for (FactorMixtureFit.Ending ending : found.endings()) {
            FactorParameters theta =
                    found.fit().theta().components().get(ending.component().orElseThrow());
            boolean held = theta.uniqueness(2) <= 0.01 * variance * (1 + 1e-9);
            assertEquals(held, ending.edge().contains(2), ending::toString);
        }
        assertTrue(found.endings().stream().anyMatch(e -> e.edge().contains(2)));
    }

    @Test
    void componentsThatShareTheirNoiseHaveOneEnding() {
        SharedFactors family = new SharedFactors(new FactorAnalysis(4, 1), Set.of(SharedFactors.Part.NOISE));
        MixtureParameters<FactorParameters> start =
                ClusteredStart.of(family, 2, IRIS).start(Randomness.of(1));
        Fit<MixtureParameters<FactorParameters>> fit = new Em().fit(family.mixture(2), IRIS, start);
        FactorMixtureFit found = new FactorMixtureSearch(family, IRIS, new Em()).decide(fit);
        assertSame(fit, found.fit());
        assertEquals(List.of(new FactorMixtureFit.Ending(OptionalInt.empty(), List.of(), List.of())), found.endings());
    }
}
