package org.em4j.core.linalg.simd;

import static jdk.incubator.vector.DoubleVector.broadcast;
import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;
import static org.em4j.core.linalg.simd.Lanes.L;
import static org.em4j.core.linalg.simd.Lanes.SPECIES;

import jdk.incubator.vector.DoubleVector;

/**
 * Tiles of at most four columns, whose whole matrix stands in registers. A column that is not there is the last one
 * again, with factors of zero or a result that is not read.
 */
final class FewColumns {
    /** Most columns. */
    static final int MOST = 4;

    private FewColumns() {}

    /** {@code out = constant + factor |P (x - mean)|²} of up to two columns, n rows from {@code from}, whole vectors. */
    static void two(
            double[] p,
            double[] mean,
            double[] x,
            int stride,
            int n,
            double factor,
            double constant,
            double[] out,
            int at) {
        int last = mean.length - 1;
        DoubleVector m0 = broadcast(SPECIES, mean[0]);
        DoubleVector m1 = broadcast(SPECIES, mean[last]);
        DoubleVector p00 = broadcast(SPECIES, p[0]);
        DoubleVector p10 = broadcast(SPECIES, last == 0 ? 0 : p[2]);
        DoubleVector p11 = broadcast(SPECIES, last == 0 ? 0 : p[3]);
        DoubleVector f = broadcast(SPECIES, factor);
        DoubleVector c = broadcast(SPECIES, constant);
        int x1 = last * stride;
        for (int i = 0; i < n; i += L) {
            DoubleVector z0 = fromArray(SPECIES, x, i).sub(m0);
            DoubleVector z1 = fromArray(SPECIES, x, x1 + i).sub(m1);
            DoubleVector y0 = z0.mul(p00);
            DoubleVector y1 = z0.fma(p10, z1.mul(p11));
            y0.fma(y0, y1.mul(y1)).fma(f, c).intoArray(out, at + i);
        }
    }

    /** Of three or four columns. */
    static void four(
            double[] p,
            double[] mean,
            double[] x,
            int stride,
            int n,
            double factor,
            double constant,
            double[] out,
            int at) {
        int d = mean.length;
        int last = d - 1;
        DoubleVector m0 = broadcast(SPECIES, mean[0]), m1 = broadcast(SPECIES, mean[1]);
        DoubleVector m2 = broadcast(SPECIES, mean[2]), m3 = broadcast(SPECIES, mean[last]);
        DoubleVector p00 = broadcast(SPECIES, p[0]), p10 = broadcast(SPECIES, p[d]);
        DoubleVector p11 = broadcast(SPECIES, p[d + 1]), p20 = broadcast(SPECIES, p[2 * d]);
        DoubleVector p21 = broadcast(SPECIES, p[2 * d + 1]), p22 = broadcast(SPECIES, p[2 * d + 2]);
        int o = d < 4 ? -1 : 3 * d; // the fourth row
        DoubleVector p30 = broadcast(SPECIES, o < 0 ? 0 : p[o]), p31 = broadcast(SPECIES, o < 0 ? 0 : p[o + 1]);
        DoubleVector p32 = broadcast(SPECIES, o < 0 ? 0 : p[o + 2]), p33 = broadcast(SPECIES, o < 0 ? 0 : p[o + 3]);
        DoubleVector f = broadcast(SPECIES, factor), c = broadcast(SPECIES, constant);
        int x2 = 2 * stride;
        int x3 = last * stride;
        for (int i = 0; i < n; i += L) {
            DoubleVector z0 = fromArray(SPECIES, x, i).sub(m0);
            DoubleVector z1 = fromArray(SPECIES, x, stride + i).sub(m1);
            DoubleVector z2 = fromArray(SPECIES, x, x2 + i).sub(m2);
            DoubleVector z3 = fromArray(SPECIES, x, x3 + i).sub(m3);
            DoubleVector y0 = z0.mul(p00);
            DoubleVector y1 = z0.fma(p10, z1.mul(p11));
            DoubleVector y2 = z0.fma(p20, z1.fma(p21, z2.mul(p22)));
            DoubleVector y3 = z0.fma(p30, z1.fma(p31, z2.fma(p32, z3.mul(p33))));
            y0.fma(y0, y1.mul(y1)).add(y2.fma(y2, y3.mul(y3))).fma(f, c).intoArray(out, at + i);
        }
    }

    /**
     * Sums {@code w}, {@code w z_j} and {@code w z_j z_k} of {@code z = x - mean} over n rows of up to two columns, whole
     * pairs of vectors: a vector each, in the order w, 0, 1, 00, 10, 11.
     */
    static void momentsOfTwo(double[] w, int at, double[] x, int stride, int n, double[] mean, double[] sums) {
        int last = mean.length - 1;
        DoubleVector m0 = broadcast(SPECIES, mean[0]);
        DoubleVector m1 = broadcast(SPECIES, mean[last]);
        DoubleVector s = zero(SPECIES), s0 = zero(SPECIES), s1 = zero(SPECIES);
        DoubleVector s00 = zero(SPECIES), s10 = zero(SPECIES), s11 = zero(SPECIES);
        DoubleVector t = zero(SPECIES), t0 = zero(SPECIES), t1 = zero(SPECIES);
        DoubleVector t00 = zero(SPECIES), t10 = zero(SPECIES), t11 = zero(SPECIES);
        int x1 = last * stride;
        for (int i = 0; i < n; i += 2 * L) {
            DoubleVector v = fromArray(SPECIES, w, at + i);
            DoubleVector z0 = fromArray(SPECIES, x, i).sub(m0);
            DoubleVector z1 = fromArray(SPECIES, x, x1 + i).sub(m1);
            DoubleVector w0 = v.mul(z0);
            DoubleVector w1 = v.mul(z1);
            s = s.add(v);
            s0 = s0.add(w0);
            s1 = s1.add(w1);
            s00 = w0.fma(z0, s00);
            s10 = w1.fma(z0, s10);
            s11 = w1.fma(z1, s11);
            v = fromArray(SPECIES, w, at + i + L);
            z0 = fromArray(SPECIES, x, i + L).sub(m0);
            z1 = fromArray(SPECIES, x, x1 + i + L).sub(m1);
            w0 = v.mul(z0);
            w1 = v.mul(z1);
            t = t.add(v);
            t0 = t0.add(w0);
            t1 = t1.add(w1);
            t00 = w0.fma(z0, t00);
            t10 = w1.fma(z0, t10);
            t11 = w1.fma(z1, t11);
        }
        s.add(t).intoArray(sums, 0);
        s0.add(t0).intoArray(sums, L);
        s1.add(t1).intoArray(sums, 2 * L);
        s00.add(t00).intoArray(sums, 3 * L);
        s10.add(t10).intoArray(sums, 4 * L);
        s11.add(t11).intoArray(sums, 5 * L);
    }

