package org.em4j.core.fit.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.em4j.core.Execution;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.StoppingRule;

/**
 * A fit from several starts: all for a while, then the most promising to the end (Biernacki, Celeux and Govaert 2003).
 * A start whose fit fails is replaced, a few times: a likelihood that is unbounded somewhere may still have the maximum
 * that is wanted elsewhere. Several starts are tried at a time, one by each thread of an execution; what is found is a
 * function of its seed alone.
 *
 * @param runs number of starts
 * @param kept how many of them are followed to the end
 */
public record Restarts(int runs, int kept) {
    private static final int REPLACEMENTS = 9;
    private static final int BRIEF = 20;
    private static final int KEPT = 5;

    /** At least one run, and one kept. */
    public Restarts {
        if (runs < 1 || kept < 1) {
            throw new IllegalArgumentException("runs and kept are at least 1, not " + runs + " and " + kept);
        }
    }

    /** Settings for a number of starts, of which a quarter is followed to the end, and five at least. */
    public Restarts(int runs) {
        this(runs, Math.max(KEPT, runs / 4));
    }

    /** How each start is fitted: by all threads if it is the only one, else by one of them. */
    public Execution ofEach(Execution execution) {
        return runs > 1 ? execution.threads(1) : execution;
    }

    /** Fits from each start to the end; returns the best. */
    public <P> Fit<P> best(Initializer<P> initializer, Function<P, Fit<P>> fit, Execution execution) {
        return new Restarts(runs, Integer.MAX_VALUE)
                .search(initializer, new Em(), (em, start) -> fit.apply(start), execution)
                .best();
    }

    /**
     * Fits from each start, for {@value #BRIEF} iterations where not all are kept, and the best of those to the end.
     *
     * @param em how to fit; where there are threads its listener hears from all of them
     * @param fit may be called by several threads at a time
     * @throws CancellationException if the calling thread is interrupted before there is anything to return
     */
    public <P> Optima<P> search(Initializer<P> initializer, Em em, BiFunction<Em, P, Fit<P>> fit, Execution execution) {
        return search(initializer, em, fit, (a, b) -> true, execution);
    }

    /**
     * Fits from each start, for {@value #BRIEF} iterations where not all are kept, and the best of those to the end;
     * tells apart maxima that are equally high.
     *
     * @param alike whether parameters of equal objective are one maximum, as {@link Optima#alike}
     */
    public <P> Optima<P> search(
            Initializer<P> initializer,
            Em em,
            BiFunction<Em, P, Fit<P>> fit,
            BiPredicate<P, P> alike,
            Execution execution) {
        return searchFrom(i -> initializer.start(execution.random(i)), em, fit, alike, execution.threads());
    }

    /**
     * Fits from given starts, for {@value #BRIEF} iterations where not all are kept, and the best of those to the end.
     * How long a start is tried depends on nothing but its number of iterations.
     *
     * @param starts by number from 0; those from the number of runs on replace others that fail
     * @param threads how many starts are tried at a time
     */
    public <P> Optima<P> searchFrom(
            IntFunction<P> starts, Em em, BiFunction<Em, P, Fit<P>> fit, BiPredicate<P, P> alike, int threads) {
        boolean whole = kept >= runs;
        Em first = whole ? em : brief(em);
        List<Fit<P>> fits = new ArrayList<>();
        int failed = 0;
        for (int run = 0, to = runs; run < to; to = runs + Math.min(failed, REPLACEMENTS)) {
            fits.addAll(all(run, to, threads, i -> fit.apply(first, starts.apply(i))));
            failed = (int) fits.stream().filter(f -> !f.endedWell()).count();
            if (isCancelled(fits)) {
                return cancelled(fits, failed);
            }
            run = to;
        }
        List<Fit<P>> followed = whole ? fits : followed(fits, em, fit, threads);
        if (isCancelled(followed)) {
            fits.addAll(followed);
            return cancelled(fits, failed);
        }
        return Optima.of(followed, fits.size(), failed, alike);
    }

    /** Fits of so many numbers; without those that were interrupted before they had begun. */
    private static <P> List<Fit<P>> all(int from, int to, int threads, IntFunction<Fit<P>> fit) {
        return Tasks.run(from, to, threads, i -> {
                    try {
                        return Optional.of(fit.apply(i));
                    } catch (CancellationException e) {
                        return Optional.<Fit<P>>empty();
                    }
                })
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    private static Em brief(Em em) {
        return em.until(StoppingRule.never())
                .maxIterations(Math.min(BRIEF, em.maxIterations()))
                .listener(entry -> {});
    }

    /** The most promising, to the end; for each that fails there the next. */
    private <P> List<Fit<P>> followed(List<Fit<P>> fits, Em em, BiFunction<Em, P, Fit<P>> fit, int threads) {
        List<Fit<P>> promising = fits.stream()
                .filter(Fit::endedWell)
                .sorted(Comparator.comparingDouble(f -> -f.trace().last().objective()))
                .limit(kept + REPLACEMENTS)
                .toList();
        List<Fit<P>> followed = new ArrayList<>();
        while (followed.size() < promising.size() && !isCancelled(followed)) {
            int from = followed.size();
            int missing = kept - (int) followed.stream().filter(Fit::endedWell).count();
            if (missing == 0) {
                break;
            }
            int to = Math.min(promising.size(), from + missing);
            followed.addAll(all(from, to, threads, i -> whole(promising.get(i), em, fit)));
        }
        return promising.isEmpty() ? fits : followed;
    }

    private static <P> Fit<P> whole(Fit<P> brief, Em em, BiFunction<Em, P, Fit<P>> fit) {
        return brief instanceof Fit.Converged ? brief : fit.apply(em, brief.theta());
    }

    private static boolean isCancelled(List<? extends Fit<?>> fits) {
        return Thread.currentThread().isInterrupted() || fits.stream().anyMatch(Fit.Cancelled.class::isInstance);
    }

    private static <P> Optima<P> cancelled(List<Fit<P>> fits, int failed) {
        if (fits.isEmpty()) {
            throw new CancellationException("interrupted before anything was fitted");
        }
        return Optima.cancelled(fits, fits.size(), failed);
    }
}
