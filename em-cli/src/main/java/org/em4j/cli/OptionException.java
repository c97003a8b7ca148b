package org.em4j.cli;

/** Options that cannot be meant, which is no fault of the data: says which, why, and what to do. */
final class OptionException extends RuntimeException {
    private static final long serialVersionUID = 1;

    OptionException(String message) {
        super(message);
    }
}
