package org.em4j.factor.rotate;

import org.apache.commons.math3.linear.RealMatrix;

/**
 * What a rotation makes small: a function of loadings {@code (d x q)} that is least where each column loads on few
 * factors, with its gradient (Bernaards and Jennrich 2005).
 */
public sealed interface RotationCriterion {
    /** The function and its gradient {@code (d x q)} at some loadings. */
    record Slope(double value, double[][] gradient) {}

    /** At loadings {@code (d x q)}. */
    Slope at(RealMatrix loadings);

    /** Whether the factors may correlate. */
    boolean oblique();

    /** Kaiser (1958): minus the variance of the squared loadings within each factor, added up, over four. */
    record Varimax() implements RotationCriterion {
        @Override
        public Slope at(RealMatrix loadings) {
            int d = loadings.getRowDimension();
            int q = loadings.getColumnDimension();
            double[][] gradient = new double[d][q];
            double value = 0;
            for (int a = 0; a < q; a++) {
                double mean = 0;
                for (int j = 0; j < d; j++) {
                    mean += loadings.getEntry(j, a) * loadings.getEntry(j, a) / d;
                }
                for (int j = 0; j < d; j++) {
                    double l = loadings.getEntry(j, a);
                    double off = l * l - mean;
                    value -= off * off / 4;
                    gradient[j][a] = -l * off;
                }
            }
            return new Slope(value, gradient);
        }

        @Override
        public boolean oblique() {
            return false;
        }
    }

    /** Carroll (1953), Neuhaus and Wrigley (1954): minus the sum of the fourth powers, over four. */
    record Quartimax() implements RotationCriterion {
        @Override
        public Slope at(RealMatrix loadings) {
            double[][] gradient = loadings.getData();
            double value = 0;
            for (double[] row : gradient) {
                for (int a = 0; a < row.length; a++) {
                    double cube = row[a] * row[a] * row[a];
                    value -= row[a] * cube / 4;
                    row[a] = -cube;
                }
            }
            return new Slope(value, gradient);
        }

        @Override
        public boolean oblique() {
            return false;
        }
    }

    /**
     * Direct oblimin (Jennrich and Sampson 1966): products of the squared loadings of different factors, over four.
     *
     * @param gamma 0 for quartimin, the usual one; more makes factors more oblique
     */
    record Oblimin(double gamma) implements RotationCriterion {
        @Override
        public Slope at(RealMatrix loadings) {
            int d = loadings.getRowDimension();
            int q = loadings.getColumnDimension();
            double[][] gradient = new double[d][q];
            double[] means = new double[q]; // of the products, over the columns
            double value = 0;
            for (int pass = 0; pass < 2; pass++) {
                for (int j = 0; j < d; j++) {
                    double[] row = loadings.getRow(j);
                    double communality = 0;
                    for (double l : row) {
                        communality += l * l;
                    }
                    for (int a = 0; a < q; a++) {
                        double others = communality - row[a] * row[a];
                        if (pass == 0) {
                            means[a] += others / d;
                        } else {
                            double product = others - gamma * means[a];
                            value += row[a] * row[a] * product / 4;
                            gradient[j][a] = row[a] * product;
                        }
                    }
                }
            }
            return new Slope(value, gradient);
        }

        @Override
        public boolean oblique() {
            return true;
        }
    }

    /**
     * Geomin (Yates 1987): the geometric mean of the squared loadings of each column, added up. It has many local minima.
     *
     * @param epsilon added to each square; 0.01 is usual
     */
    record Geomin(double epsilon) implements RotationCriterion {
        @Override
        public Slope at(RealMatrix loadings) {
            int q = loadings.getColumnDimension();
            double[][] gradient = loadings.getData();
            double value = 0;
            for (double[] row : gradient) {
                double logs = 0;
                for (double l : row) {
                    logs += Math.log(l * l + epsilon);
                }
                double mean = Math.exp(logs / q);
                value += mean;
                for (int a = 0; a < q; a++) {
                    row[a] = 2.0 / q * row[a] / (row[a] * row[a] + epsilon) * mean;
                }
            }
            return new Slope(value, gradient);
        }

        @Override
        public boolean oblique() {
            return true;
        }
    }
}
