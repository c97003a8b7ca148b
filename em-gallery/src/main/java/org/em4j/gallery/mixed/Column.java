package org.em4j.gallery.mixed;

import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.product.Part;
import org.em4j.core.product.Row;
import org.em4j.gallery.discrete.Categorical;
import org.em4j.gallery.discrete.Poisson;

/**
 * A column of a table, and what its values are drawn from: a category by its own probabilities, a count by a Poisson distribution, a
 * measurement by a normal one.
 *
 * @param name of the column
 * @param kind what its values are
 * @param categories of a categorical column, whose values are their numbers from 0; none of another
 */
public record Column(String name, Kind kind, List<String> categories) implements Serializable {
    /** What the values of a column are. */
    public enum Kind {
        /** One of several categories, by its number from 0. */
        CATEGORICAL,
        /** A whole number, 0 or more. */
        COUNT,
        /** A number. */
        NUMBER
    }

    /** Copies the list. */
    public Column {
        categories = List.copyOf(categories);
        if ((kind == Kind.CATEGORICAL) == categories.isEmpty()) {
            throw new IllegalArgumentException("a categorical column has categories, and no other; these are "
                    + categories.size() + " of " + name);
        }
    }

    /** A column of categories. */
    public static Column categorical(String name, List<String> categories) {
        return new Column(name, Kind.CATEGORICAL, categories);
    }

    /** A column of counts. */
    public static Column count(String name) {
        return new Column(name, Kind.COUNT, List.of());
    }

    /** A column of measurements. */
    public static Column number(String name) {
        return new Column(name, Kind.NUMBER, List.of());
    }

    /** The model of the column at a place in rows. */
    Part<double[], ?, ?, ?, ?> part(Row row, int j) {
        return switch (kind) {
            case CATEGORICAL -> new Part<>(name, row.count(j), new Categorical(categories, 0));
            case COUNT -> new Part<>(name, row.count(j), new Poisson());
            case NUMBER -> new Part<>(name, row.part(j), new Gaussian(1));
        };
    }

    /** Parameters that say nothing, but where a measurement is about. */
    Object neutral(double somewhere) {
        return switch (kind) {
            case CATEGORICAL -> {
                double[] even = new double[categories.size()];
                Arrays.fill(even, 1.0 / even.length);
                yield even;
            }
            case COUNT -> 1.0;
            case NUMBER -> FullNormal.of(new double[] {somewhere}, new double[][] {{1}});
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
            case NUMBER -> List.of("mean " + name, "variance " + name);
        };
    }

    /** What is reported of its parameters: probabilities of the categories, a rate, or a mean and a variance. */
    public double[] values(Object parameters) {
        return switch (kind) {
            case CATEGORICAL -> ((double[]) parameters).clone();
            case COUNT -> new double[] {(Double) parameters};
            case NUMBER -> {
                FullNormal normal = (FullNormal) parameters;
                yield new double[] {normal.mean()[0], normal.covariance()[0][0]};
            }
        };
    }
}
