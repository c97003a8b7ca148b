package org.em4j.validation.law.alarm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import org.em4j.laws.check.Size;

/** Rows that strain a fit, each kind in another way; all of them finite, and drawn from a few clusters. */
enum HardData {
    PLAIN,
    FAR_FROM_THE_ORIGIN {
        @Override
        void strain(double[] row, RandomGenerator random) {
            for (int j = 0; j < row.length; j++) {
                row[j] += 1e6;
            }
        }
    },
    UNITS_TWELVE_DECADES_APART {
        @Override
        void strain(double[] row, RandomGenerator random) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= Math.pow(10, 5 * j % 13 - 6);
            }
        }
    },
    NEARLY_COLLINEAR {
        @Override
        void strain(double[] row, RandomGenerator random) {
            for (int j = 1; j < row.length; j++) {
                row[j] = row[0] + row[j] * Math.pow(10, -1 - j % 4);
            }
        }
    },
    COLLINEAR_BUT_FOR_ROUNDING {
        @Override
        void strain(double[] row, RandomGenerator random) {
            if (row.length > 1) { // scaled conditions up to where a fit is refused
                row[1] = row[0] + row[1] * Math.pow(10, -5 - row.length % 3);
            }
        }
    },
    FAR_OUTLIERS {
        @Override
        void strain(double[] row, RandomGenerator random) {
            if (random.nextInt(30) == 0) {
                row[random.nextInt(row.length)] *= 1e4;
            }
        }
    },
    ROUNDED {
        @Override
        void strain(double[] row, RandomGenerator random) {
            Arrays.setAll(row, j -> Math.rint(row[j]));
        }
    },
    HEAVY_TAILS {
        @Override
        void strain(double[] row, RandomGenerator random) {
            double width = 1 / Math.sqrt(random.nextExponential() + 1e-3);
            Arrays.setAll(row, j -> row[j] * width);
        }
    };

    private static final double[] WEIGHTS = {1, 1, 1e-9, 1e9, 0.3};

    void strain(double[] row, RandomGenerator random) {}

    /** Rows {@code (n x d)} about k centres. */
    final List<double[]> rows(Size size, RandomGenerator random) {
        List<double[]> centres = new ArrayList<>();
        for (int k = 0; k < size.k(); k++) {
            centres.add(Size.numbers(size.d(), 4, 0, random));
        }
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < size.n(); i++) {
            double[] centre = centres.get(i % size.k());
            double[] row = Size.numbers(size.d(), 1, 0, random);
            Arrays.setAll(row, j -> centre[j] + row[j]);
            strain(row, random);
            rows.add(row);
        }
        return rows;
    }

    /** Weights {@code (n)}, as those of {@link Size#weights}, all of them tiny or huge now and then. */
    static double[] weights(Size size, RandomGenerator random) {
        double scale = WEIGHTS[random.nextInt(WEIGHTS.length)];
        return Arrays.stream(size.weights(random)).map(w -> scale * w).toArray();
    }
}
