package org.em4j.core.linalg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What any {@link Kernels} must do for numbers that stand one a row: responsibilities and weighted sums. */
public abstract class RowKernelsContract {
    protected static final double U = Math.ulp(1.0);

    /** The kernels under test. */
    protected abstract Kernels kernels();

    /** Log joint densities of n rows under k components, and what the kernel makes of them. */
    private final class Assigned {
        final double[] joint;
        final double[] responsibilities;
        final double[] evidence;
        final double[] entropy;

        Assigned(double[] joint, double[] offset, int stride, int n, int at) {
            this.joint = joint;
            responsibilities = joint.clone();
            evidence = new double[at + n];
            entropy = new double[n];
            kernels().responsibilities(responsibilities, offset, stride, n, evidence, at, entropy);
        }
    }

    private static double[] logs(int size, Random random) {
        double[] x = new double[size];
        Arrays.setAll(x, i -> 30 * random.nextGaussian() - 100);
        return x;
    }

    @Property
    void evidenceIsTheLogOfTheSummedDensities(
            @ForAll @IntRange(min = 1, max = 7) int k,
            @ForAll @IntRange(min = 1, max = 19) int n,
            @ForAll @IntRange(max = 3) int at,
            @ForAll Random random) {
        int stride = n + 5;
        double[] offset = logs(k, random);
        Assigned a = new Assigned(logs(k * stride, random), offset, stride, n, at);
        for (int i = 0; i < n; i++) {
            double max = Double.NEGATIVE_INFINITY;
            for (int c = 0; c < k; c++) {
                max = Math.max(max, a.joint[c * stride + i] + offset[c]);
            }
            double sum = 0;
            for (int c = 0; c < k; c++) {
                sum += Math.exp(a.joint[c * stride + i] + offset[c] - max);
            }
            double expected = max + Math.log(sum);
            assertEquals(expected, a.evidence[at + i], 8 * U * (k + Math.abs(expected)));
        }
    }

    @Property
    void responsibilitiesAreDensitiesOverTheirSum(
            @ForAll @IntRange(min = 1, max = 7) int k,
            @ForAll @IntRange(min = 1, max = 19) int n,
            @ForAll Random random) {
        int stride = n + 5;
        double[] offset = logs(k, random);
        Assigned a = new Assigned(logs(k * stride, random), offset, stride, n, 0);
        for (int i = 0; i < n; i++) {
            double total = 0;
            for (int c = 0; c < k; c++) {
                double log = a.joint[c * stride + i] + offset[c] - a.evidence[i];
                double r = a.responsibilities[c * stride + i];
                // An error of the exponent, which is of the size of the logs, is a relative one of the result.
                assertEquals(Math.exp(log), r, 1e4 * U * Math.exp(log) + 1e-250);
                total += r;
            }
            assertEquals(1, total, 4 * k * U);
        }
    }

    @Property
    void entropyIsThatOfTheResponsibilities(
            @ForAll @IntRange(min = 1, max = 7) int k,
            @ForAll @IntRange(min = 1, max = 19) int n,
            @ForAll Random random) {
        int stride = n + 5;
        Assigned a = new Assigned(logs(k * stride, random), new double[k], stride, n, 0);
        for (int i = 0; i < n; i++) {
            double entropy = 0;
            for (int c = 0; c < k; c++) {
                double r = a.responsibilities[c * stride + i];
                entropy -= r > 0 ? r * Math.log(r) : 0;
            }
            assertEquals(entropy, a.entropy[i], 100 * k * U);
        }
    }

    @Example
    void aRowWithoutDensityHasNoEvidenceAndNoResponsibilities() {
        double none = Double.NEGATIVE_INFINITY;
        Assigned a = new Assigned(new double[] {-1, none, -2, none}, new double[2], 2, 2, 0);
        assertEquals(none, a.evidence[1]);
        assertEquals(0, a.entropy[1]);
        assertEquals(0, a.responsibilities[1]);
        assertEquals(0, a.responsibilities[3]);
        assertEquals(1, a.responsibilities[0] + a.responsibilities[2], U);
    }

    @Example
    void aComponentWithoutWeightGetsNothing() {
        double[] offset = {Double.NEGATIVE_INFINITY, 0};
        Assigned a = new Assigned(new double[] {5, -7}, offset, 1, 1, 0);
        assertArrayEquals(new double[] {0, 1}, a.responsibilities);
        assertEquals(-7, a.evidence[0]);
    }

    @Example
    void aNegligibleResponsibilityIsExactlyZero() {
        Assigned a = new Assigned(new double[] {0, -601}, new double[2], 1, 1, 0);
        assertArrayEquals(new double[] {1, 0}, a.responsibilities);
    }

    @Example
    void densitiesBeyondTheRangeOfDoublesAreNoDifficulty() {
        Assigned a = new Assigned(new double[] {-1e6, -1e6}, new double[2], 1, 1, 0);
        assertArrayEquals(new double[] {0.5, 0.5}, a.responsibilities, U);
        assertEquals(-1e6 + Math.log(2), a.evidence[0], 1e6 * U);
    }

