package org.em4j.core.linalg.simd;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;
import static org.em4j.core.linalg.simd.Lanes.L;
import static org.em4j.core.linalg.simd.Lanes.SPECIES;
import static org.em4j.core.linalg.simd.Panels.WIDTH;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;

/** Outer products of rows, summed over rows: register tiles of eight columns by one or two panels. */
final class PanelProducts {
    private PanelProducts() {}

    /** Adds the lower triangle of {@code ZᵀZ} {@code (d x d)} of panels of d columns; {@code block} is scratch (128). */
    static void addGram(double[] panels, int d, int n, double[] second, double[] block) {
        for (int j = 0; j < d; j += WIDTH) {
            addPanels(panels, j, d, n, second, block);
        }
    }

    /** Panel j times all panels up to itself: two at a time, where there are two before it. */
    private static void addPanels(double[] panels, int j, int d, int n, double[] second, double[] block) {
        boolean whole = L == WIDTH && j + WIDTH <= d; // such products go straight to their place
        int k = 0;
        for (; L == WIDTH && k < j; k += 2 * WIDTH) {
            if (whole) {
                addEightByTwo(panels, j * n, k * n, n, second, j * d + k, d);
            } else {
                Arrays.fill(block, 0);
                addEightByTwo(panels, j * n, k * n, n, block, 0, 2 * WIDTH);
                addPanel(block, 2 * WIDTH, second, d, j, k, 2 * WIDTH);
            }
        }
        for (; k <= j; k += WIDTH) {
            if (whole) {
                addEightByOne(panels, j * n, k * n, n, second, j * d + k, d);
            } else {
                Arrays.fill(block, 0);
                addProduct(panels, j * n, k * n, n, block);
                addPanel(block, WIDTH, second, d, j, k, WIDTH);
            }
        }
    }

    /** Adds a product, as far as there are columns, to rows j.. and columns k... */
    private static void addPanel(double[] block, int ld, double[] second, int d, int j, int k, int columns) {
        int rows = Math.min(WIDTH, d - j);
        int width = Math.min(columns, d - k);
        for (int r = 0; r < rows; r++) {
            RowSums.add(block, r * ld, second, (j + r) * d + k, width);
        }
    }

    /** {@code block[8 r + c] += Σ_i a_ir b_ic} of panels that begin at {@code ao} and {@code bo}. */
    private static void addProduct(double[] panels, int ao, int bo, int n, double[] block) {
        if (L == WIDTH) {
            addEightByOne(panels, ao, bo, n, block, 0, WIDTH);
        } else {
            for (int r = 0; r < WIDTH; r += 4) {
                for (int c = 0; c < WIDTH; c += 2 * L) {
                    fourByTwo(panels, ao + r, bo + c, n, block, r * WIDTH + c);
                }
            }
        }
    }

    /** Panel a times panel b and the one after it. */
    private static void addEightByTwo(double[] panels, int ao, int bo, int n, double[] out, int at, int ld) {
        DoubleVector a0 = zero(SPECIES), a1 = zero(SPECIES), a2 = zero(SPECIES), a3 = zero(SPECIES);
        DoubleVector b0 = zero(SPECIES), b1 = zero(SPECIES), b2 = zero(SPECIES), b3 = zero(SPECIES);
        DoubleVector a4 = zero(SPECIES), a5 = zero(SPECIES), a6 = zero(SPECIES), a7 = zero(SPECIES);
        DoubleVector b4 = zero(SPECIES), b5 = zero(SPECIES), b6 = zero(SPECIES), b7 = zero(SPECIES);
        int co = bo + n * WIDTH;
        for (int i = 0, end = n * WIDTH; i < end; i += WIDTH) {
            DoubleVector u = fromArray(SPECIES, panels, bo + i);
            DoubleVector v = fromArray(SPECIES, panels, co + i);
            int x = ao + i;
            DoubleVector e = broadcast(SPECIES, panels[x]);
            a0 = u.fma(e, a0);
            b0 = v.fma(e, b0);
            e = broadcast(SPECIES, panels[x + 1]);
            a1 = u.fma(e, a1);
            b1 = v.fma(e, b1);
            e = broadcast(SPECIES, panels[x + 2]);
            a2 = u.fma(e, a2);
            b2 = v.fma(e, b2);
            e = broadcast(SPECIES, panels[x + 3]);
            a3 = u.fma(e, a3);
            b3 = v.fma(e, b3);
            e = broadcast(SPECIES, panels[x + 4]);
            a4 = u.fma(e, a4);
            b4 = v.fma(e, b4);
            e = broadcast(SPECIES, panels[x + 5]);
            a5 = u.fma(e, a5);
            b5 = v.fma(e, b5);
            e = broadcast(SPECIES, panels[x + 6]);
            a6 = u.fma(e, a6);
            b6 = v.fma(e, b6);
            e = broadcast(SPECIES, panels[x + 7]);
            a7 = u.fma(e, a7);
            b7 = v.fma(e, b7);
        }
        a0.add(fromArray(SPECIES, out, at)).intoArray(out, at);
        b0.add(fromArray(SPECIES, out, at + L)).intoArray(out, at + L);
        a1.add(fromArray(SPECIES, out, at + ld)).intoArray(out, at + ld);
        b1.add(fromArray(SPECIES, out, at + ld + L)).intoArray(out, at + ld + L);
        a2.add(fromArray(SPECIES, out, at + 2 * ld)).intoArray(out, at + 2 * ld);
        b2.add(fromArray(SPECIES, out, at + 2 * ld + L)).intoArray(out, at + 2 * ld + L);
        a3.add(fromArray(SPECIES, out, at + 3 * ld)).intoArray(out, at + 3 * ld);
        b3.add(fromArray(SPECIES, out, at + 3 * ld + L)).intoArray(out, at + 3 * ld + L);
        a4.add(fromArray(SPECIES, out, at + 4 * ld)).intoArray(out, at + 4 * ld);
        b4.add(fromArray(SPECIES, out, at + 4 * ld + L)).intoArray(out, at + 4 * ld + L);
        a5.add(fromArray(SPECIES, out, at + 5 * ld)).intoArray(out, at + 5 * ld);
        b5.add(fromArray(SPECIES, out, at + 5 * ld + L)).intoArray(out, at + 5 * ld + L);
        a6.add(fromArray(SPECIES, out, at + 6 * ld)).intoArray(out, at + 6 * ld);
        b6.add(fromArray(SPECIES, out, at + 6 * ld + L)).intoArray(out, at + 6 * ld + L);
        a7.add(fromArray(SPECIES, out, at + 7 * ld)).intoArray(out, at + 7 * ld);
        b7.add(fromArray(SPECIES, out, at + 7 * ld + L)).intoArray(out, at + 7 * ld + L);
    }

