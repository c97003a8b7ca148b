package org.em4j.io;

/** Memory was spent on a table whose size is known, or nearly so. */
public final class TableMemoryError extends OutOfMemoryError {
    private static final long serialVersionUID = 1;

    private final long bytes;

    TableMemoryError(long bytes, OutOfMemoryError cause) {
        super(cause.getMessage());
        initCause(cause);
        this.bytes = bytes;
    }

    /** What its numbers take. */
    public long bytes() {
        return bytes;
    }
}
