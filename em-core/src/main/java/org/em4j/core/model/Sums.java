package org.em4j.core.model;

/** Statistics that are a few plain sums: all that many models need. */
public final class Sums implements Statistics<Sums> {
    private static final long serialVersionUID = 1;

    private final double[] sums;

    /** {@code size} sums, all zero. */
    public Sums(int size) {
        this.sums = new double[size];
    }

    /** Adds {@code weight} times each of the terms, of which there are as many as sums. */
    public void add(double weight, double... terms) {
        if (terms.length != sums.length) {
            throw new IllegalArgumentException(terms.length + " terms for " + sums.length + " sums");
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i] += weight * terms[i];
        }
    }

    /** Sum i. */
    public double get(int i) {
        return sums[i];
    }

    @Override
    public Sums addScaled(double scale, Sums other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += scale * other.sums[i];
        }
        return this;
    }
}
