package org.em4j.factor.rotate;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.DefaultRealMatrixChangingVisitor;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.data.InvalidDataException;

/**
 * What a rotation makes small: a function of loadings {@code (d x q)} that is least where each column loads on few
 * factors, or as it was hoped, with its gradient (Bernaards and Jennrich 2005).
 */
public sealed interface RotationCriterion permits Quartic, RotationCriterion.Pointwise, RotationCriterion.Bentler {
    /** The function and its gradient {@code (d x q)} at some loadings. */
    record Slope(double value, double[][] gradient) {}

    /** At loadings {@code (d x q)}. */
    Slope at(RealMatrix loadings);

    /** Whether it means another thing by the factor in this place than by others, which so keeps its place. */
    default boolean isNamed(int factor) {
        return false;
    }

    /** Whether its value changes with the sign of the factor in this place, which so keeps its sign. */
    default boolean isSigned(int factor) {
        return false;
    }

    /**
     * Refuses loadings that it is not of.
     *
     * @throws InvalidDataException if it says nothing of so many columns or factors
     */
    default void require(int columns, int factors) {}

    /** Bentler (1977): log determinants of the products of squared loadings, beside those of their diagonal; it has no scale. */
    record Bentler() implements RotationCriterion {
        @Override
        public Slope at(RealMatrix loadings) {
            RealMatrix squares = squares(loadings);
            RealMatrix products = squares.transpose().multiply(squares);
            LUDecomposition lu = new LUDecomposition(products, 0);
            int q = products.getColumnDimension();
            if (!(lu.getDeterminant() > 0)) { // columns that follow from others do so however they are turned
                return new Slope(Double.POSITIVE_INFINITY, new double[squares.getRowDimension()][q]);
            }
            RealMatrix inverse = lu.getSolver().getInverse();
            double logs = -Math.log(lu.getDeterminant());
            for (int a = 0; a < q; a++) {
                logs += Math.log(products.getEntry(a, a));
                inverse.addToEntry(a, a, -1 / products.getEntry(a, a));
            }
            double[][] gradient = squares.multiply(inverse).getData();
            for (int j = 0; j < gradient.length; j++) {
                for (int a = 0; a < q; a++) {
                    gradient[j][a] *= -loadings.getEntry(j, a);
                }
            }
            return new Slope(logs / 4, gradient);
        }
    }

    /** A criterion that is worked out on plain arrays. */
    sealed interface Pointwise extends RotationCriterion {
        /** At loadings {@code (d x q)}, in whose place the gradient is left; the value. */
        double replaced(double[][] loadings);

        @Override
        default Slope at(RealMatrix loadings) {
            double[][] gradient = loadings.getData();
            double value = replaced(gradient);
            return new Slope(value, gradient);
        }
    }

    /**
     * Geomin (Yates 1987): the geometric mean of the squared loadings of each column, added up. It has many local minima.
     *
     * @param epsilon added to each square; 0.01 is usual
     */
    record Geomin(double epsilon) implements Pointwise {
        public Geomin {
            if (!(epsilon > 0)) {
                throw new IllegalArgumentException("geomin adds epsilon to squares: use more than 0, such as 0.01");
            }
        }

        @Override
        public double replaced(double[][] loadings) {
            double value = 0;
            for (double[] row : loadings) {
                double logs = 0;
                for (double l : row) {
                    logs += Math.log(l * l + epsilon);
                }
                double mean = Math.exp(logs / row.length);
                value += mean;
                for (int a = 0; a < row.length; a++) {
                    row[a] = 2.0 / row.length * row[a] / (row[a] * row[a] + epsilon) * mean;
                }
            }
            return value;
        }
    }

    /** Minimum entropy (Jennrich 2004): that of the squared loadings, over two; of factors that do not correlate. */
    record Entropy() implements Pointwise {
        @Override
        public double replaced(double[][] loadings) {
            double value = 0;
            for (double[] row : loadings) {
                for (int a = 0; a < row.length; a++) {
                    double log = log(row[a] * row[a]);
                    value -= row[a] * row[a] * log / 2;
                    row[a] *= -(log + 1);
                }
            }
            return value;
        }
    }

    /**
     * Infomax (McKeon 1968): what columns and factors do not tell of each other, were the squared loadings the
     * probabilities of their pairs, in nats; zero where each column has one factor of its own, and factors weigh the same.
     */
    record Infomax() implements Pointwise {
        @Override
        public double replaced(double[][] loadings) {
            int q = loadings[0].length;
            double[] rows = new double[loadings.length];
            double[] columns = new double[q];
            double all = 0;
            for (int j = 0; j < rows.length; j++) {
                for (int a = 0; a < q; a++) {
                    double square = loadings[j][a] * loadings[j][a];
                    rows[j] += square;
                    columns[a] += square;
                    all += square;
                }
            }
            double told = Math.log(q) - entropy(rows, all) - entropy(columns, all);
            double pairs = 0;
            for (double[] row : loadings) {
                pairs += entropy(Arrays.stream(row).map(l -> l * l).toArray(), all);
            }
            double slope = entropy(rows, all) + entropy(columns, all) - pairs;
            for (int j = 0; j < rows.length; j++) {
                for (int a = 0; a < q; a++) {
                    double l = loadings[j][a];
                    double logs = log(rows[j] / all) + log(columns[a] / all) - log(l * l / all);
                    loadings[j][a] = 2 * l / all * (logs + slope);
                }
            }
            return told + pairs;
        }

