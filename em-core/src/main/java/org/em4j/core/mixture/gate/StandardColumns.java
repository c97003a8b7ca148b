package org.em4j.core.mixture.gate;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;

/**
 * An intercept and columns of rows as covariates, each column less a centre and over a scale: so coefficients have no unit, and keep
 * their digits wherever the columns have their origin.
 *
 * <pre>{@code
 * Rows people = Rows.of(new double[][] {{1.7, 1961}, {1.6, 1980}, {1.8, 1999}});
 * var gate = new MultinomialLogit<>(2, 2, StandardColumns.of(people, 1)); // weights depend on the year
 * }</pre>
 *
 * @param columns in the order of their coefficients, after the intercept
 */
public record StandardColumns(List<Column> columns) implements MultinomialLogit.Covariates<double[]> {
    /** No covariate but the intercept. */
    public static final StandardColumns NONE = new StandardColumns(List.of());

    /**
     * A column of rows.
     *
     * @param place from 0
     * @param centre what is subtracted
     * @param scale what it is divided by, positive
     */
    public record Column(int place, double centre, double scale) implements Serializable {
        /** Refuses a scale of 0, and what is no number. */
        public Column {
            if (!(scale > 0 && Double.isFinite(scale) && Double.isFinite(centre))) {
                throw new IllegalArgumentException(
                        "a scale is positive, and a centre finite, not " + scale + " and " + centre);
            }
        }
    }

    /** Copies the list. */
    public StandardColumns {
        columns = List.copyOf(columns);
    }

    /**
     * The columns at these places, from 0, about their weighted means and in their standard deviations.
     *
     * @throws InvalidDataException if a value is missing, or a column is constant
     */
    public static StandardColumns of(Rows rows, int... places) {
        return new StandardColumns(
                Arrays.stream(places).mapToObj(j -> standard(rows, j)).toList());
    }

    private static Column standard(Rows rows, int j) {
        double weight = 0;
        double mean = 0;
        double squares = 0;
        for (int i = 0; i < rows.size(); i++) {
            double x = rows.get(i, j);
            double w = rows.weight(i);
            if (w > 0) {
                if (Double.isNaN(x)) {
                    throw new InvalidDataException("row " + (i + 1) + " lacks column " + (j + 1)
                            + ", a covariate, of which none may be missing");
                }
                weight += w;
                double off = x - mean;
                mean += off * w / weight;
                squares += w * off * (x - mean);
            }
        }
        if (!(squares > 0)) {
            throw new InvalidDataException("column " + (j + 1) + " is constant, and explains nothing as a covariate");
        }
        return new Column(j, mean, Math.sqrt(squares / weight));
    }

    @Override
    public double[] of(double[] x) {
        double[] values = new double[width()];
        values[0] = 1;
        for (int j = 1; j < values.length; j++) {
            Column column = columns.get(j - 1);
            values[j] = (x[column.place] - column.centre) / column.scale;
        }
        return values;
    }

    /** Number of coefficients of an outcome. */
    public int width() {
        return 1 + columns.size();
    }

    /** The coefficients {@code (1 + p)} of the columns as they are, from these of the standardised ones: the intercept, where all are 0, first. */
    public double[] unstandardized(double... coefficients) {
        double[] own = coefficients.clone();
        IntStream.range(0, columns.size()).forEach(j -> {
            own[j + 1] /= columns.get(j).scale;
            own[0] -= own[j + 1] * columns.get(j).centre;
        });
        return own;
    }
}
