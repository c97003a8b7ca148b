package org.em4j.core.fit.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.em4j.core.data.Observations;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Trace;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * The maxima that a search found, the highest first: a map of the objective. Two fits ended at one maximum if their
 * objectives are the same, by {@link #isSame}, and if their parameters are, where somebody can tell, as {@link #alike} can.
 *
 * @param found at least one
 * @param starts how many starts were tried
 * @param failed how many fits ended neither converged nor with their budget spent
 */
public record Optima<P>(List<Optimum<P>> found, int starts, int failed) {
    /**
     * In nats: objectives that differ by less are the same. On one hill it is a hundredth of a standard error, a hundred times
     * what a fit that has converged is away from the top.
     */
    public static final double NATS = 1e-4;

    /** In standard errors: parameters that are nearer to each other are the same. */
    public static final double APART = 0.1;

    /** Maxima beyond these are counted, not listed. */
    private static final int LISTED = 5;

    /**
     * One maximum.
     *
     * @param fit the highest fit that ended there
     * @param times how many fits did
     */
    public record Optimum<P>(Fit<P> fit, int times) {
        /** Log-likelihood plus log prior, in nats. */
        public double objective() {
            return fit.trace().last().objective();
        }

        private boolean isReachedBy(Fit<P> other, BiPredicate<P, P> alike) {
            return isSame(fit, other) && alike.test(fit.theta(), other.theta());
        }
    }

    /** Whether two fits ended equally high: within {@value #NATS} nats, rounding, and what each says it has left. */
    public static boolean isSame(Fit<?> a, Fit<?> b) {
        Trace.Entry left = a.trace().last();
        Trace.Entry right = b.trace().last();
        return Math.abs(left.objective() - right.objective())
                <= NATS + left.rounding() + right.rounding() + left(a.trace()) + left(b.trace());
    }

    private static double left(Trace trace) {
        OptionalDouble distance = trace.distance();
        return distance.isPresent() ? distance.getAsDouble() * distance.getAsDouble() / 2 : 0;
    }

    /**
     * Whether parameters are the same to data, up to {@value #APART} standard errors by {@link LogEvidence#distance}: whatever the
     * order of components, and the rotation of factors. It takes two passes.
     */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> BiPredicate<P, P> alike(
            LatentModel<X, P, Q, S> model, Observations<X> data) {
        return (a, b) ->
                LogEvidence.distance(LogEvidence.of(model, a, data), LogEvidence.of(model, b, data), data.weights())
                        < APART;
    }

    /** Sorts fits, of which there is at least one, into maxima by their objectives alone. */
    public static <P> Optima<P> of(List<Fit<P>> fits, int starts, int failed) {
        return of(fits, starts, failed, (a, b) -> true);
    }

    /**
     * Sorts fits, of which there is at least one, into maxima. Where none ended well, the first is all there is.
     *
     * @param alike whether parameters of equal objective are one maximum
     */
    public static <P> Optima<P> of(List<Fit<P>> fits, int starts, int failed, BiPredicate<P, P> alike) {
        List<Fit<P>> well = fits.stream()
                .filter(Fit::endedWell)
                .sorted(Comparator.comparingDouble(f -> -f.trace().last().objective()))
                .toList();
        if (well.isEmpty()) {
            return new Optima<>(List.of(new Optimum<>(fits.get(0), 1)), starts, failed);
        }
        List<Optimum<P>> found = new ArrayList<>();
        for (Fit<P> fit : well) {
            int same = 0;
            while (same < found.size() && !found.get(same).isReachedBy(fit, alike)) {
                same++;
            }
            if (same == found.size()) {
                found.add(new Optimum<>(fit, 1));
            } else {
                found.set(same, new Optimum<>(found.get(same).fit, found.get(same).times + 1));
            }
        }
        return new Optima<>(found, starts, failed);
    }

    /** What an interrupt leaves of fits, of which there is at least one: the best of those that had begun, as cancelled. */
    public static <P> Optima<P> cancelled(List<Fit<P>> fits, int starts, int failed) {
        Fit<P> best = fits.stream()
                .filter(f -> !f.trace().entries().isEmpty())
                .max(Comparator.comparingDouble(f -> f.trace().last().objective()))
                .orElse(fits.get(0));
        return new Optima<>(List.of(new Optimum<>(new Fit.Cancelled<>(best.theta(), best.trace()), 1)), starts, failed);
    }

    /** A copy with the parameters in another form. */
    public <R> Optima<R> map(Function<P, R> form) {
        return new Optima<>(
                found.stream().map(o -> new Optimum<>(o.fit.map(form), o.times)).toList(), starts, failed);
    }

    /** A copy whose highest maximum was reached by another fit. */
    public Optima<P> best(Fit<P> other) {
        List<Optimum<P>> all = new ArrayList<>(found);
        all.set(0, new Optimum<>(other, found.get(0).times));
        return new Optima<>(all, starts, failed);
    }

    /** The fit at the highest maximum. */
    public Fit<P> best() {
        return found.get(0).fit;
    }

    /** One sentence: how many starts, how many were followed to the end, and where they ended. */
    public String describe() {
        if (!best().endedWell()) {
            return starts + " starts, none of which ended well";
        }
        int fits = found.stream().mapToInt(Optimum::times).sum();
        String listed = found.stream()
                .limit(LISTED)
                .map(o -> String.format(Locale.ROOT, "%.4f (%d)", o.objective(), o.times))
                .collect(Collectors.joining(", "));
        int more = found.size() - LISTED;
        int left = starts - failed - fits;
        return String.format(
                Locale.ROOT,
                "%d starts%s; %d followed to the end found %d %s: %s%s%s",
                starts,
                failed == 0 ? "" : ", of which " + failed + " failed",
                fits,
                found.size(),
                found.size() == 1 ? "maximum" : "maxima",
                listed,
                more > 0 ? " and " + more + " more" : "",
                left <= 0 ? "" : "; the other " + left + " were left early, and there may be a higher one");
    }
}
