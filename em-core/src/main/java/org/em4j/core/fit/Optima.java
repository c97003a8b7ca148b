package org.em4j.core.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The maxima that a search found, the highest first: a map of the objective.
 *
 * @param found at least one
 * @param starts how many starts were tried
 * @param failed how many fits ended neither converged nor with their budget spent
 */
public record Optima<P>(List<Optimum<P>> found, int starts, int failed) {
    /** Objectives that agree to this part of themselves are one maximum, whatever the order of its components. */
    private static final double SAME = 1e-5;

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
    }

    /** Sorts fits, of which there is at least one, into maxima. Where none ended well, the first is all there is. */
    public static <P> Optima<P> of(List<Fit<P>> fits, int starts, int failed) {
        List<Fit<P>> well = fits.stream()
                .filter(Fit::endedWell)
                .sorted(Comparator.comparingDouble(f -> -f.trace().last().objective()))
                .toList();
        if (well.isEmpty()) {
            return new Optima<>(List.of(new Optimum<>(fits.get(0), 1)), starts, failed);
        }
        List<Optimum<P>> found = new ArrayList<>();
        for (Fit<P> fit : well) {
            int last = found.size() - 1;
            if (last >= 0
                    && same(found.get(last).objective(), fit.trace().last().objective())) {
                found.set(last, new Optimum<>(found.get(last).fit, found.get(last).times + 1));
            } else {
                found.add(new Optimum<>(fit, 1));
            }
        }
        return new Optima<>(found, starts, failed);
    }

    private static boolean same(double a, double b) {
        return Math.abs(a - b) <= SAME * Math.max(1, Math.abs(a));
    }

    /** The fit at the highest maximum. */
    public Fit<P> best() {
        return found.get(0).fit;
    }

    /** One sentence: how many starts, how many maxima, how often each. */
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
        return "%d starts%s; %d followed to the end found %d %s: %s%s"
                .formatted(
                        starts,
                        failed == 0 ? "" : ", of which " + failed + " failed",
                        fits,
                        found.size(),
                        found.size() == 1 ? "maximum" : "maxima",
                        listed,
                        more > 0 ? " and " + more + " more" : "");
    }
}
