package org.em4j.core.fit;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.SingularValueDecomposition;
import org.apache.commons.math3.special.Erf;
import org.em4j.core.model.Chart;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Sums;

/**
 * Linear regression whose response is latent where it was censored at zero (Tobin 1958), as its author might write it: from
 * raw moments, with no word on what cancels in them.
 *
 * @param columns of the design
 */
record Regression(int columns) implements LatentModel<Regression.Row, Regression.Theta, Regression.Response, Sums> {
    /** A response, and what it depends on. */
    record Row(double[] x, double y, boolean censored) {}

    /** Coefficients and standard deviation. */
    record Theta(double[] b, double sd) implements java.io.Serializable {
        double line(double[] x) {
            double sum = 0;
            for (int j = 0; j < b.length; j++) {
                sum += b[j] * x[j];
            }
            return sum;
        }
    }

    /** Expectation and variance of a response. */
    record Response(double mean, double variance, double logEvidence, double entropy) implements Posterior {}

    @Override
    public Function<Row, Response> posterior(Theta t) {
        return row -> {
            double line = t.line(row.x);
            if (!row.censored) {
                double z = (row.y - line) / t.sd;
                return new Response(row.y, 0, -0.5 * Math.log(2 * Math.PI * t.sd * t.sd) - z * z / 2, 0);
            }
            double z = -line / t.sd;
            double logChance = Math.log(Erf.erfc(-z / Math.sqrt(2)) / 2);
            double hazard = Math.exp(-z * z / 2 - logChance) / Math.sqrt(2 * Math.PI);
            return new Response(
                    line - t.sd * hazard,
                    t.sd * t.sd * (1 - z * hazard - hazard * hazard),
                    logChance,
                    0.5 * Math.log(2 * Math.PI * Math.E * t.sd * t.sd) + logChance - z * hazard / 2);
        };
    }

    /** One, y², the responses' variances, x y, x x'. */
    @Override
    public Sums zero(Theta t) {
        return new Sums(3 + columns + columns * columns);
    }

    @Override
    public void accumulate(Row row, Response q, double weight, Sums into) {
        double[] terms = new double[3 + columns + columns * columns];
        terms[0] = 1;
        terms[1] = q.mean * q.mean;
        terms[2] = q.variance;
        for (int i = 0; i < columns; i++) {
            terms[3 + i] = row.x[i] * q.mean;
            for (int j = 0; j < columns; j++) {
                terms[3 + columns + i * columns + j] = row.x[i] * row.x[j];
            }
        }
        into.add(weight, terms);
    }

    @Override
    public Theta maximize(Sums s, Theta current) {
        double[] b = coefficients(s);
        return new Theta(b, Math.sqrt((squares(b, s) + s.get(2)) / s.get(0)));
    }

    double[] coefficients(Sums s) {
        double[][] xx = new double[columns][columns];
        double[] xy = new double[columns];
        for (int i = 0; i < columns; i++) {
            xy[i] = s.get(3 + i);
            int row = i;
            Arrays.setAll(xx[i], j -> s.get(3 + columns + row * columns + j));
        }
        return new SingularValueDecomposition(new Array2DRowRealMatrix(xx, false))
                .getSolver()
                .solve(new ArrayRealVector(xy, false))
                .toArray();
    }

    /** Of the residuals of the expected responses. */
    double squares(double[] b, Sums s) {
        double sum = s.get(1);
        for (int i = 0; i < columns; i++) {
            sum -= 2 * b[i] * s.get(3 + i);
            for (int j = 0; j < columns; j++) {
                sum += b[i] * b[j] * s.get(3 + columns + i * columns + j);
            }
        }
        return sum;
    }

    @Override
    public double expectedLogJoint(Theta t, Sums s) {
        double variance = t.sd * t.sd;
        return -0.5 * s.get(0) * Math.log(2 * Math.PI * variance) - (squares(t.b, s) + s.get(2)) / (2 * variance);
    }

    @Override
    public Optional<Chart<Theta>> chart(Theta at) {
        return Optional.of(Chart.of(
                t -> {
                    double[] u = Arrays.copyOf(t.b, columns + 1);
                    u[columns] = Math.log(t.sd);
                    return u;
                },
                u -> new Theta(Arrays.copyOf(u, columns), Math.exp(u[columns]))));
    }
}
