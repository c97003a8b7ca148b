package org.em4j.core.fit;

import java.util.Locale;
import java.util.Optional;

/**
 * The rule of {@link StoppingRule#distance}.
 *
 * @param tolerance in standard errors
 */
record DistanceRule(double tolerance) implements StoppingRule {
    /** {@code sqrt(1 - r)} for the largest rate r below one: no EM that moves at all is slower. */
    private static final double SLOWEST = Math.sqrt(Math.ulp(1.0));

    @Override
    public Optional<String> reached(Trace trace) {
        if (tolerance == 0) {
            return Optional.empty();
        }
        double norm = trace.last().gradientNorm();
        if (norm == 0) {
            return Optional.of("the M-step stands still");
        }
        if (norm < tolerance * SLOWEST && trace.last().emSteps() > 0) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "gradient norm %.1e: the maximum is less than %.1e standard errors away, however slow EM is",
                    norm,
                    tolerance));
        }
        if (trace.isLostInRounding()) {
            return Optional.of(
                    String.format(Locale.ROOT, "rounding hides how far the maximum is: gradient norm %.1e", norm));
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
}
