package org.em4j.core.linalg;

/** Rows that lie one after another to columns, a stride apart, and back. */
public final class Transposition {
    /** Rows at a time: their doubles in one column fill a cache line. */
    private static final int LINE = 8;

    private Transposition() {}

    /** {@code out[j * stride + i] = x[at + i * d + j]} for n rows of d columns. */
    public static void toColumns(double[] x, int at, int n, int d, double[] out, int stride) {
        int whole = n - n % LINE;
        for (int i = 0; i < whole; i += LINE) {
            eight(x, at + i * d, d, out, i, stride);
        }
        for (int i = whole, o = at + whole * d; i < n; i++) {
            for (int j = 0; j < d; j++, o++) {
                out[j * stride + i] = x[o];
            }
        }
    }

    private static void eight(double[] x, int at, int d, double[] out, int to, int stride) {
        for (int j = 0; j < d; j++) {
            int o = at + j;
            int t = j * stride + to;
            out[t] = x[o];
            out[t + 1] = x[o + d];
            out[t + 2] = x[o + 2 * d];
            out[t + 3] = x[o + 3 * d];
            out[t + 4] = x[o + 4 * d];
            out[t + 5] = x[o + 5 * d];
            out[t + 6] = x[o + 6 * d];
            out[t + 7] = x[o + 7 * d];
        }
    }

    /** {@code out[i * d + j] = x[j * stride + i]} for n rows of d columns. */
    public static void toRows(double[] x, int stride, int n, int d, double[] out) {
        for (int i = 0, o = 0; i < n; i++) {
            for (int j = 0; j < d; j++, o++) {
                out[o] = x[j * stride + i];
            }
        }
    }
}
