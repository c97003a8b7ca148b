package org.em4j.core.data;

/** Data that cannot be used: says where, why, and what to do. */
public final class InvalidDataException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final long row;
    private final String column;

    /** For a fault that lies in no single place. */
    public InvalidDataException(String message) {
        super(message);
        this.row = 0;
        this.column = "";
    }

    /**
     * For a fault at one place.
     *
     * @param row one-based data row (a header does not count), 0 for none
     * @param column the column's name, empty for none
     */
    public InvalidDataException(long row, String column, String message) {
        super(place(row, column) + message);
        this.row = row;
        this.column = column;
    }

    private static String place(long row, String column) {
        String at = row > 0 ? "row " + row : "";
        String of = column.isEmpty() ? "" : "column \"" + column + '"';
        String both = at.isEmpty() || of.isEmpty() ? at + of : at + ", " + of;
        return both.isEmpty() ? "" : both + ": ";
    }

    /** One-based data row, 0 if the fault lies in no single row. */
    public long row() {
        return row;
    }

    /** The column's name, empty if the fault lies in no single column. */
    public String column() {
        return column;
    }
}
