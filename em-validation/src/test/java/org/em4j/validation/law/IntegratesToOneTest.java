package org.em4j.validation.law;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.estep.EStep;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Sampler;
import org.em4j.core.model.Sums;
import org.em4j.core.model.decorate.Wrapper;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.ModelCases;
import org.em4j.laws.check.Verdict;
import org.em4j.laws.density.IntegratesToOne;
import org.junit.jupiter.api.Test;

/** A constant that both routes lack. */
class IntegratesToOneTest {
    private static final int TRIES = 20;

    private record Point(double x, List<double[]> y) {}

    /**
     * Rows of responses, normal about a line through the origin with variance one: a record with a list of arrays, of which the
     * covariate is given.
     *
     * @param more what its log density is too large by
     */
    private record Line(double more) implements LatentModel<Point, Double, Observed, Sums> {
        @Override
        public Function<Point, Observed> posterior(Double slope) {
            return at -> new Observed(at.y.stream()
                            .flatMapToDouble(Arrays::stream)
                            .map(y -> -0.5 * (Math.log(2 * Math.PI) + Math.pow(y - slope * at.x, 2)))
                            .sum()
                    + more);
        }

        @Override
        public Sums zero(Double slope) {
            return new Sums(1);
        }

        @Override
        public void accumulate(Point at, Observed q, double weight, Sums into) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Double maximize(Sums s, Double current) {
            throw new UnsupportedOperationException();
        }

        @Override
        public double expectedLogJoint(Double slope, Sums s) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<Sampler<Point>> sampler(Double slope) {
            return Optional.of(new Sampler<>() {
                @Override
                public Point sample(RandomGenerator random) {
                    throw new UnsupportedOperationException("covariates are given");
                }

                @Override
                public Point inPlaceOf(Point observed, RandomGenerator random) {
                    double centre = slope * observed.x;
                    return new Point(
                            observed.x,
                            observed.y.stream()
                                    .map(y -> random.doubles(y.length)
                                            .map(u -> centre + random.nextGaussian())
                                            .toArray())
                                    .toList());
                }
            });
        }
    }

    private static Verdict of(ModelCases cases) {
        return Verdict.of(new IntegratesToOne(), cases, TRIES, 1);
    }

    private static ModelCases lines(double more) {
        return size -> {
            RandomGenerator random = size.random();
            List<Point> points = IntStream.range(0, size.n())
                    .mapToObj(i -> new Point(random.nextDouble(), List.of(new double[2], new double[1])))
                    .toList();
            return new ModelCase<>("lines", new Line(more), points, size.weights(random), 3.0);
        };
    }

    private static ModelCases counts(double more) {
        return size -> PoissonMixtureLaws.example(size).of(new Mixture<>(size.k(), new Constant(more)));
    }

    /** Poisson counts, but for a constant. */
    private record Constant(double more) implements Wrapper<Integer, Double, Observed, Sums> {
        @Override
        public LatentModel<Integer, Double, Observed, Sums> model() {
            return new Poisson();
        }

        @Override
        public Function<Integer, Observed> posterior(Double rate) {
            Function<Integer, Observed> right = model().posterior(rate);
            return x -> new Observed(right.apply(x).logEvidence() + more);
        }

        @Override
        public Optional<EStep<Integer, Sums>> bind(Double rate) {
            return Optional.empty();
        }
    }

    @Test
    void aRightDensityHoldsGivenItsCovariates() {
        Verdict verdict = of(lines(0));
        assertTrue(verdict.holds(), () -> verdict.toString());
        assertEquals(TRIES, verdict.compared());
    }

    @Test
    void halfOfLogTwoPiIsSeenOneWayAndTheOther() {
        for (double sign : new double[] {-1, 1}) {
            Verdict verdict = of(lines(sign * Math.log(2 * Math.PI) / 2));
            assertTrue(!verdict.holds() && verdict.compared() == 1, () -> verdict.toString());
        }
    }

    @Test
    void sumsOverCountsSeeTwoPercent() {
        assertTrue(of(counts(0)).holds());
        assertTrue(!of(counts(0.02)).holds());
        assertTrue(!of(counts(-0.02)).holds());
    }

    @Test
    void whatIsNoDensityBesideTheDrawsIsNotAskedAbout() {
        assertTrue(of(new GammaMixtureLaws()).compared() > 0, "times are positive");
    }
}
