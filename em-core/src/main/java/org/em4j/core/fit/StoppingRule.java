package org.em4j.core.fit;

import java.util.List;
import java.util.Optional;

/** When a fit has converged. The number of iterations is a budget, not a rule. */
@FunctionalInterface
public interface StoppingRule {
    /** The reason to stop, with its figure, or nothing. */
    Optional<String> reached(Trace trace);

    /** The objective's last change is below {@code tolerance} of its size. Zero never stops. */
    static StoppingRule relativeChange(double tolerance) {
        requireTolerance(tolerance);
        return trace -> {
            if (trace.iterations() < 1) {
                return Optional.empty();
            }
            double size = Math.abs(trace.last().objective());
            double change = Math.abs(change(trace.entries(), trace.iterations()));
            return change < tolerance * size
                    ? Optional.of("relative change %.1e below %.1e".formatted(change / size, tolerance))
                    : Optional.empty();
        };
    }

    /**
     * Aitken's estimate of what the objective still has to gain is below {@code tolerance}, in nats. A rule for slow
     * fits, whose steps are small long before their end (Boehning et al. 1994).
     */
    static StoppingRule aitken(double tolerance) {
        requireTolerance(tolerance);
        return trace -> {
            int t = trace.iterations();
            if (t < 2) {
                return Optional.empty();
            }
            double change = change(trace.entries(), t);
            double rate = change / change(trace.entries(), t - 1);
            double left = change * rate / (1 - rate);
            return rate >= 0 && rate < 1 && left < tolerance
                    ? Optional.of("%.1e nats left by Aitken's estimate, below %.1e".formatted(left, tolerance))
                    : Optional.empty();
        };
    }

    private static void requireTolerance(double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("a tolerance is zero or more, not " + tolerance);
        }
    }

    private static double change(List<Trace.Entry> entries, int t) {
        return entries.get(t).objective() - entries.get(t - 1).objective();
    }

    /** Stops when either does. */
    default StoppingRule or(StoppingRule other) {
        return trace -> reached(trace).or(() -> other.reached(trace));
    }

    /** Stops when both do. */
    default StoppingRule and(StoppingRule other) {
        return trace -> reached(trace).flatMap(a -> other.reached(trace).map(b -> a.equals(b) ? a : a + ", and " + b));
    }
}
