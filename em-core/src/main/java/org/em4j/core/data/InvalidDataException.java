package org.em4j.core.data;

/** Data that cannot be used: says where, why, and what to do. */
public final class InvalidDataException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    private final long row;
    private final String column;
    private final String file;

    /** For a fault that lies in no single place. */
    public InvalidDataException(String message) {
        this(0, "", message);
    }

    /**
     * For a fault at one place.
     *
     * @param row one-based data row (a header does not count), 0 for none
     * @param column the column's name, empty for none
     */
    public InvalidDataException(long row, String column, String message) {
        this(row, column, "", place(row, column) + message);
    }

    private InvalidDataException(long row, String column, String file, String message) {
        super(message);
        this.row = row;
        this.column = column;
        this.file = file;
    }

    /**
     * For a fault of a file beside the data, such as a model's.
     *
     * @param file its name
     * @param fault what follows the name in the message, from the blank or comma after it
     */
    public static InvalidDataException ofFile(String file, String fault) {
        return new InvalidDataException(0, "", file, file + fault);
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

    /** The name of the file beside the data whose fault it is, which the message begins with; empty if it is the data's. */
    public String file() {
        return file;
    }

    /** The column's name, empty if the fault lies in no single column. */
    public String column() {
        return column;
    }

    /** The refusal of a value that is missing, by its row from 1 and column. */
    public static InvalidDataException missing(long row, String column, String value) {
        return new InvalidDataException(
                row, column, value + "; drop the row, impute the value, or let it be missing (Missing.LATENT)");
    }

    /** The refusal of a value that is infinite, by its row from 1 and column. */
    public static InvalidDataException infinite(long row, String column, String value) {
        return new InvalidDataException(row, column, value + "; drop the row, or correct the value");
    }

    /** Refuses what is no weight, by its row from 1 and column. */
    public static void requireWeight(double weight, long row, String column) {
        if (!(weight >= 0) || Double.isInfinite(weight)) {
            String wrong = "weight " + weight + "; a weight is a finite number, zero or more";
            throw new InvalidDataException(row, column, wrong);
        }
    }
}
