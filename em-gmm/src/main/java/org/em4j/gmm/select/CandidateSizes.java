package org.em4j.gmm.select;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CancellationException;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import org.em4j.core.fit.search.Tasks;
import org.em4j.gmm.MultiStart;
import org.em4j.gmm.select.MixtureSelection.Candidate;

/**
 * Numbers of components, each with the candidates that it has. All are fitted from one start at first; a {@link MultiStart} follows
 * for those whose least criterion is within reach of the least of all, until no more are. The reach is what is asked for,
 * or {@value #MARGIN} times the most that a search has gained on these data, should that be more.
 */
final class CandidateSizes {
    private static final double MARGIN = 2;

    private static final List<ToDoubleFunction<Candidate<?, ?>>> CRITERIA = List.of(Candidate::bic, Candidate::icl);

    /** How candidates of one size come about; none, should an interrupt come first. */
    @FunctionalInterface
    interface Fitting {
        List<Candidate<?, ?>> of(int k);
    }

    private final Map<Integer, List<Candidate<?, ?>>> candidates = new LinkedHashMap<>();
    private final Map<Integer, List<Candidate<?, ?>>> scouted = new HashMap<>();
    private final Set<Integer> waiting = new TreeSet<>();
    private final int threads;

    /** Of sizes, in order, that are fitted on threads. */
    CandidateSizes(List<Integer> sizes, Fitting first, int threads) {
        this.threads = threads;
        sizes.forEach(k -> candidates.put(k, List.of()));
        fit(sizes, first);
        scouted.putAll(candidates);
    }

    /** Searches the sizes within reach of those that may need it. */
    void search(List<Integer> open, double reach, Fitting searched) {
        waiting.addAll(open);
        List<Integer> next = within(reach);
        while (!next.isEmpty() && !Thread.currentThread().isInterrupted()) {
            waiting.removeAll(fit(next, searched));
            next = within(reach);
        }
    }

    /** The candidates, by size in order. */
    List<Candidate<?, ?>> candidates() {
        List<Candidate<?, ?>> all = new ArrayList<>();
        candidates.values().forEach(all::addAll);
        return all;
    }

    /** The sizes that were not searched, though a search might have gained something. */
    Set<Integer> waiting() {
        return waiting;
    }

    /** The largest sizes, which take longest, begin; those that an interrupt cuts short stay as they were. Which were not. */
    private List<Integer> fit(List<Integer> sizes, Fitting fitting) {
        int n = sizes.size();
        List<Integer> done = new ArrayList<>();
        List<List<Candidate<?, ?>>> largestFirst =
                Tasks.run(0, n, threads, i -> unlessCancelled(fitting, sizes.get(n - 1 - i)));
        for (int i = 0; i < largestFirst.size(); i++) {
            if (!largestFirst.get(i).isEmpty()) {
                candidates.put(sizes.get(n - 1 - i), largestFirst.get(i));
                done.add(sizes.get(n - 1 - i));
            }
        }
        return done;
    }

    private static List<Candidate<?, ?>> unlessCancelled(Fitting fitting, int k) {
        try {
            return fitting.of(k);
        } catch (CancellationException e) {
            return List.of();
        }
    }

    private List<Integer> within(double reach) {
        return waiting.stream()
                .filter(k -> CRITERIA.stream().anyMatch(criterion -> isWithin(reach, k, criterion)))
                .toList();
    }

    /**
     * Whether a size is within reach of the least; one of which nothing is known, because each fit has failed, is, too.
     */
    private boolean isWithin(double reach, int k, ToDoubleFunction<Candidate<?, ?>> criterion) {
        OptionalDouble here = least(candidates.get(k), criterion);
        return here.isEmpty()
                || here.getAsDouble() - least(candidates(), criterion).orElseThrow()
                        <= Math.max(reach, MARGIN * mostGained(criterion));
    }

    private double mostGained(ToDoubleFunction<Candidate<?, ?>> criterion) {
        return candidates.keySet().stream()
                .flatMapToDouble(k -> gained(k, criterion))
                .max()
                .orElse(0);
    }

    private DoubleStream gained(int k, ToDoubleFunction<Candidate<?, ?>> criterion) {
        OptionalDouble before = least(scouted.get(k), criterion);
        OptionalDouble after = least(candidates.get(k), criterion);
        return before.isPresent() && after.isPresent()
                ? DoubleStream.of(before.getAsDouble() - after.getAsDouble())
                : DoubleStream.empty();
    }

    private static OptionalDouble least(List<Candidate<?, ?>> some, ToDoubleFunction<Candidate<?, ?>> criterion) {
        return some.stream()
                .mapToDouble(criterion)
                .filter(x -> x < Double.POSITIVE_INFINITY)
                .min();
    }
}
