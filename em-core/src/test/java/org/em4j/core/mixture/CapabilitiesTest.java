package org.em4j.core.mixture;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.em4j.core.Execution;
import org.em4j.core.Randomness;
import org.em4j.core.data.Labelled;
import org.em4j.core.data.Observations;
import org.em4j.core.estimate.ModelEstimator;
import org.em4j.core.expectation.RowPosterior;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.core.inference.Bootstrap;
import org.em4j.core.inference.Quantities;
import org.em4j.core.mixture.gate.Uniform;
import org.em4j.core.mixture.gate.UnlabelledNoise;
import org.em4j.core.model.Edge;
import org.em4j.core.model.Imputer;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.MissingCapabilityException;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Sums;
import org.em4j.core.model.decorate.WithPrior;
import org.em4j.core.model.decorate.Wrapper;
import org.junit.jupiter.api.Test;

/** A model made of others offers what they do. */
class CapabilitiesTest {
    /** Coins in a row, with the five methods alone. */
    private record Coins() implements LatentModel<double[], Double, Observed, Sums> {
        @Override
        public Function<double[], Observed> posterior(Double p) {
            return x -> new Observed(x[0] == 1 ? Math.log(p) : Math.log1p(-p));
        }

        @Override
        public Sums zero(Double p) {
            return new Sums(2);
        }

        @Override
        public void accumulate(double[] x, Observed q, double weight, Sums into) {
            into.add(weight, x[0], 1 - x[0]);
        }

        @Override
        public Double maximize(Sums s, Double current) {
            return s.get(0) / (s.get(0) + s.get(1));
        }

        @Override
        public double expectedLogJoint(Double p, Sums s) {
            return Sums.xlogy(s.get(0), p) + Sums.xlog1py(s.get(1), -p);
        }

        @Override
        public String toString() {
            return "Coins";
        }
    }

    /** The same, which draws. */
    private record Drawn(Coins model) implements Wrapper<double[], Double, Observed, Sums> {
        @Override
        public Optional<Sampler<double[]>> sampler(Double p) {
            return Optional.of(random -> new double[] {random.nextDouble() < p ? 1 : 0});
        }

        @Override
        public Optional<Imputer<double[]>> imputer(Double p) {
            return sampler(p).map(s -> (x, random) -> Double.isNaN(x[0]) ? s.sample(random) : x);
        }
    }

    private static final MixtureParameters<Double> THETA =
            new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(0.2, 0.7));
    private static final Mixture<double[], Double, Observed, Sums> BARE = new Mixture<>(2, new Coins());
    private static final Mixture<double[], Double, Observed, Sums> DRAWN = new Mixture<>(2, new Drawn(new Coins()));
    private static final Observations<double[]> DATA = Observations.of(List.of(new double[] {1}, new double[] {0}));

    @Test
    void aMixtureOfWhatOffersNothingOffersNothing() {
        assertTrue(BARE.sampler(THETA).isEmpty());
        assertTrue(BARE.imputer(THETA).isEmpty());
        assertTrue(BARE.chart(THETA).isEmpty());
        assertEquals(
                List.of("weight of component 1 = 0", "weight of component 2 = 0"),
                BARE.edges(THETA).stream().map(Edge::name).toList());
    }

    @Test
    void whatWrapsAndContaminatesAndLabelsItOffersNothingEither() {
        assertTrue(new PartlyLabelled<>(BARE).sampler(THETA).isEmpty());
        assertTrue(new PartlyLabelled<>(BARE).imputer(THETA).isEmpty());
        assertTrue(new WithPrior<>(BARE, BARE.zero(THETA)).chart(THETA).isEmpty());
        var noisy = new Contaminated<>(BARE, new Uniform(new double[] {0}, new double[] {1}));
        assertTrue(noisy.sampler(new NoiseParameters<>(0.1, THETA)).isEmpty());
        assertTrue(noisy.chart(new NoiseParameters<>(0.1, THETA)).isEmpty());
    }

    @Test
    void aMixtureOfWhatDrawsDraws() {
        RandomGenerator random = Randomness.of(1);
        Sampler<double[]> sampler = DRAWN.sampler(THETA).orElseThrow();
        double mean = sampler.sample(random)[0];
        for (int i = 1; i < 4000; i++) {
            mean += (sampler.sample(random)[0] - mean) / (i + 1);
        }
        assertEquals(0.45, mean, 4 * Math.sqrt(0.25 / 4000));
        assertEquals(1, DRAWN.imputer(THETA).orElseThrow().impute(new double[] {Double.NaN}, random).length);
    }

    @Test
    void noiseInThePlaceOfALabelledRowKeepsItsGaps() {
        var noise = new UnlabelledNoise<>(new Uniform(new double[] {0, 0}, new double[] {1, 1}));
        Labelled<double[]> row = new Labelled<>(new double[] {Double.NaN, 3}, Labelled.UNKNOWN);
        double[] drawn = noise.inPlaceOf(row, Randomness.of(1)).observation();
        assertTrue(Double.isNaN(drawn[0]) && drawn[1] >= 0 && drawn[1] <= 1);
    }

    @Test
    void aMixtureOfRowsExpectsTheAverageOfItsComponents() {
        record Seen(double logEvidence, double entropy, double value) implements RowPosterior {
            @Override
            public double expected(int column) {
                return value;
            }
        }
        var q = new ComponentPosterior<>(new double[] {0.25, 0.75}, List.of(new Seen(0, 0, 4), new Seen(0, 0, 8)), -1);
        assertEquals(7, ComponentPosterior.ofRow(q).expected(0));
        assertArrayEquals(new double[] {0.75, q.entropy(), -1}, new double[] {
            q.share(List.of(1)),
            ComponentPosterior.ofRow(q).entropy(),
            ComponentPosterior.ofRow(q).logEvidence()
        });
    }

    @Test
    void whatNeedsMoreSaysWhatToOverride() {
        Exception e = assertThrows(
                MissingCapabilityException.class,
                () -> new Em().accelerate(new Squarem()).fit(BARE, DATA, THETA));
        assertEquals(
                "the model has no chart, which acceleration takes its steps in; override chart in the model",
                e.getMessage());
        var fitted = new ModelEstimator<>(new Coins(), random -> 0.5)
                .fit(DATA)
                .report(new Quantities<>(List.of("p"), p -> new double[] {p}));
        assertTrue(assertThrows(MissingCapabilityException.class, fitted::standardErrors)
                .getMessage()
                .contains("override chart"));
        assertTrue(assertThrows(
                        MissingCapabilityException.class,
                        () -> fitted.parametricBootstrap(new Bootstrap(2), new Em(), new Execution()))
                .getMessage()
                .startsWith("Coins has no sampler, which a parametric bootstrap draws from"));
    }
}