    @Property
    void weighingMultipliesAndSums(
            @ForAll @IntRange(min = 1, max = 33) int n,
            @ForAll @IntRange(max = 3) int at,
            @ForAll @IntRange(max = 3) int from,
            @ForAll Random random) {
        double[] w = random.doubles(at + n).toArray();
        double[] r = random.doubles(from + n).toArray();
        double[] out = new double[n];
        double sum = kernels().weigh(w, at, r, from, n, out);
        double expected = 0;
        for (int i = 0; i < n; i++) {
            assertEquals(w[at + i] * r[from + i], out[i]);
            expected += out[i];
        }
        assertEquals(expected, sum, n * U * expected);
    }

    @Property
    void theTotalIsTheSumOfTheWeights(
            @ForAll @IntRange(min = 1, max = 33) int n, @ForAll @IntRange(max = 3) int at, @ForAll Random random) {
        double[] w = random.doubles(at + n).toArray();
        double expected = Arrays.stream(w, at, at + n).sum();
        assertEquals(expected, kernels().total(w, at, n), n * U * expected);
    }

    @Property
    void theDotProductIsTheWeightedSum(
            @ForAll @IntRange(min = 1, max = 33) int n,
            @ForAll @IntRange(max = 3) int at,
            @ForAll @IntRange(max = 3) int from,
            @ForAll Random random) {
        double[] w = random.doubles(at + n).toArray();
        double[] v = logs(from + n, random);
        double expected = 0;
        double magnitude = 0;
        for (int i = 0; i < n; i++) {
            expected += w[at + i] * v[from + i];
            magnitude += Math.abs(w[at + i] * v[from + i]);
        }
        assertEquals(expected, kernels().dot(w, at, v, from, n), n * U * magnitude);
    }

    @Example
    void theDotProductLeavesOutTermsWithoutWeight() {
        double[] v = {Double.NEGATIVE_INFINITY, 3, Double.NaN};
        assertEquals(6, kernels().dot(new double[] {0, 2, 0}, 0, v, 0, 3));
    }

    @Property
    void sumsAreAddedToWhatIsThere(
            @ForAll @IntRange(min = 1, max = 33) int n,
            @ForAll @IntRange(max = 3) int at,
            @ForAll @IntRange(max = 3) int from,
            @ForAll Random random) {
        double[] w = random.doubles(at + n).toArray();
        double[] v = logs(from + n, random);
        Sum weight = new Sum().add(1);
        Sum sum = new Sum().add(2);
        Sum magnitude = new Sum().add(3);
        kernels().add(w, at, v, from, n, weight, sum, magnitude);
        BigDecimal weights = BigDecimal.ONE;
        BigDecimal values = new BigDecimal(2);
        BigDecimal sizes = new BigDecimal(3);
        for (int i = 0; i < n; i++) {
            BigDecimal term = new BigDecimal(w[at + i] * v[from + i]);
            weights = weights.add(new BigDecimal(w[at + i]));
            values = values.add(term);
            sizes = sizes.add(term.abs());
        }
        assertEquals(weights.doubleValue(), weight.value(), 2 * U * weight.value());
        assertEquals(values.doubleValue(), sum.value(), 2 * U * magnitude.value());
        assertEquals(sizes.doubleValue(), magnitude.value(), n * U * magnitude.value());
    }

    @Example
    void sumsKeepWhatOrdinaryOnesLose() {
        int n = 33;
        double[] v = new double[n];
        Arrays.fill(v, 1);
        v[0] = 0x1p60;
        v[n - 1] = -0x1p60;
        double[] w = new double[n];
        Arrays.fill(w, 1);
        Sum sum = new Sum();
        kernels().add(w, 0, v, 0, n, new Sum(), sum, new Sum());
        assertEquals(n - 2, sum.value());
    }

    @Example
    void sumsLeaveOutTermsWithoutWeight() {
        double[] v = new double[16];
        Arrays.fill(v, Double.NEGATIVE_INFINITY);
        v[9] = 3;
        double[] w = new double[16];
        w[9] = 2;
        Sum weight = new Sum();
        Sum sum = new Sum();
        Sum magnitude = new Sum();
        kernels().add(w, 0, v, 0, 16, weight, sum, magnitude);
        assertEquals(2, weight.value());
        assertEquals(6, sum.value());
        assertEquals(6, magnitude.value());
    }

    @Example
    void aRowWithoutDensityThatCountsMakesTheSumInfinite() {
        double[] v = new double[16];
        v[9] = Double.NEGATIVE_INFINITY;
        double[] w = new double[16];
        Arrays.fill(w, 1);
        Sum sum = new Sum();
        kernels().add(w, 0, v, 0, 16, new Sum(), sum, new Sum());
        assertEquals(Double.NEGATIVE_INFINITY, sum.value());
    }

    @Example
    void theKernelsSayWhatTheyAre() {
        assertTrue(kernels().toString().matches("\\w+ \\(.+\\)"), kernels().toString());
    }
}
