package org.em4j.laws.check;

import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.em4j.core.model.DegenerateException;

/** Walks along the coordinates of a chart. */
public final class Coordinates {
    /** Of more coordinates than this, every so manieth is looked at. */
    private static final int MANY = 60;

    private Coordinates() {}

    /** All coordinates of a few, an even sample of many. */
    public static int[] some(double[] u) {
        int stride = 1 + (u.length - 1) / MANY;
        return IntStream.range(0, u.length)
                .filter(i -> i % stride == u.length % stride)
                .toArray();
    }

    /** The point h further along coordinate i. */
    public static double[] moved(double[] u, int i, double h) {
        double[] v = u.clone();
        v[i] += h;
        return v;
    }

    /**
     * The longest step along coordinate i that changes f by no more than so much, of 1, 1/8, 1/64, ...; a power of two, so
     * that coordinates far from zero take it, and a part of it, without rounding.
     */
    public static double step(ToDoubleFunction<double[]> f, double[] u, int i, double change) {
        double here = value(f, u);
        double shortest = 0x1p20 * Math.ulp(u[i]);
        double h = 1;
        while (h > shortest && changed(f, u, i, h, here) > change) {
            h /= 8;
        }
        return h;
    }

    private static double changed(ToDoubleFunction<double[]> f, double[] u, int i, double h, double here) {
        return Math.abs(value(f, moved(u, i, h)) - here) + Math.abs(value(f, moved(u, i, -h)) - here);
    }

    /** A value; minus infinity over the edge of the space, where there is no density. */
    public static double value(ToDoubleFunction<double[]> f, double[] u) {
        try {
            double value = f.applyAsDouble(u);
            return Double.isNaN(value) ? Double.NEGATIVE_INFINITY : value;
        } catch (DegenerateException e) {
            return Double.NEGATIVE_INFINITY;
        }
    }
}
