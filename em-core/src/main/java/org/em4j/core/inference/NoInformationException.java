package org.em4j.core.inference;

/** Thrown where standard errors are asked for that the data, or the point, do not allow; the message says why. */
public final class NoInformationException extends ArithmeticException {
    private static final long serialVersionUID = 1;

    /** For the given reason, a sentence with a remedy. */
    public NoInformationException(String message) {
        super(message);
    }
}