    private static void addEightByOne(double[] panels, int ao, int bo, int n, double[] out, int at, int ld) {
        DoubleVector a0 = zero(SPECIES), a1 = zero(SPECIES), a2 = zero(SPECIES), a3 = zero(SPECIES);
        DoubleVector a4 = zero(SPECIES), a5 = zero(SPECIES), a6 = zero(SPECIES), a7 = zero(SPECIES);
        for (int i = 0, end = n * WIDTH; i < end; i += WIDTH) {
            DoubleVector u = fromArray(SPECIES, panels, bo + i);
            int x = ao + i;
            DoubleVector e = broadcast(SPECIES, panels[x]);
            a0 = u.fma(e, a0);
            e = broadcast(SPECIES, panels[x + 1]);
            a1 = u.fma(e, a1);
            e = broadcast(SPECIES, panels[x + 2]);
            a2 = u.fma(e, a2);
            e = broadcast(SPECIES, panels[x + 3]);
            a3 = u.fma(e, a3);
            e = broadcast(SPECIES, panels[x + 4]);
            a4 = u.fma(e, a4);
            e = broadcast(SPECIES, panels[x + 5]);
            a5 = u.fma(e, a5);
            e = broadcast(SPECIES, panels[x + 6]);
            a6 = u.fma(e, a6);
            e = broadcast(SPECIES, panels[x + 7]);
            a7 = u.fma(e, a7);
        }
        a0.add(fromArray(SPECIES, out, at)).intoArray(out, at);
        a1.add(fromArray(SPECIES, out, at + ld)).intoArray(out, at + ld);
        a2.add(fromArray(SPECIES, out, at + 2 * ld)).intoArray(out, at + 2 * ld);
        a3.add(fromArray(SPECIES, out, at + 3 * ld)).intoArray(out, at + 3 * ld);
        a4.add(fromArray(SPECIES, out, at + 4 * ld)).intoArray(out, at + 4 * ld);
        a5.add(fromArray(SPECIES, out, at + 5 * ld)).intoArray(out, at + 5 * ld);
        a6.add(fromArray(SPECIES, out, at + 6 * ld)).intoArray(out, at + 6 * ld);
        a7.add(fromArray(SPECIES, out, at + 7 * ld)).intoArray(out, at + 7 * ld);
    }

    /** Four columns of a times two vectors of b. */
    private static void fourByTwo(double[] panels, int ao, int bo, int n, double[] block, int at) {
        DoubleVector a0 = zero(SPECIES), a1 = zero(SPECIES), a2 = zero(SPECIES), a3 = zero(SPECIES);
        DoubleVector b0 = zero(SPECIES), b1 = zero(SPECIES), b2 = zero(SPECIES), b3 = zero(SPECIES);
        for (int i = 0, end = n * WIDTH; i < end; i += WIDTH) {
            DoubleVector u = fromArray(SPECIES, panels, bo + i);
            DoubleVector v = fromArray(SPECIES, panels, bo + L + i);
            int x = ao + i;
            DoubleVector e = broadcast(SPECIES, panels[x]);
            a0 = u.fma(e, a0);
            b0 = v.fma(e, b0);
            e = broadcast(SPECIES, panels[x + 1]);
            a1 = u.fma(e, a1);
            b1 = v.fma(e, b1);
            e = broadcast(SPECIES, panels[x + 2]);
            a2 = u.fma(e, a2);
            b2 = v.fma(e, b2);
            e = broadcast(SPECIES, panels[x + 3]);
            a3 = u.fma(e, a3);
            b3 = v.fma(e, b3);
        }
        a0.intoArray(block, at);
        b0.intoArray(block, at + L);
        a1.intoArray(block, at + WIDTH);
        b1.intoArray(block, at + WIDTH + L);
        a2.intoArray(block, at + 2 * WIDTH);
        b2.intoArray(block, at + 2 * WIDTH + L);
        a3.intoArray(block, at + 3 * WIDTH);
        b3.intoArray(block, at + 3 * WIDTH + L);
    }
}
