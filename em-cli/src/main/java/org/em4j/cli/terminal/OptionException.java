package org.em4j.cli.terminal;

/** Options that cannot be meant, which is no fault of the data: says which, why, and what to do. */
public final class OptionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public OptionException(String message) {
        super(message);
    }
}
