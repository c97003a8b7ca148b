package org.em4j.core.linalg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What the {@link Kernels} that do several things at once must do: what the others do one after another, within rounding. */
public abstract class GaussianKernelsContract extends RowKernelsContract {
    @Provide
    Arbitrary<TileCase> tiles() {
        return TileCase.any();
    }

    /** As in the bound for whitening: each coordinate is off by d u of its magnitude, and centring adds one. */
    @Property
    void logDensitiesAreOfTheRowsLessTheirMean(@ForAll("tiles") TileCase t) {
        int d = t.d();
        double[] x = t.tile();
        double[] p = t.lower();
        double[] mean = t.vector(d);
        double[] out = t.vector(t.at() + t.n() + 2);
        double[] before = out.clone();
        kernels().logDensities(p, mean, -3, x, t.stride(), t.n(), new double[x.length], out, t.at());
        for (int i = 0; i < t.n(); i++) {
            double squares = 0;
            double magnitude = 0;
            for (int j = 0; j < d; j++) {
                double y = 0;
                double size = 0;
                for (int c = 0; c <= j; c++) {
                    double z = p[j * d + c] * (x[c * t.stride() + i] - mean[c]);
                    y += z;
                    size += Math.abs(z);
                }
                squares += y * y;
                magnitude += size * size;
            }
            assertEquals(-3 - 0.5 * squares, out[t.at() + i], 3 * (d + 3) * U * (3 + magnitude));
        }
        for (int i = 0; i < out.length; i++) {
            assertEquals(i >= t.at() && i < t.at() + t.n() ? out[i] : before[i], out[i]);
        }
    }

    @Property
    void momentsAboutAMeanAreThoseOfTheRowsLessIt(@ForAll("tiles") TileCase t) {
        int d = t.d();
        double[] x = t.tile();
        double[] mean = t.vector(d);
        double[] w = t.weights();
        double[] rows = new double[3 + t.n() * d];
        double[] z = new double[x.length];
        for (int i = 0; i < t.n(); i++) {
            for (int j = 0; j < d; j++) {
                rows[3 + i * d + j] = x[j * t.stride() + i];
                z[j * t.stride() + i] = x[j * t.stride() + i] - mean[j];
            }
        }
        double[] first = t.vector(d);
        double[] second = t.vector(d * d);
        double[] firstBefore = first.clone();
        double[] secondBefore = second.clone();
        double weight = kernels()
                .momentsAbout(mean, w, t.at(), x, t.stride(), rows, 3, t.n(), new double[x.length], first, second);
        double total = 0;
        for (int i = 0; i < t.n(); i++) {
            total += w[t.at() + i];
        }
        assertEquals(total, weight, t.n() * U * total);
        for (int j = 0; j < d; j++) {
            KernelsContract.assertAdded(firstBefore[j], KernelsContract.weighted(t, z, j, z, -1), first[j], t);
            for (int k = 0; k <= j; k++) {
                int o = j * d + k;
                KernelsContract.assertAdded(secondBefore[o], KernelsContract.weighted(t, z, j, z, k), second[o], t);
            }
        }
    }
}
