package org.em4j.core.fit;

import java.util.Optional;

/**
 * The rule of {@link StoppingRule#distance}.
 *
 * @param tolerance in standard errors
 */
record DistanceRule(double tolerance) implements StoppingRule {
    @Override
    public Optional<String> reached(Trace trace) {
        if (tolerance == 0) {
            return Optional.empty();
        }
        double norm = trace.last().gradientNorm();
        if (norm == 0) {
            return Optional.of("the M-step stands still");
        }
        if (trace.isLostInRounding()) {
            return Optional.of("rounding hides how far the maximum is: gradient norm %.1e".formatted(norm));
        }
        return trace.distance().stream()
                .filter(away -> away < tolerance)
                .mapToObj(away -> "the maximum is %.1e standard errors away, below %.1e".formatted(away, tolerance))
                .findFirst();
    }

    @Override
    public boolean isNear(Trace trace) {
        double norm = trace.last().gradientNorm();
        return tolerance > 0 && (norm < tolerance * Math.sqrt(1 - trace.lastRate()) || trace.isStalled());
    }
}
