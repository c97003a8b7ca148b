package org.em4j.io;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;

/**
 * What of a file becomes data, and how it is read.
 *
 * @param data names of the columns, in the order wanted, or ranges {@code first..last} of them; none for all in which some
 *     cell is a number
 * @param except names or ranges of columns that are none of them
 * @param weights name of the column of row weights, which is not among the data; empty for none
 * @param labels name of the column of labels, which is not among the data; empty for none
 * @param missing what a cell without a number ({@code NA}, {@code NaN}, empty) stands for
 * @param lines what lines are that end early
 * @param array name of the array of a {@code .npz} archive; empty for its only one
 * @param categorical which of the data are categories, any text, and become numbers from 0 on; {@link Table#categories} has their names
 */
public record Columns(
        List<String> data,
        List<String> except,
        String weights,
        String labels,
        Missing missing,
        Lines lines,
        String array,
        Choice categorical) {
    /** What lines with fewer cells than the header has are. */
    public enum Lines {
        /** Mistakes. */
        WHOLE,
        /** Rows of a lower triangle: what is not there is missing. */
        TRIANGULAR
    }

    /**
     * Some of the columns.
     *
     * @param names names or ranges {@code first..last}
     * @param isOthers whether all but these are meant
     */
    public record Choice(List<String> names, boolean isOthers) {
        /** No column. */
        public static final Choice NONE = new Choice(List.of(), false);

        /** Copies the list. */
        public Choice {
            names = List.copyOf(names);
        }

        /** Whether no column is meant, whatever there are. */
        public boolean isNone() {
            return names.isEmpty() && !isOthers;
        }

        /**
         * Which of some columns are meant, in their order.
         *
         * @param all the columns of the file, where ranges are
         */
        public List<String> among(List<String> some, List<String> all) {
            List<String> named = new ArrayList<>();
            names.forEach(name -> named.addAll(range(name, all)));
            return some.stream()
                    .filter(name -> named.contains(name) != isOthers)
                    .toList();
        }
    }

    private static final String RANGE = "..";

    /** Copies the lists. */
    public Columns {
        data = List.copyOf(data);
        except = List.copyOf(except);
    }

    /** All columns that hold numbers, and no cell missing. */
    public static Columns all() {
        return of(List.of());
    }

    /** The named columns; none for all that hold numbers. */
    public static Columns of(List<String> data) {
        return new Columns(data, List.of(), "", "", Missing.REFUSED, Lines.WHOLE, "", Choice.NONE);
    }

    /** A copy without some columns. */
    public Columns except(List<String> others) {
        return new Columns(data, others, weights, labels, missing, lines, array, categorical);
    }

    /** A copy with a column of row weights. */
    public Columns weights(String column) {
        return new Columns(data, except, column, labels, missing, lines, array, categorical);
    }

    /** A copy with a column of labels: any text, of which a missing cell has none. */
    public Columns labels(String column) {
        return new Columns(data, except, weights, column, missing, lines, array, categorical);
    }

    /** A copy that refuses missing cells, or takes them as latent. */
    public Columns missing(Missing other) {
        return new Columns(data, except, weights, labels, other, lines, array, categorical);
    }

    /** A copy in which lines may end early, or not. */
    public Columns lines(Lines other) {
        return new Columns(data, except, weights, labels, missing, other, array, categorical);
    }

    /** A copy that reads one array of an archive that holds several. */
    public Columns array(String name) {
        return new Columns(data, except, weights, labels, missing, lines, name, categorical);
    }

    /** A copy in which some of the data are categorical. */
    public Columns categorical(Choice some) {
        return new Columns(data, except, weights, labels, missing, lines, array, some);
    }

    /**
     * The names of the data among all columns of a file.
     *
     * @throws InvalidDataException if one is not there, is chosen twice, or is weights or labels
     */
    public List<String> among(List<String> all) {
        if (!weights.isEmpty() && weights.equals(labels)) {
            throw new InvalidDataException(0, labels, "both labels and weights; choose one");
        }
        List<String> chosen = new ArrayList<>();
        data.forEach(name -> chosen.addAll(range(name, all)));
        if (new HashSet<>(chosen).size() < chosen.size()) {
            throw new InvalidDataException("a column is chosen twice, in " + String.join(", ", data));
        }
        if (chosen.contains(weights)) {
            throw new InvalidDataException(0, weights, "both data and weights; choose one");
        }
        if (chosen.contains(labels)) {
            throw new InvalidDataException(0, labels, "both labels and data; choose one");
        }
        if (data.isEmpty()) {
            chosen.addAll(all);
            chosen.removeAll(List.of(weights, labels));
        }
        except.forEach(name -> chosen.removeAll(range(name, all)));
        if (chosen.isEmpty()) {
            throw new InvalidDataException(
                    except.isEmpty()
                            ? "no column is left beside weights and labels; choose others for them"
                            : "no column is left; Columns.except takes all of them out");
        }
        return chosen;
    }

    /** A name, or those of a range that is no name itself. */
    private static List<String> range(String name, List<String> all) {
        if (all.contains(name)) {
            return List.of(name);
        }
        for (int at = name.indexOf(RANGE); at > 0; at = name.indexOf(RANGE, at + 1)) {
            int first = all.indexOf(name.substring(0, at));
            int last = all.indexOf(name.substring(at + RANGE.length()));
            if (first >= 0 && last >= first) {
                return all.subList(first, last + 1);
            }
        }
        String shown = all.size() > 50 ? String.join(", ", all.subList(0, 50)) + ", ..." : String.join(", ", all);
        throw new InvalidDataException(0, name, "not in the file; its columns are " + shown);
    }

    /** Names for so many columns that have none: {@code x1, x2, ...} with the prefix x. */
    public static List<String> numbered(String prefix, int n) {
        return IntStream.rangeClosed(1, n).mapToObj(i -> prefix + i).toList();
    }
}
