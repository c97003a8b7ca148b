package org.em4j.core.fit.accelerate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.SingularMatrixException;

/**
 * The last changes of u and of EM's step r from it. Were r linear in u, the combination of them that takes r to zero
 * would lead to the fixed point; every point brings a change of its own, so each costs one E-step.
 */
final class Secants implements Extrapolation {
    /** How much of each change of r is in r: {@code gamma} with {@code r = Σ gamma Δr}, as nearly as wanted. */
    interface Combination {
        /**
         * The coefficients {@code (m)}.
         *
         * @param du changes of u {@code (m x p)}, free of units
         * @param dr changes of r {@code (m x p)}, in the same units
         * @throws SingularMatrixException if they depend on each other
         */
        double[] of(double[][] du, double[][] dr, double[] r);
    }

    private record Change(double[] u, double[] r) {}

    private final int memory;
    private final Combination combination;
    private final List<Change> changes = new ArrayList<>();
    private double[] u = {};
    private double[] r = {};

    Secants(int memory, Combination combination) {
        this.memory = memory;
        this.combination = combination;
    }

    @Override
    public double[] beyond(double[] at, double[] next) {
        double[] step = Vectors.minus(next, at);
        if (u.length > 0) {
            changes.add(new Change(Vectors.minus(at, u), Vectors.minus(step, r)));
            if (changes.size() > Math.min(memory, at.length)) {
                changes.remove(0);
            }
        }
        u = at;
        r = step;
        while (!changes.isEmpty()) {
            try {
                return combined(next);
            } catch (SingularMatrixException e) {
                changes.remove(0);
            }
        }
        return next;
    }

    private double[] combined(double[] next) {
        double[] units = units();
        double[] gamma = combination.of(
                changes.stream().map(c -> Vectors.times(c.u, units)).toArray(double[][]::new),
                changes.stream().map(c -> Vectors.times(c.r, units)).toArray(double[][]::new),
                Vectors.times(r, units));
        double[] v = next;
        for (int i = 0; i < gamma.length; i++) {
            v = Vectors.plus(Vectors.plus(v, -gamma[i], changes.get(i).u), -gamma[i], changes.get(i).r);
        }
        return v;
    }

    /** One over the size of each coordinate's steps, so that the columns' units do not count; 0 where there are none. */
    private double[] units() {
        double[] squares = Vectors.times(r, r);
        changes.forEach(c -> Arrays.setAll(squares, j -> squares[j] + c.r[j] * c.r[j]));
        Arrays.setAll(squares, j -> squares[j] > 0 ? 1 / Math.sqrt(squares[j]) : 0);
        return squares;
    }

    @Override
    public void refused() {
        changes.clear();
        u = new double[0];
    }

    @Override
    public double[][] memory() {
        return Stream.concat(Stream.of(u, r), changes.stream().flatMap(c -> Stream.of(c.u, c.r)))
                .toArray(double[][]::new);
    }

    @Override
    public void remember(double[][] memory) {
        u = memory[0];
        r = memory[1];
        changes.clear();
        for (int i = 2; i < memory.length; i += 2) {
            changes.add(new Change(memory[i], memory[i + 1]));
        }
    }
}
