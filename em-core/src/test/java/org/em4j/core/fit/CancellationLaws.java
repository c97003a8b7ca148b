package org.em4j.core.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.Execution;
import org.em4j.core.block.BlockMap;
import org.em4j.core.block.Merge;
import org.em4j.core.data.Observations;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Chart;
import org.junit.jupiter.api.Test;

/** What an interrupt leaves of a fit, whichever block of whichever pass over the data it comes in. */
class CancellationLaws {
    private static final List<Double> TIMES = IntStream.range(0, 3000)
            .mapToObj(i -> (i % 3 == 0 ? 5.0 : 0.3) * (1 + i % 17))
            .toList();
    private static final MixtureParameters<Double> START =
            new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(0.2, 3.0));

    /** Data whose reader is interrupted as he begins block number {@code at} of all passes. */
    private record Interrupting<X>(Observations<X> data, int at, AtomicInteger blocks) implements Observations<X> {
        static <X> Interrupting<X> at(int block, List<X> list, int threads) {
            double[] ones = list.stream().mapToDouble(x -> 1).toArray();
            return new Interrupting<>(
                    Observations.of(list, ones).on(new Execution(threads, 1)), block, new AtomicInteger());
        }

        @Override
        public <A> A fold(BlockMap<X, A> map, Merge<A> merge) {
            Thread reader = Thread.currentThread();
            return data.fold(
                    rows -> {
                        BlockMap.Worker<X, A> worker = map.open(rows);
                        return (block, tiles) -> {
                            if (blocks.getAndIncrement() == at) {
                                reader.interrupt();
                            }
                            return worker.apply(block, tiles);
                        };
                    },
                    merge);
        }

        @Override
        public long count() {
            return data.count();
        }

        @Override
        public Observations<X> weighted(double[] weights) {
            return new Interrupting<>(data.weighted(weights), at, blocks);
        }
    }

    @Property(tries = 100)
    void theLastWholeIterateIsKeptWithItsTrace(
            @ForAll @IntRange(max = 300) int at,
            @ForAll @IntRange(min = 1, max = 3) int threads,
            @ForAll boolean accelerated) {
        Em em = new Em().accelerate(accelerated ? new Anderson() : Accelerator.NONE);
        Mixture<Double, Double, ?, ?> model = new Mixture<>(2, new Charted());
        Fit<MixtureParameters<Double>> fit = em.fit(model, Interrupting.at(at, TIMES, threads), START);
        boolean interrupted = Thread.interrupted();
        Fit<MixtureParameters<Double>> same =
                em.maxIterations(fit.trace().iterations()).fit(model, Observations.of(TIMES), START);
        if (fit instanceof Fit.Cancelled && fit.trace().entries().isEmpty()) {
            same = new Fit.Cancelled<>(START, fit.trace());
        }
        assertTrue(interrupted || fit instanceof Fit.Converged, "the interrupt stays set");
        assertTrue(fit instanceof Fit.Cancelled || fit instanceof Fit.Converged, fit::describe);
        assertEquals(same.trace().entries(), fit.trace().entries());
        assertEquals(same.theta().weight(0), fit.theta().weight(0));
        assertEquals(same.theta().components(), fit.theta().components());
    }

    /** Can be accelerated. */
    private static final class Charted extends Exponential {
        @Override
        public Optional<Chart<Double>> chart(Double at) {
            return Optional.of(Chart.of(rate -> new double[] {Math.log(rate)}, u -> Math.exp(u[0])));
        }
    }

    @Test
    void withoutAWholePassThereAreTheStartAndNoTrace() {
        Fit<Double> fit = new Em().fit(new Exponential(), Interrupting.at(0, TIMES, 1), 2.0);
        assertTrue(Thread.interrupted());
        assertInstanceOf(Fit.Cancelled.class, fit);
        assertEquals(2.0, fit.theta());
        assertEquals("cancelled before the first pass over all data was done with", fit.describe());
    }

    @Test
    void aCollapseIsStillNamedWhereItsRowsCannotBe() {
        List<Double> zeros = Collections.nCopies(3000, 0.0);
        Fit<MixtureParameters<Double>> fit =
                new Em().fit(new Mixture<>(2, new Exponential()), Interrupting.at(3, zeros, 1), START);
        assertTrue(Thread.interrupted());
        var degenerate = assertInstanceOf(Fit.Degenerate.class, fit, fit::describe);
        assertEquals("component 1", degenerate.degeneracy().component());
        assertEquals(List.of(), degenerate.degeneracy().rows());
    }
}
