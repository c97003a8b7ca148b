package org.em4j.gallery.mixed;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.util.MathArrays;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.product.Part;
import org.em4j.core.product.Row;
import org.em4j.gallery.discrete.Categorical;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.gallery.regression.LinearRegression;

/**
 * A column of a table, and what its values are drawn from: a category by its own probabilities, a count by a Poisson distribution, a
 * measurement by a normal one, whose mean may be a line in other columns. A covariate is drawn from nothing: others depend on it.
 *
 * @param name of the column
 * @param kind what its values are
 * @param categories of a categorical column, whose values are their numbers from 0; none of another
 * @param on the covariates, by their names, that a measurement's mean is linear in; none of another
 */
public record Column(String name, Kind kind, List<String> categories, List<String> on) implements Serializable {
    /** What the values of a column are. */
    public enum Kind {
        /** One of several categories, by its number from 0. */
        CATEGORICAL,
        /** A whole number, 0 or more. */
        COUNT,
        /** A number. */
        NUMBER,
        /** A number that others depend on. */
        COVARIATE
    }

    /** Copies the lists. */
    public Column {
        categories = List.copyOf(categories);
        on = List.copyOf(on);
        if (kind != Kind.NUMBER && !on.isEmpty()) {
            throw new IllegalArgumentException("only measurements depend on covariates, and " + name + " is none");
        }
        if ((kind == Kind.CATEGORICAL) == categories.isEmpty()) {
            throw new IllegalArgumentException("a categorical column has categories, and no other; these are "
                    + categories.size() + " of " + name);
        }
    }

    /** A column of categories. */
    public static Column categorical(String name, List<String> categories) {
        return new Column(name, Kind.CATEGORICAL, categories, List.of());
    }

    /** A column of counts. */
    public static Column count(String name) {
        return new Column(name, Kind.COUNT, List.of(), List.of());
    }

    /** A column of measurements. */
    public static Column number(String name) {
        return number(name, List.of());
    }

    /** A column of measurements whose mean is linear in covariates, by their names. */
    public static Column number(String name, List<String> on) {
        return new Column(name, Kind.NUMBER, List.of(), on);
    }

    /** A column that others depend on, and of which none may be missing. */
    public static Column covariate(String name) {
        return new Column(name, Kind.COVARIATE, List.of(), List.of());
    }

    /**
     * Refuses rows that lack it, as a covariate.
     *
     * @param j its place in rows, from 0
     * @throws InvalidDataException naming the first
     */
    public void requireAll(Rows rows, int j) {
        for (int i = 0; i < rows.size(); i++) {
            if (Double.isNaN(rows.get(i, j))) {
                throw new InvalidDataException(
                        i + 1L, name, "is missing, and covariates have to be there; leave the row out");
            }
        }
    }

    private IllegalStateException unmodelled() {
        return new IllegalStateException(name + " is a covariate, which has no distribution");
    }

    /** The model of the column at a place in rows, its covariates before it. */
    Part<double[], ?, ?, ?, ?> part(Row row, int... places) {
        int j = places[places.length - 1];
        return switch (kind) {
            case CATEGORICAL -> new Part<>(name, row.count(j), new Categorical(categories, 0));
            case COUNT -> new Part<>(name, row.count(j), new Poisson());
            case NUMBER ->
                on.isEmpty()
                        ? new Part<>(name, row.part(j), new Gaussian(1))
                        : new Part<>(name, row.complete(places), new LinearRegression(on.size()));
            case COVARIATE -> throw unmodelled();
        };
    }

    /** Parameters that say nothing, but where a measurement is about, and its covariates before it. */
    Object neutral(double... somewhere) {
        return switch (kind) {
            case CATEGORICAL -> {
                double[] even = new double[categories.size()];
                Arrays.fill(even, 1.0 / even.length);
                yield even;
            }
            case COUNT -> 1.0;
            case NUMBER -> {
                double[] ones = new double[somewhere.length];
                Arrays.fill(ones, 1);
                yield FullNormal.of(
                        somewhere, MatrixUtils.createRealDiagonalMatrix(ones).getData());
            }
            case COVARIATE -> throw unmodelled();
        };
    }

    /** Parameters half way from those of all rows to one value of theirs, as spread as all; those of all for a value that is missing. */
    Object towards(double value, Object ofAll) {
        if (Double.isNaN(value)) {
            return ofAll;
        }
        return switch (kind) {
            case CATEGORICAL -> {
                double[] p = ((double[]) ofAll).clone();
                Arrays.setAll(p, i -> (p[i] + (i == value ? 1 : 0)) / 2);
                yield p;
            }
            case COUNT -> ((Double) ofAll + value) / 2;
            case NUMBER -> ((FullNormal) ofAll).at(new double[] {value});
            case COVARIATE -> throw unmodelled();
        };
    }

    /** What is reported of its parameters, by name. */
    List<String> quantities() {
        return switch (kind) {
            case CATEGORICAL ->
                categories.stream()
                        .map(category -> "P(" + name + " = " + category + ")")
                        .toList();
            case COUNT -> List.of("rate " + name);
            case NUMBER ->
                on.isEmpty()
                        ? List.of("mean " + name, "variance " + name)
                        : Stream.of(
                                        Stream.of("intercept " + name),
                                        on.stream().map(covariate -> "slope " + name + " on " + covariate),
                                        Stream.of("variance " + name))
                                .flatMap(names -> names)
                                .toList();
            case COVARIATE -> throw unmodelled();
        };
    }

    /**
     * What is reported of its parameters: probabilities of the categories, a rate, a mean and a variance, or an intercept, slopes and the
     * variance about the line.
     */
    public double[] values(Object parameters) {
        return switch (kind) {
            case CATEGORICAL -> ((double[]) parameters).clone();
            case COUNT -> new double[] {(Double) parameters};
            case NUMBER -> {
                FullNormal normal = (FullNormal) parameters;
                if (on.isEmpty()) {
                    yield new double[] {normal.mean()[0], normal.covariance()[0][0]};
                }
                LinearRegression.Line line = LinearRegression.Line.of(normal);
                yield MathArrays.concatenate(
                        new double[] {line.intercept()}, line.slopes(), new double[] {line.variance()});
            }
            case COVARIATE -> throw unmodelled();
        };
    }
}
