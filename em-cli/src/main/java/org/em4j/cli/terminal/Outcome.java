package org.em4j.cli.terminal;

import org.em4j.core.fit.Fit;

/**
 * How an ending is called in JSON, and its exit status.
 *
 * @param name as in {@code fit.outcome}
 */
public record Outcome(String name, int status) {
    public static final int DEGENERATE = 5;
    public static final int CANCELLED = 130;

    public static Outcome of(Fit<?> fit) {
        if (fit instanceof Fit.Converged) {
            return new Outcome("converged", 0);
        } else if (fit instanceof Fit.BudgetSpent) {
            return new Outcome("budget-spent", 4);
        } else if (fit instanceof Fit.Degenerate) {
            return new Outcome("degenerate", DEGENERATE);
        } else if (fit instanceof Fit.AuditFailed) {
            return new Outcome("audit-failed", 6);
        }
        return new Outcome("cancelled", CANCELLED);
    }
}
