package org.em4j.core.fit;

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
            double before = trace.entries().get(trace.iterations() - 1).objective();
            double change = Math.abs(trace.last().objective() - before);
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
        return trace -> trace.left(trace.iterations()).stream()
                .filter(left -> left < tolerance)
                .mapToObj(left -> "%.1e nats left by Aitken's estimate, below %.1e".formatted(left, tolerance))
                .findFirst();
    }

    /**
     * The objective's gradient is shorter than {@code tolerance}, in the root of nats: what the M-step still gains is less
     * than half its square. It tells a slow fit from one that has arrived, accelerated or not.
     */
    static StoppingRule gradient(double tolerance) {
        requireTolerance(tolerance);
        return trace -> {
            double norm = trace.last().gradientNorm();
            return norm < tolerance
                    ? Optional.of("gradient norm %.1e below %.1e".formatted(norm, tolerance))
                    : Optional.empty();
        };
    }

    private static void requireTolerance(double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("a tolerance is zero or more, not " + tolerance);
        }
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
