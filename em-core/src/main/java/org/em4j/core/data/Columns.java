package org.em4j.core.data;

import java.util.List;

/**
 * What of a file becomes data, and how it is read.
 *
 * @param data names of the columns, in the order wanted; none for all in which some cell is a number
 * @param weights name of the column of row weights, which is not among the data; empty for none
 * @param labels name of the column of labels, which is not among the data; empty for none
 * @param missing what a cell without a number ({@code NA}, {@code NaN}, empty) stands for
 */
public record Columns(List<String> data, String weights, String labels, Missing missing) {
    /** Copies the list. */
    public Columns {
        data = List.copyOf(data);
    }

    /** All columns that hold numbers, and no cell missing. */
    public static Columns all() {
        return of(List.of());
    }

    /** The named columns; none for all that hold numbers. */
    public static Columns of(List<String> data) {
        return new Columns(data, "", "", Missing.REFUSED);
    }

    /** The same, with a column of row weights. */
    public Columns weights(String column) {
        return new Columns(data, column, labels, missing);
    }

    /** The same, with a column of labels: any text, of which a missing cell has none. */
    public Columns labels(String column) {
        return new Columns(data, weights, column, missing);
    }

    /** The same, with missing cells refused or latent. */
    public Columns missing(Missing other) {
        return new Columns(data, weights, labels, other);
    }
}
