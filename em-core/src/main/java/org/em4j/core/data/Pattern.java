package org.em4j.core.data;

import java.io.Serializable;
import java.util.Arrays;
import java.util.BitSet;
import java.util.stream.IntStream;

/** Which columns of a row are observed, and which are missing: NaN. Rows of one pattern share all that it determines. */
public final class Pattern implements Serializable {
    private static final long serialVersionUID = 1;

    private final int[] observed;
    private final int[] missing;

    private Pattern(int[] observed, int[] missing) {
        this.observed = observed;
        this.missing = missing;
    }

    /** The pattern of a row {@code (d)}. */
    public static Pattern of(double[] row) {
        return missing(
                row.length,
                IntStream.range(0, row.length).filter(j -> Double.isNaN(row[j])).toArray());
    }

    /** The pattern of d columns in which the given ones, zero-based, are missing. */
    public static Pattern missing(int d, int... columns) {
        BitSet set = new BitSet(d);
        Arrays.stream(columns).forEach(set::set);
        return new Pattern(
                IntStream.range(0, d).filter(j -> !set.get(j)).toArray(),
                set.stream().toArray());
    }

    /** Number of columns, d. */
    public int columns() {
        return observed.length + missing.length;
    }

    /** The observed columns, ascending: the array itself, not to be written to. */
    public int[] observed() {
        return observed;
    }

    /** The missing columns, ascending: the array itself, not to be written to. */
    public int[] missing() {
        return missing;
    }

    /** Whether nothing is missing. */
    public boolean isComplete() {
        return missing.length == 0;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Pattern p && columns() == p.columns() && Arrays.equals(missing, p.missing);
    }

    @Override
    public int hashCode() {
        return 31 * columns() + Arrays.hashCode(missing);
    }

    /** One character a column: {@code x} where it is observed, {@code .} where it is missing. */
    @Override
    public String toString() {
        char[] marks = new char[columns()];
        Arrays.fill(marks, 'x');
        for (int j : missing) {
            marks[j] = '.';
        }
        return new String(marks);
    }
}
