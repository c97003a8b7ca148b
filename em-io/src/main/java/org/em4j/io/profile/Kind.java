package org.em4j.io.profile;

/** What the cells of a column are. */
public enum Kind {
    /** Numbers, of which some are not whole. */
    NUMBER,
    /** Whole numbers. */
    WHOLE,
    /** Texts, a few different ones. */
    CATEGORY,
    /** Texts. */
    TEXT,
    /** Numbers and texts. */
    MIXED,
    /** No cell holds anything. */
    EMPTY;

    /** Whether all cells that hold something hold a number. */
    public boolean isNumeric() {
        return this == NUMBER || this == WHOLE;
    }
}
