package org.em4j.cli.figure;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/** Figures of normal distributions worked out as their definitions say, one row at a time: slow, and by none of the library's ways. */
final class Direct {
    private Direct() {}

    /** Columns of a row that are observed, or that are not. */
    static int[] columns(double[] row, boolean observed) {
        return IntStream.range(0, row.length)
                .filter(j -> Double.isNaN(row[j]) != observed)
                .toArray();
    }

    private static double[] residual(double[] row, double[] mean, int[] columns) {
        return IntStream.of(columns).mapToDouble(j -> row[j] - mean[j]).toArray();
    }

    /** Squared Mahalanobis distance of what is observed of a row. */
    static double distance(double[] row, double[] mean, RealMatrix covariance) {
        int[] o = columns(row, true);
        double[] r = residual(row, mean, o);
        return o.length == 0 ? 0 : dot(r, inverse(covariance.getSubMatrix(o, o)).operate(r));
    }

    /** A normal distribution that remembers what it has inverted, for many rows. */
    static final class Normal {
        private final double[] mean;
        private final RealMatrix covariance;
        private final Map<List<Integer>, RealMatrix> inverses = new HashMap<>();
        private final Map<List<Integer>, Double> constants = new HashMap<>();

        Normal(double[] mean, RealMatrix covariance) {
            this.mean = mean;
            this.covariance = covariance;
        }

        /** Log density of what is observed of a row. */
        double logDensity(double... row) {
            int[] o = columns(row, true);
            if (o.length == 0) {
                return 0;
            }
            List<Integer> pattern = IntStream.of(o).boxed().toList();
            double[] r = residual(row, mean, o);
            RealMatrix w = inverses.computeIfAbsent(pattern, p -> inverse(covariance.getSubMatrix(o, o)));
            double constant = constants.computeIfAbsent(
                    pattern,
                    p -> o.length * Math.log(2 * Math.PI)
                            + Math.log(new LUDecomposition(covariance.getSubMatrix(o, o)).getDeterminant()));
            return -0.5 * (constant + dot(r, w.operate(r)));
        }
    }

    /** Log density of what is observed of a row. */
    static double logDensity(double[] row, double[] mean, RealMatrix covariance) {
        return new Normal(mean, covariance).logDensity(row);
    }

    /** The row with what is missing at its mean given the rest. */
    static double[] filled(double[] row, double[] mean, RealMatrix covariance) {
        int[] o = columns(row, true);
        int[] m = columns(row, false);
        double[] filled = row.clone();
        if (m.length > 0) {
            double[] away = o.length == 0
                    ? new double[m.length]
                    : covariance
                            .getSubMatrix(m, o)
                            .multiply(inverse(covariance.getSubMatrix(o, o)))
                            .operate(residual(row, mean, o));
            for (int k = 0; k < m.length; k++) {
                filled[m[k]] = mean[m[k]] + away[k];
            }
        }
        return filled;
    }

    static RealMatrix inverse(RealMatrix matrix) {
        return new LUDecomposition(matrix, 1e-300).getSolver().getInverse();
    }

    static double dot(double[] a, double[] b) {
        return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
    }

    /** Derivatives by central differences, of steps that are a small part of these sizes. */
    static double[] gradient(ToDoubleFunction<double[]> f, double[] at, double[] sizes) {
        return IntStream.range(0, at.length)
                .mapToDouble(i -> {
                    double h = 1e-4 * sizes[i];
                    // Richardson's extrapolation of two steps: the error falls with the fourth power of the step
                    double near = (f.applyAsDouble(moved(at, i, h)) - f.applyAsDouble(moved(at, i, -h))) / (2 * h);
                    double far =
                            (f.applyAsDouble(moved(at, i, 2 * h)) - f.applyAsDouble(moved(at, i, -2 * h))) / (4 * h);
                    return (4 * near - far) / 3;
                })
                .toArray();
    }

    /** Second derivatives by central differences. */
    static RealMatrix hessian(ToDoubleFunction<double[]> f, double[] at, double[] sizes) {
        int n = at.length;
        RealMatrix h = MatrixUtils.createRealMatrix(n, n);
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                double a = 1e-3 * sizes[i];
                double b = 1e-3 * sizes[j];
                double value = (f.applyAsDouble(moved(moved(at, i, a), j, b))
                                - f.applyAsDouble(moved(moved(at, i, a), j, -b))
                                - f.applyAsDouble(moved(moved(at, i, -a), j, b))
                                + f.applyAsDouble(moved(moved(at, i, -a), j, -b)))
                        / (4 * a * b);
                h.setEntry(i, j, value);
                h.setEntry(j, i, value);
            }
        }
        return h;
    }

    private static double[] moved(double[] at, int i, double by) {
        double[] moved = at.clone();
        moved[i] += by;
        return moved;
    }

    static double[] doubles(com.fasterxml.jackson.databind.JsonNode array) {
        return IntStream.range(0, array.size())
                .mapToDouble(i -> array.get(i).asDouble())
                .toArray();
    }

    static RealMatrix matrix(com.fasterxml.jackson.databind.JsonNode rows) {
        return MatrixUtils.createRealMatrix(IntStream.range(0, rows.size())
                .mapToObj(i -> doubles(rows.get(i)))
                .toArray(double[][]::new));
    }

    /** The cells of a table with a header, as numbers. */
    static double[][] table(String csv) {
        return csv.lines()
                .skip(1)
                .map(line -> Arrays.stream(line.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toArray(double[][]::new);
    }
}
