package org.em4j.core.linalg.simd;

import static org.em4j.core.linalg.simd.Lanes.L;
import static org.em4j.core.linalg.simd.Lanes.all;
import static org.em4j.core.linalg.simd.Lanes.load;
import static org.em4j.core.linalg.simd.Lanes.zero;
import static org.em4j.core.linalg.simd.Panels.WIDTH;

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
        int k = 0;
        for (; L == WIDTH && k < j; k += 2 * WIDTH) {
            eightByTwo(panels, j * n, k * n, (k + WIDTH) * n, n, block);
            addPanel(block, 0, second, d, j, k);
            addPanel(block, WIDTH * WIDTH, second, d, j, k + WIDTH);
        }
        for (; k <= j; k += WIDTH) {
            product(panels, j * n, k * n, n, block);
            addPanel(block, 0, second, d, j, k);
        }
    }

    /** Adds the product of panels, as far as there are columns, to rows j.. and columns k... */
    private static void addPanel(double[] block, int from, double[] second, int d, int j, int k) {
        int rows = Math.min(WIDTH, d - j);
        int width = Math.min(WIDTH, d - k);
        for (int r = 0; r < rows; r++) {
            RowSums.add(block, from + r * WIDTH, second, (j + r) * d + k, width);
        }
    }

    /** {@code block[8 r + c] = Σ_i a_ir b_ic} of panels that begin at {@code ao} and {@code bo}. */
    private static void product(double[] panels, int ao, int bo, int n, double[] block) {
        if (L == WIDTH) {
            eightByOne(panels, ao, bo, n, block);
        } else {
            for (int r = 0; r < WIDTH; r += 4) {
                for (int c = 0; c < WIDTH; c += 2 * L) {
                    fourByTwo(panels, ao + r, bo + c, n, block, r * WIDTH + c);
                }
            }
        }
    }

    /** Panel a times panels b and c, whose products follow one another. */
    private static void eightByTwo(double[] panels, int ao, int bo, int co, int n, double[] block) {
        DoubleVector a0 = zero(), a1 = zero(), a2 = zero(), a3 = zero();
        DoubleVector b0 = zero(), b1 = zero(), b2 = zero(), b3 = zero();
        DoubleVector a4 = zero(), a5 = zero(), a6 = zero(), a7 = zero();
        DoubleVector b4 = zero(), b5 = zero(), b6 = zero(), b7 = zero();
        for (int i = 0, end = n * WIDTH; i < end; i += WIDTH) {
            DoubleVector u = load(panels, bo + i);
            DoubleVector v = load(panels, co + i);
            int x = ao + i;
            DoubleVector e = all(panels[x]);
            a0 = u.fma(e, a0);
            b0 = v.fma(e, b0);
            e = all(panels[x + 1]);
            a1 = u.fma(e, a1);
            b1 = v.fma(e, b1);
            e = all(panels[x + 2]);
            a2 = u.fma(e, a2);
            b2 = v.fma(e, b2);
            e = all(panels[x + 3]);
            a3 = u.fma(e, a3);
            b3 = v.fma(e, b3);
            e = all(panels[x + 4]);
            a4 = u.fma(e, a4);
            b4 = v.fma(e, b4);
            e = all(panels[x + 5]);
            a5 = u.fma(e, a5);
            b5 = v.fma(e, b5);
            e = all(panels[x + 6]);
            a6 = u.fma(e, a6);
            b6 = v.fma(e, b6);
            e = all(panels[x + 7]);
            a7 = u.fma(e, a7);
            b7 = v.fma(e, b7);
        }
        a0.intoArray(block, 0);
        a1.intoArray(block, L);
        a2.intoArray(block, 2 * L);
        a3.intoArray(block, 3 * L);
        a4.intoArray(block, 4 * L);
        a5.intoArray(block, 5 * L);
        a6.intoArray(block, 6 * L);
        a7.intoArray(block, 7 * L);
        b0.intoArray(block, 8 * L);
        b1.intoArray(block, 9 * L);
        b2.intoArray(block, 10 * L);
        b3.intoArray(block, 11 * L);
        b4.intoArray(block, 12 * L);
        b5.intoArray(block, 13 * L);
        b6.intoArray(block, 14 * L);
        b7.intoArray(block, 15 * L);
    }

    private static void eightByOne(double[] panels, int ao, int bo, int n, double[] block) {
        DoubleVector a0 = zero(), a1 = zero(), a2 = zero(), a3 = zero();
        DoubleVector a4 = zero(), a5 = zero(), a6 = zero(), a7 = zero();
        for (int i = 0, end = n * WIDTH; i < end; i += WIDTH) {
            DoubleVector u = load(panels, bo + i);
            int x = ao + i;
            DoubleVector e = all(panels[x]);
            a0 = u.fma(e, a0);
            e = all(panels[x + 1]);
            a1 = u.fma(e, a1);
            e = all(panels[x + 2]);
            a2 = u.fma(e, a2);
            e = all(panels[x + 3]);
            a3 = u.fma(e, a3);
            e = all(panels[x + 4]);
            a4 = u.fma(e, a4);
            e = all(panels[x + 5]);
            a5 = u.fma(e, a5);
            e = all(panels[x + 6]);
            a6 = u.fma(e, a6);
            e = all(panels[x + 7]);
            a7 = u.fma(e, a7);
        }
        a0.intoArray(block, 0);
        a1.intoArray(block, L);
        a2.intoArray(block, 2 * L);
        a3.intoArray(block, 3 * L);
        a4.intoArray(block, 4 * L);
        a5.intoArray(block, 5 * L);
        a6.intoArray(block, 6 * L);
        a7.intoArray(block, 7 * L);
    }
    /** Four columns of a times two vectors of b. */
    private static void fourByTwo(double[] panels, int ao, int bo, int n, double[] block, int at) {
        DoubleVector a0 = zero(), a1 = zero(), a2 = zero(), a3 = zero();
        DoubleVector b0 = zero(), b1 = zero(), b2 = zero(), b3 = zero();
        for (int i = 0, end = n * WIDTH; i < end; i += WIDTH) {
            DoubleVector u = load(panels, bo + i);
            DoubleVector v = load(panels, bo + L + i);
            int x = ao + i;
            DoubleVector e = all(panels[x]);
            a0 = u.fma(e, a0);
            b0 = v.fma(e, b0);
            e = all(panels[x + 1]);
            a1 = u.fma(e, a1);
            b1 = v.fma(e, b1);
            e = all(panels[x + 2]);
            a2 = u.fma(e, a2);
            b2 = v.fma(e, b2);
            e = all(panels[x + 3]);
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
