package org.em4j.io.profile;

/**
 * What is odd about a column.
 *
 * @param oddity of what kind it is
 * @param words a clause that says so, without the column's name
 */
public record Note(Oddity oddity, String words) {
    /** Kinds of what is odd. */
    public enum Oddity {
        /** All cells are the same. */
        CONSTANT,
        /** Texts that are all different: names of rows. */
        NAMES,
        /** Whole numbers one after another: numbers of rows. */
        NUMBERING,
        /** Few whole values: perhaps numbers of groups. */
        GROUPS,
        /** Another column, cell by cell. */
        COPY,
        /** Another column in another unit, or from another origin. */
        LINEAR,
        /** Dates or times. */
        DATES,
        /** Numbers that are written in some other way. */
        FORMATTED,
        /** Texts among numbers. */
        MIXED,
        /** Cells that are infinite, or too large for a number. */
        INFINITE
    }
}
