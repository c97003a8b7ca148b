package org.em4j.core.model;

import java.util.Arrays;
import org.em4j.core.linalg.Sum;

/** Statistics that are a few sums, compensated for rounding: all that many models need. */
public final class Sums implements Statistics<Sums> {
    private static final long serialVersionUID = 1;

    private final Sum[] sums;

    /** {@code size} sums, all zero. */
    public Sums(int size) {
        this.sums = new Sum[size];
        Arrays.setAll(sums, i -> new Sum());
    }

    /** Adds {@code weight} times each of the terms, of which there are as many as sums. */
    public void add(double weight, double... terms) {
        if (terms.length != sums.length) {
            throw new IllegalArgumentException(terms.length + " terms for " + sums.length + " sums");
        }
        for (int i = 0; i < sums.length; i++) {
            sums[i].add(weight * terms[i]);
        }
    }

    /** Sum i. */
    public double get(int i) {
        return sums[i].value();
    }

    /** {@code x log y}, and 0 where x is 0: what an outcome that never occurs adds to a log density, however improbable. */
    public static double xlogy(double x, double y) {
        return x == 0 ? 0 : x * Math.log(y);
    }

    /** {@code x log(1 + y)}, and 0 where x is 0. */
    public static double xlog1py(double x, double y) {
        return x == 0 ? 0 : x * Math.log1p(y);
    }

    @Override
    public Sums addScaled(double scale, Sums other) {
        for (int i = 0; i < sums.length; i++) {
            sums[i].addScaled(scale, other.sums[i]);
        }
        return this;
    }
}
