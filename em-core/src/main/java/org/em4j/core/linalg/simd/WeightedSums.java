package org.em4j.core.linalg.simd;

import static jdk.incubator.vector.DoubleVector.fromArray;
import static jdk.incubator.vector.DoubleVector.zero;
import static org.em4j.core.linalg.simd.Lanes.L;
import static org.em4j.core.linalg.simd.Lanes.SPECIES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.VectorOperators;
import org.em4j.core.linalg.PortableKernels;
import org.em4j.core.linalg.Sum;

/** Sums of a few values a row; a value of weight zero may be infinite, and counts nothing. */
final class WeightedSums {
    private WeightedSums() {}

    /** {@code Σ_i w[at + i]}; {@code sums} is scratch. */
    static double total(double[] w, int at, int n, double[] sums) {
        DoubleVector s = zero(SPECIES);
        DoubleVector t = zero(SPECIES);
        int whole = Lanes.whole(n, 2 * L);
        for (int i = at; i < at + whole; i += 2 * L) {
            s = s.add(fromArray(SPECIES, w, i));
            t = t.add(fromArray(SPECIES, w, i + L));
        }
        s.add(t).intoArray(sums, 0);
        double sum = Lanes.sum(sums, 0);
        for (int i = at + whole; i < at + n; i++) {
            sum += w[i];
        }
        return sum;
    }

    /** {@code Σ_i w[at + i] v[from + i]}. */
    static double dot(double[] w, int at, double[] v, int from, int n, double[] sums) {
        DoubleVector s = zero(SPECIES);
        int whole = Lanes.whole(n, L);
        for (int i = 0; i < whole; i += L) {
            DoubleVector weights = fromArray(SPECIES, w, at + i);
            DoubleVector values = fromArray(SPECIES, v, from + i).blend(0.0, weights.compare(VectorOperators.EQ, 0.0));
            s = weights.fma(values, s);
        }
        s.intoArray(sums, 0);
        double sum = Lanes.sum(sums, 0);
        for (int i = whole; i < n; i++) {
            sum = w[at + i] == 0 ? sum : Math.fma(w[at + i], v[from + i], sum);
        }
        return sum;
    }

    /** As {@link SimdKernels#add}: each lane a compensated sum of its own (Knuth's, which needs no comparison). */
    static void add(
            double[] w, int at, double[] v, int from, int n, Sum weight, Sum sum, Sum magnitude, double[] sums) {
        DoubleVector ws = zero(SPECIES),
                wError = zero(SPECIES),
                s = zero(SPECIES),
                error = zero(SPECIES),
                size = zero(SPECIES);
        int whole = Lanes.whole(n, L);
        for (int i = 0; i < whole; i += L) {
            DoubleVector a = fromArray(SPECIES, w, at + i);
            DoubleVector x = a.mul(fromArray(SPECIES, v, from + i)).blend(0.0, a.compare(VectorOperators.EQ, 0.0));
            DoubleVector t = s.add(x);
            DoubleVector y = t.sub(s);
            error = error.add(s.sub(t.sub(y)).add(x.sub(y)));
            s = t;
            size = size.add(x.abs());
            t = ws.add(a);
            y = t.sub(ws);
            wError = wError.add(ws.sub(t.sub(y)).add(a.sub(y)));
            ws = t;
        }
        ws.intoArray(sums, 0);
        wError.intoArray(sums, L);
        s.intoArray(sums, 2 * L);
        error.intoArray(sums, 3 * L);
        size.intoArray(sums, 4 * L);
        for (int h = 0; h < L; h++) {
            weight.add(sums[h], sums[L + h]);
            sum.add(sums[2 * L + h], sums[3 * L + h]);
        }
        magnitude.add(Lanes.sum(sums, 4 * L));
        PortableKernels.INSTANCE.add(w, at + whole, v, from + whole, n - whole, weight, sum, magnitude);
    }
}
