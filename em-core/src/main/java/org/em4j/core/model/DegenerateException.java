package org.em4j.core.model;

/** Thrown by a model that has no density or no maximum; a fit turns it into its {@code Degenerate} outcome. */
public final class DegenerateException extends ArithmeticException {
    private static final long serialVersionUID = 1;

    private final Degeneracy degeneracy;

    /** For the given reason. */
    public DegenerateException(Degeneracy degeneracy) {
        super(degeneracy.describe());
        this.degeneracy = degeneracy;
    }

    /** The reason. */
    public Degeneracy degeneracy() {
        return degeneracy;
    }

    /** A failure as seen from a model of which the failing one is a part. */
    public DegenerateException within(String name, int number) {
        DegenerateException e = new DegenerateException(degeneracy.within(name, number));
        e.initCause(this);
        return e;
    }
}
