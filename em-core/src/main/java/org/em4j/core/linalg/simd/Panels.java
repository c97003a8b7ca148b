package org.em4j.core.linalg.simd;

import static jdk.incubator.vector.DoubleVector.fromArray;
import static org.em4j.core.linalg.simd.Lanes.L;
import static org.em4j.core.linalg.simd.Lanes.SPECIES;

import java.util.Arrays;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;

/**
 * Columns of a tile, turned into panels of eight, {@code [column / 8][row][8 columns]}: what outer products of rows read.
 * Every row is multiplied by a factor of its own on the way.
 */
final class Panels {
    /** Columns of a panel. */
    static final int WIDTH = 8;

    private static final VectorShuffle<Double> SWAP4 = swap(4);
    private static final VectorShuffle<Double> SWAP2 = swap(2);
    private static final VectorShuffle<Double> SWAP1 = swap(1);
    private static final VectorMask<Double> UPPER4 = upper(4);
    private static final VectorMask<Double> UPPER2 = upper(2);
    private static final VectorMask<Double> UPPER1 = upper(1);

    private Panels() {}

    /** Lanes {@code distance} apart change places. */
    private static VectorShuffle<Double> swap(int distance) {
        return VectorShuffle.fromOp(SPECIES, i -> (i ^ distance) % L);
    }

    private static VectorMask<Double> upper(int distance) {
        boolean[] lanes = new boolean[L];
        for (int i = 0; i < L; i++) {
            lanes[i] = (i & distance) != 0;
        }
        return VectorMask.fromArray(SPECIES, lanes, 0);
    }

    /** Panels of d columns and n rows; the last panel is filled up with zeros. */
    static void fill(double[] z, int d, int stride, int n, double[] factors, double[] panels) {
        for (int j = 0; j < d; j += WIDTH) {
            int width = Math.min(WIDTH, d - j);
            int whole = 0;
            if (L == 8 && width == WIDTH) {
                whole = Lanes.whole(n, L);
                eight(z, j * stride, stride, whole, factors, panels, j * n);
            } else if (L == 4 && width == WIDTH) {
                whole = Lanes.whole(n, L);
                four(z, j * stride, stride, whole, factors, panels, j * n);
                four(z, (j + 4) * stride, stride, whole, factors, panels, j * n + 4);
            }
            rest(z, j * stride, stride, width, whole, n, factors, panels, j * n);
        }
    }

    private static void rest(
            double[] z, int from, int stride, int width, int whole, int n, double[] factors, double[] panels, int to) {
        for (int i = whole; i < n; i++) {
            int o = to + i * WIDTH;
            for (int c = 0; c < width; c++) {
                panels[o + c] = factors[i] * z[from + c * stride + i];
            }
            Arrays.fill(panels, o + width, o + WIDTH, 0);
        }
    }

    /** Four columns, four rows at a time: halves and neighbours of the square change places. */
    private static void four(double[] z, int from, int stride, int n, double[] factors, double[] panels, int to) {
        for (int i = 0; i < n; i += L) {
            DoubleVector f = fromArray(SPECIES, factors, i);
            int o = from + i;
            DoubleVector v0 = fromArray(SPECIES, z, o).mul(f);
            DoubleVector v1 = fromArray(SPECIES, z, o + stride).mul(f);
            DoubleVector v2 = fromArray(SPECIES, z, o + 2 * stride).mul(f);
            DoubleVector v3 = fromArray(SPECIES, z, o + 3 * stride).mul(f);
            DoubleVector x0 = v0.blend(v2.rearrange(SWAP2), UPPER2);
            DoubleVector x2 = v0.rearrange(SWAP2).blend(v2, UPPER2);
            DoubleVector x1 = v1.blend(v3.rearrange(SWAP2), UPPER2);
            DoubleVector x3 = v1.rearrange(SWAP2).blend(v3, UPPER2);
            int p = to + i * WIDTH;
            x0.blend(x1.rearrange(SWAP1), UPPER1).intoArray(panels, p);
            x0.rearrange(SWAP1).blend(x1, UPPER1).intoArray(panels, p + WIDTH);
            x2.blend(x3.rearrange(SWAP1), UPPER1).intoArray(panels, p + 2 * WIDTH);
            x2.rearrange(SWAP1).blend(x3, UPPER1).intoArray(panels, p + 3 * WIDTH);
        }
    }

