package org.em4j.validation.factor;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.em4j.core.Randomness;
import org.em4j.factor.estep.Identification;

/**
 * A generated set of rows, and how many factors it is analysed with: 4 to 9 columns, 15 to 300 rows, one to four factors as far
 * as degrees of freedom go.
 *
 * @param kind what the columns are like
 * @param x the rows, NaN where a value is missing
 * @param q number of factors to fit
 */
record FactorData(Kind kind, double[][] x, int q) {
    /** What columns are like. */
    enum Kind {
        /** Normal, standard deviations of about one. */
        PLAIN,
        /** Answers of 1 to 5. */
        LIKERT,
        /** Answers of 0 or 1. */
        BINARY,
        /** Units from 1e-8 to 1e8, each column its own. */
        UNITS,
        /** All columns a thousandth of what they would be. */
        SMALL,
        /** One value of ten missing. */
        GAPS,
        /** One row far from all others, in every column. */
        OUTLIER
    }

    /** Set number i. */
    static FactorData of(int i) {
        RandomGenerator random = Randomness.of(1_000_003L * i + 17);
        Kind kind = Kind.values()[i % Kind.values().length];
        int d = 4 + random.nextInt(6);
        int q = 1 + random.nextInt(4);
        while (Identification.degreesOfFreedom(d, q) < 0) {
            q--;
        }
        int n = 15 + random.nextInt(286);
        int made = 1 + random.nextInt(q);
        double[][] loadings = new double[d][made];
        double[] units = new double[d];
        double[] noise = new double[d];
        for (int j = 0; j < d; j++) {
            for (int a = 0; a < made; a++) {
                loadings[j][a] = random.nextGaussian() * 0.7;
            }
            units[j] = kind == Kind.UNITS ? Math.pow(10, -8 + 16 * random.nextDouble()) : kind == Kind.SMALL ? 1e-3 : 1;
            noise[j] = 0.3 + random.nextDouble();
        }
        double[][] x = new double[n][d];
        for (double[] row : x) {
            double[] z = random.doubles(made, -1, 1).toArray();
            Arrays.setAll(z, a -> random.nextGaussian());
            Arrays.setAll(row, j -> {
                double v = noise[j] * random.nextGaussian();
                for (int a = 0; a < z.length; a++) {
                    v += loadings[j][a] * z[a];
                }
                return units[j] * value(kind, v, random);
            });
        }
        if (kind == Kind.OUTLIER) {
            Arrays.fill(x[n - 1], Math.pow(10, 1 + 3 * random.nextDouble()));
        }
        return new FactorData(kind, x, q);
    }

    private static double value(Kind kind, double v, RandomGenerator random) {
        return switch (kind) {
            case LIKERT -> Math.max(1, Math.min(5, Math.rint(3 + v)));
            case BINARY -> v > 0 ? 1 : 0;
            case GAPS -> random.nextInt(10) == 0 ? Double.NaN : v;
            default -> v;
        };
    }

    /** Whether every column varies, and none follows from the others: else there is nothing to fit. */
    boolean isProper() {
        double[][] z = standardised();
        int d = z[0].length;
        double[][] left = new double[d][z.length];
        for (int j = 0; j < d; j++) {
            for (int i = 0; i < z.length; i++) {
                left[j][i] = Double.isNaN(z[i][j]) ? 0 : z[i][j];
            }
            double before = dot(left[j], left[j]);
            for (int k = 0; k < j; k++) {
                double share = dot(left[j], left[k]) / dot(left[k], left[k]);
                for (int i = 0; i < z.length; i++) {
                    left[j][i] -= share * left[k][i];
                }
            }
            if (!(dot(left[j], left[j]) > 1e-6 * before)) {
                return false;
            }
        }
        return true;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Means of what is there {@code (d)}. */
    double[] means() {
        return means(x);
    }

    private static double[] means(double[][] x) {
        double[] means = new double[x[0].length];
        Arrays.setAll(
                means,
                j -> Arrays.stream(x)
                        .mapToDouble(row -> row[j])
                        .filter(v -> !Double.isNaN(v))
                        .average()
                        .orElseThrow());
        return means;
    }

    /** Standard deviations of what is there {@code (d)}, an outlier apart. */
    double[] deviations() {
        double[][] inner = kind == Kind.OUTLIER ? Arrays.copyOf(x, x.length - 1) : x;
        double[] means = means(inner);
        double[] sd = new double[means.length];
        Arrays.setAll(
                sd,
                j -> Math.sqrt(Arrays.stream(inner)
                        .mapToDouble(row -> (row[j] - means[j]) * (row[j] - means[j]))
                        .filter(v -> !Double.isNaN(v))
                        .average()
                        .orElseThrow()));
        return sd;
    }

    /** The rows, each column of mean zero and, but for an outlier, standard deviation one. */
    double[][] standardised() {
        double[] means = means();
        double[] sd = deviations();
        double[][] z = new double[x.length][];
        Arrays.setAll(z, i -> {
            double[] row = new double[means.length];
            Arrays.setAll(row, j -> (x[i][j] - means[j]) / sd[j]);
            return row;
        });
        return z;
    }

    /** What the log-likelihood of the rows is less than that of the standardised: {@code Σ log sd} over all values. */
    double shift() {
        double[] sd = deviations();
        double shift = 0;
        for (double[] row : x) {
            for (int j = 0; j < row.length; j++) {
                shift += Double.isNaN(row[j]) ? 0 : Math.log(sd[j]);
            }
        }
        return shift;
    }
}
