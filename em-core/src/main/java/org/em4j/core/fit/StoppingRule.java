package org.em4j.core.fit;

import java.io.Serializable;
import java.util.Locale;
import java.util.Optional;

/** When a fit has converged. The number of iterations is a budget, not a rule. */
@FunctionalInterface
public interface StoppingRule extends Serializable {
    /** The reason to stop, with its figure, or nothing. */
    Optional<String> reached(Trace trace);

    /**
     * Whether the rule may be met soon. Then an accelerated fit takes steps of EM itself: they alone tell the rate, and no
     * fit has converged before two of them in a row agree.
     */
    default boolean isNear(Trace trace) {
        return reached(trace).isPresent();
    }

    /** No fit has converged: each spends its budget. */
    static StoppingRule never() {
        return trace -> Optional.empty();
    }

    /**
     * The maximum is less than {@code tolerance} standard errors away, as {@link Trace#distance} estimates it, or rounding
     * hides how far it is. It depends neither on units nor on the size of the data, and is half the square of it in nats.
     * Zero never stops.
     */
    static StoppingRule distance(double tolerance) {
        required(tolerance);
        return new StoppingRule() {
            @Override
            public Optional<String> reached(Trace trace) {
                if (tolerance == 0) {
                    return Optional.empty();
                }
                double norm = trace.last().gradientNorm();
                if (norm == 0) {
                    return Optional.of("the M-step stands still");
                }
                if (norm < tolerance * Trace.SLOWEST && trace.last().emSteps() > 0) {
                    return Optional.of(String.format(
                            Locale.ROOT,
                            "gradient norm %.1e: the maximum is less than %.1e standard errors away, however slow EM is",
                            norm,
                            tolerance));
                }
                if (trace.isLostInRounding()) {
                    return Optional.of(String.format(
                            Locale.ROOT, "rounding hides how far the maximum is: gradient norm %.1e", norm));
                }
                return trace.distance().stream()
                        .filter(away -> away < tolerance)
                        .mapToObj(away -> String.format(
                                Locale.ROOT, "the maximum is %.1e standard errors away, below %.1e", away, tolerance))
                        .findFirst();
            }

            @Override
            public boolean isNear(Trace trace) {
                double norm = trace.last().gradientNorm();
                return tolerance > 0 && (norm < tolerance * Math.sqrt(1 - trace.lastRate()) || trace.isStalled());
            }
        };
    }

    /**
     * Aitken's estimate of what the objective still has to gain is below {@code tolerance}, in nats: for slow fits, whose
     * steps are small long before their end (Boehning et al. 1994), as long as the objective's changes are above rounding.
     */
    static StoppingRule aitken(double tolerance) {
        required(tolerance);
        return new StoppingRule() {
            @Override
            public Optional<String> reached(Trace trace) {
                return trace.left(trace.iterations()).stream()
                        .filter(left -> left < tolerance)
                        .mapToObj(left -> String.format(
                                Locale.ROOT, "%.1e nats left by Aitken's estimate, below %.1e", left, tolerance))
                        .findFirst();
            }

            @Override
            public boolean isNear(Trace trace) {
                double norm = trace.last().gradientNorm();
                return norm * norm < 2 * tolerance * (1 - trace.lastRate());
            }
        };
    }

    /**
     * The objective's gradient is shorter than {@code tolerance}, in the root of nats: what the M-step still gains is less
     * than half its square. It tells a slow fit from one that has arrived, accelerated or not.
     */
    static StoppingRule gradient(double tolerance) {
        required(tolerance);
        return trace -> {
            double norm = trace.last().gradientNorm();
            return norm < tolerance
                    ? Optional.of(String.format(Locale.ROOT, "gradient norm %.1e below %.1e", norm, tolerance))
                    : Optional.empty();
        };
    }

    private static double required(double tolerance) {
        if (!(tolerance >= 0)) {
            throw new IllegalArgumentException("a tolerance is zero or more, not " + tolerance);
        }
        return tolerance;
    }

    /** Stops when either does. */
    default StoppingRule or(StoppingRule other) {
        return new StoppingRule() {
            @Override
            public Optional<String> reached(Trace trace) {
                return StoppingRule.this.reached(trace).or(() -> other.reached(trace));
            }

            @Override
            public boolean isNear(Trace trace) {
                return StoppingRule.this.isNear(trace) || other.isNear(trace);
            }
        };
    }

    /** Stops when both do. */
    default StoppingRule and(StoppingRule other) {
        return new StoppingRule() {
            @Override
            public Optional<String> reached(Trace trace) {
                return StoppingRule.this
                        .reached(trace)
                        .flatMap(a -> other.reached(trace).map(b -> a.equals(b) ? a : a + ", and " + b));
            }

            @Override
            public boolean isNear(Trace trace) {
                return StoppingRule.this.isNear(trace) && other.isNear(trace);
            }
        };
    }
}