        private static double entropy(double[] parts, double all) {
            return -Arrays.stream(parts).map(p -> p / all * log(p / all)).sum();
        }
    }

    /**
     * Bi-quartimin (Jennrich and Bentler 2011): quartimin of all factors but the first, which is general and loads as it
     * likes.
     */
    record Bifactor() implements Pointwise {
        @Override
        public double replaced(double[][] loadings) {
            double value = 0;
            for (double[] row : loadings) {
                double groups = Arrays.stream(row).skip(1).map(l -> l * l).sum();
                for (int a = 1; a < row.length; a++) {
                    double others = groups - row[a] * row[a];
                    value += row[a] * row[a] * others / 4;
                    row[a] *= others;
                }
                row[0] = 0;
            }
            return value;
        }

        @Override
        public boolean isNamed(int factor) {
            return factor == 0;
        }

        @Override
        public void require(int columns, int factors) {
            if (factors < 3) {
                throw new InvalidDataException("a general factor and one other are a bifactor pattern however they are"
                        + " turned; rotate three factors or more that way");
            }
        }
    }

    /**
     * Simplimax (Kiers 1994): the sum of the smallest squared loadings.
     *
     * @param zeros how many are to be small; 0 for as many as there are columns
     */
    record Simplimax(int zeros) implements Pointwise {
        public Simplimax {
            if (zeros < 0) {
                throw new IllegalArgumentException("simplimax makes so many loadings small: use 1 or more");
            }
        }

        @Override
        public double replaced(double[][] loadings) {
            int[][] order = IntStream.range(0, loadings.length)
                    .boxed()
                    .flatMap(j -> IntStream.range(0, loadings[j].length).mapToObj(a -> new int[] {j, a}))
                    .sorted((s, t) -> Double.compare(Math.abs(loadings[s[0]][s[1]]), Math.abs(loadings[t[0]][t[1]])))
                    .toArray(int[][]::new);
            double value = 0;
            for (int i = 0; i < order.length; i++) {
                double l = loadings[order[i][0]][order[i][1]];
                boolean small = i < (zeros == 0 ? loadings.length : zeros);
                value += small ? l * l : 0;
                loadings[order[i][0]][order[i][1]] = small ? 2 * l : 0;
            }
            return value;
        }

        @Override
        public void require(int columns, int factors) {
            if (zeros > columns * factors) {
                throw new InvalidDataException("simplimax of " + zeros + " small loadings, and there are only "
                        + columns * factors + "; " + columns + " are usual");
            }
        }
    }

    /**
     * Squared distances from a target (Browne 1972, 2001).
     *
     * @param values what loadings are hoped to be {@code (d x q)}; NaN where nothing is hoped
     */
    record Target(double[][] values) implements Pointwise {
        @Override
        public double replaced(double[][] loadings) {
            double value = 0;
            for (int j = 0; j < loadings.length; j++) {
                for (int a = 0; a < loadings[j].length; a++) {
                    double off = Double.isNaN(values[j][a]) ? 0 : loadings[j][a] - values[j][a];
                    value += off * off;
                    loadings[j][a] = 2 * off;
                }
            }
            return value;
        }

        @Override
        public boolean isNamed(int factor) {
            return true;
        }

        @Override
        public boolean isSigned(int factor) {
            return Arrays.stream(values).anyMatch(row -> Math.abs(row[factor]) > 0);
        }

        @Override
        public void require(int columns, int factors) {
            if (values.length != columns || Arrays.stream(values).anyMatch(row -> row.length != factors)) {
                throw new InvalidDataException("the target is of " + values.length + " columns and " + values[0].length
                        + " factors, the loadings of " + columns + " and " + factors
                        + "; give it one line a column, one"
                        + " number or NA a factor");
            }
        }
    }

    private static double log(double x) {
        return x > 0 ? Math.log(x) : 0; // it is multiplied by what is zero then
    }

    private static RealMatrix squares(RealMatrix loadings) {
        RealMatrix squares = new Array2DRowRealMatrix(loadings.getData(), false);
        squares.walkInOptimizedOrder(new DefaultRealMatrixChangingVisitor() {
            @Override
            public double visit(int row, int column, double value) {
                return value * value;
            }
        });
        return squares;
    }
}
