package org.em4j.core.product;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.core.Randomness;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Observations;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Exponential;
import org.em4j.core.fit.Fit;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Sums;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProductTest {
    /** A step: how long it took, and where it led. */
    record Stride(@Nullable Double time, double @Nullable [] move) {
        Stride withTime(Double other) {
            return new Stride(other, move);
        }

        Stride withMove(double[] other) {
            return new Stride(time, other);
        }
    }

    private static final class Times extends Exponential {
        private static final long serialVersionUID = 1;

        @Override
        public Optional<Sampler<Double>> sampler(Double rate) {
            return Optional.of(random -> random.nextExponential() / rate);
        }
    }

    private static final Part<Stride, Double, Double, Observed, Sums> WAIT =
            new Part<>("wait", Place.of(() -> new Stride(null, null), Stride::time, Stride::withTime), new Times());
    private static final Part<Stride, double[], FullNormal, MissingValuePosterior, Moments> MOVE =
            new Part<>("move", Place.of(() -> new Stride(null, null), Stride::move, Stride::withMove), new Gaussian(1));
    private static final Product<Stride> STRIDES = new Product<>(List.of(WAIT, MOVE));

    private static Product.Theta theta(double rate, double mean) {
        return new Product.Theta(List.of(rate, FullNormal.of(new double[] {mean}, new double[][] {{1}})));
    }

    @Test
    void partsAreFittedOnWhatHasThem() {
        Observations<Stride> data = Observations.of(
                List.of(new Stride(1.0, new double[] {4}), new Stride(3.0, null), new Stride(null, new double[] {2})));
        Product.Theta fitted = new Em().fit(STRIDES, data, theta(1, 0)).theta();
        assertEquals(0.5, STRIDES.of(WAIT, fitted));
        assertEquals(3, STRIDES.of(MOVE, fitted).mean()[0]);
        assertEquals(1, STRIDES.of(MOVE, fitted).covariance()[0][0]);
        double each = Math.log(0.5) - 0.5 * 1 - 0.5 * Math.log(2 * Math.PI) - 0.5;
        assertEquals(
                each,
                STRIDES.posterior(fitted)
                        .apply(new Stride(1.0, new double[] {4}))
                        .logEvidence(),
                1e-15);
        assertEquals(0, STRIDES.posterior(fitted).apply(new Stride(null, null)).logEvidence());
    }

    /** Bayes' rule by hand: the classes' densities of what is there, times their weights. */
    @Test
    void aMixtureGoesByWhatIsThere() {
        var classes = new Mixture<>(2, STRIDES);
        var at = new MixtureParameters<>(new double[] {0.25, 0.75}, List.of(theta(1, 0), theta(2, 5)));
        var posterior = classes.posterior(at);
        double first = 0.25 * Math.exp(-1.5);
        double second = 0.75 * 2 * Math.exp(-3);
        assertArrayEquals(
                new double[] {first / (first + second), second / (first + second)},
                posterior.apply(new Stride(1.5, null)).responsibilities(),
                1e-15);
        assertArrayEquals(
                new double[] {0.25, 0.75},
                posterior.apply(new Stride(null, null)).responsibilities(),
                1e-15);
    }

    @Test
    void aPartThatNoObservationHasIsNamed() {
        Fit<Product.Theta> fit = new Em().fit(STRIDES, Observations.of(List.of(new Stride(1.0, null))), theta(1, 0));
        assertEquals(
                "degenerate: move: it is missing wherever there would be any use for it; leave it out, or use fewer components",
                fit.describe().replaceAll(" after.*?:", ":"));
    }

    @Test
    void drawsHaveAllPartsOrThoseOfAnother() {
        Sampler<Stride> sampler = STRIDES.sampler(theta(2, 5)).orElseThrow();
        var random = Randomness.of(1);
        double mean = IntStream.range(0, 10_000)
                .mapToObj(i -> sampler.sample(random))
                .mapToDouble(s -> s.time() + s.move()[0])
                .average()
                .orElseThrow();
        assertEquals(5.5, mean, 6 * Math.sqrt((0.25 + 1) / 10_000));
        assertNull(sampler.inPlaceOf(new Stride(1.0, null), random).move());
        Stride filled = STRIDES.imputer(theta(2, 5)).orElseThrow().impute(new Stride(1.0, null), random);
        assertEquals(1, filled.time());
        assertEquals(1, filled.move().length);
    }

    @Test
    void placesInRowsAreChecked() {
        Row row = new Row(2);
        assertEquals(3, row.count(1).get(new double[] {0.5, 3}));
        assertNull(row.count(1).get(new double[] {0.5, Double.NaN}));
        assertEquals(
                "column 1 holds 0.5 where whole numbers from 0 on are counted; is it a measurement?",
                assertThrows(InvalidDataException.class, () -> row.count(0).get(new double[] {0.5, 3}))
                        .getMessage());
        assertArrayEquals(new double[] {7, 1}, row.number(0).put(new double[] {0, 1}, 7.0));
        assertEquals(
                "column 2 of a row whose columns are 0 to 1",
                assertThrows(IllegalArgumentException.class, () -> row.part(2)).getMessage());
        assertThrows(IllegalArgumentException.class, () -> new Product<Stride>(List.of()));
    }
}