    /** Of three or four columns: w, 0, 1, 2, 3, 00, 10, 11, 20 and so on to 33. */
    static void momentsOfFour(double[] w, int at, double[] x, int stride, int n, double[] mean, double[] sums) {
        int x2 = 2 * stride;
        int x3 = (mean.length - 1) * stride;
        DoubleVector m0 = broadcast(SPECIES, mean[0]), m1 = broadcast(SPECIES, mean[1]);
        DoubleVector m2 = broadcast(SPECIES, mean[2]), m3 = broadcast(SPECIES, mean[mean.length - 1]);
        DoubleVector s = zero(SPECIES), s0 = zero(SPECIES), s1 = zero(SPECIES), s2 = zero(SPECIES), s3 = zero(SPECIES);
        DoubleVector s00 = zero(SPECIES), s10 = zero(SPECIES), s11 = zero(SPECIES);
        DoubleVector s20 = zero(SPECIES), s21 = zero(SPECIES), s22 = zero(SPECIES);
        DoubleVector s30 = zero(SPECIES), s31 = zero(SPECIES), s32 = zero(SPECIES), s33 = zero(SPECIES);
        for (int i = 0; i < n; i += L) {
            DoubleVector v = fromArray(SPECIES, w, at + i);
            DoubleVector z0 = fromArray(SPECIES, x, i).sub(m0);
            DoubleVector z1 = fromArray(SPECIES, x, stride + i).sub(m1);
            DoubleVector z2 = fromArray(SPECIES, x, x2 + i).sub(m2);
            DoubleVector z3 = fromArray(SPECIES, x, x3 + i).sub(m3);
            s = s.add(v);
            DoubleVector u = v.mul(z0);
            s0 = s0.add(u);
            s00 = u.fma(z0, s00);
            u = v.mul(z1);
            s1 = s1.add(u);
            s10 = u.fma(z0, s10);
            s11 = u.fma(z1, s11);
            u = v.mul(z2);
            s2 = s2.add(u);
            s20 = u.fma(z0, s20);
            s21 = u.fma(z1, s21);
            s22 = u.fma(z2, s22);
            u = v.mul(z3);
            s3 = s3.add(u);
            s30 = u.fma(z0, s30);
            s31 = u.fma(z1, s31);
            s32 = u.fma(z2, s32);
            s33 = u.fma(z3, s33);
        }
        s.intoArray(sums, 0);
        s0.intoArray(sums, L);
        s1.intoArray(sums, 2 * L);
        s2.intoArray(sums, 3 * L);
        s3.intoArray(sums, 4 * L);
        s00.intoArray(sums, 5 * L);
        s10.intoArray(sums, 6 * L);
        s11.intoArray(sums, 7 * L);
        s20.intoArray(sums, 8 * L);
        s21.intoArray(sums, 9 * L);
        s22.intoArray(sums, 10 * L);
        s30.intoArray(sums, 11 * L);
        s31.intoArray(sums, 12 * L);
        s32.intoArray(sums, 13 * L);
        s33.intoArray(sums, 14 * L);
    }

    /** As {@link SimdKernels#momentsAbout}; {@code sums} is scratch. */
    static double moments(
            double[] w,
            int at,
            double[] x,
            int stride,
            int n,
            double[] mean,
            double[] first,
            double[] second,
            double[] sums) {
        int d = mean.length;
        int columns = d <= 2 ? 2 : MOST;
        int whole = Lanes.whole(n, 2 * L);
        if (d <= 2) {
            momentsOfTwo(w, at, x, stride, whole, mean, sums);
        } else {
            momentsOfFour(w, at, x, stride, whole, mean, sums);
        }
        double weight = Lanes.sum(sums, 0);
        for (int i = whole; i < n; i++) {
            weight += w[at + i];
        }
        for (int j = 0, o = (1 + columns) * L; j < d; j++) {
            double sum = Lanes.sum(sums, (1 + j) * L);
            for (int i = whole; i < n; i++) {
                sum = Math.fma(w[at + i], x[j * stride + i] - mean[j], sum);
            }
            first[j] += sum;
            for (int k = 0; k <= j; k++, o += L) {
                sum = Lanes.sum(sums, o);
                for (int i = whole; i < n; i++) {
                    double u = w[at + i] * (x[j * stride + i] - mean[j]);
                    sum = Math.fma(u, x[k * stride + i] - mean[k], sum);
                }
                second[j * d + k] += sum;
            }
        }
        return weight;
    }
}