    /** Eight columns, eight rows at a time: halves, quarters and neighbours of the square change places. */
    private static void eight(double[] z, int from, int stride, int n, double[] factors, double[] panels, int to) {
        for (int i = 0; i < n; i += L) {
            DoubleVector f = fromArray(SPECIES, factors, i);
            int o = from + i;
            DoubleVector v0 = fromArray(SPECIES, z, o).mul(f);
            DoubleVector v1 = fromArray(SPECIES, z, o + stride).mul(f);
            DoubleVector v2 = fromArray(SPECIES, z, o + 2 * stride).mul(f);
            DoubleVector v3 = fromArray(SPECIES, z, o + 3 * stride).mul(f);
            DoubleVector v4 = fromArray(SPECIES, z, o + 4 * stride).mul(f);
            DoubleVector v5 = fromArray(SPECIES, z, o + 5 * stride).mul(f);
            DoubleVector v6 = fromArray(SPECIES, z, o + 6 * stride).mul(f);
            DoubleVector v7 = fromArray(SPECIES, z, o + 7 * stride).mul(f);
            DoubleVector x0 = v0.blend(v4.rearrange(SWAP4), UPPER4);
            DoubleVector x4 = v0.rearrange(SWAP4).blend(v4, UPPER4);
            DoubleVector x1 = v1.blend(v5.rearrange(SWAP4), UPPER4);
            DoubleVector x5 = v1.rearrange(SWAP4).blend(v5, UPPER4);
            DoubleVector x2 = v2.blend(v6.rearrange(SWAP4), UPPER4);
            DoubleVector x6 = v2.rearrange(SWAP4).blend(v6, UPPER4);
            DoubleVector x3 = v3.blend(v7.rearrange(SWAP4), UPPER4);
            DoubleVector x7 = v3.rearrange(SWAP4).blend(v7, UPPER4);
            DoubleVector y0 = x0.blend(x2.rearrange(SWAP2), UPPER2);
            DoubleVector y2 = x0.rearrange(SWAP2).blend(x2, UPPER2);
            DoubleVector y1 = x1.blend(x3.rearrange(SWAP2), UPPER2);
            DoubleVector y3 = x1.rearrange(SWAP2).blend(x3, UPPER2);
            DoubleVector y4 = x4.blend(x6.rearrange(SWAP2), UPPER2);
            DoubleVector y6 = x4.rearrange(SWAP2).blend(x6, UPPER2);
            DoubleVector y5 = x5.blend(x7.rearrange(SWAP2), UPPER2);
            DoubleVector y7 = x5.rearrange(SWAP2).blend(x7, UPPER2);
            DoubleVector w0 = y0.blend(y1.rearrange(SWAP1), UPPER1);
            DoubleVector w1 = y0.rearrange(SWAP1).blend(y1, UPPER1);
            DoubleVector w2 = y2.blend(y3.rearrange(SWAP1), UPPER1);
            DoubleVector w3 = y2.rearrange(SWAP1).blend(y3, UPPER1);
            DoubleVector w4 = y4.blend(y5.rearrange(SWAP1), UPPER1);
            DoubleVector w5 = y4.rearrange(SWAP1).blend(y5, UPPER1);
            DoubleVector w6 = y6.blend(y7.rearrange(SWAP1), UPPER1);
            DoubleVector w7 = y6.rearrange(SWAP1).blend(y7, UPPER1);
            int p = to + i * WIDTH;
            w0.intoArray(panels, p);
            w1.intoArray(panels, p + WIDTH);
            w2.intoArray(panels, p + 2 * WIDTH);
            w3.intoArray(panels, p + 3 * WIDTH);
            w4.intoArray(panels, p + 4 * WIDTH);
            w5.intoArray(panels, p + 5 * WIDTH);
            w6.intoArray(panels, p + 6 * WIDTH);
            w7.intoArray(panels, p + 7 * WIDTH);
        }
    }
}
