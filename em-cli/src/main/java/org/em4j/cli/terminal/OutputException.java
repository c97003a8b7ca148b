package org.em4j.cli.terminal;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;

/** Output that did not get where it should. */
public final class OutputException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean closedPipe;

    private OutputException(String message, Throwable cause, boolean closedPipe) {
        super(message, cause);
        this.closedPipe = closedPipe;
    }

    /** Of a file, or a stream by its name. */
    public static OutputException of(Object where, IOException cause) {
        return new OutputException(where + " cannot be written: " + reason(cause), cause, false);
    }

    /** Of standard output, whose reader may have seen enough. */
    static OutputException ofStandardOutput(IOException cause) {
        String message = String.valueOf(cause.getMessage());
        boolean closed = message.contains("Broken pipe") || message.contains("pipe is being closed");
        return new OutputException("standard output cannot be written: " + message, cause, closed);
    }

    /** A copy that says, too, what to do about it. */
    public OutputException or(String remedy) {
        return new OutputException(getMessage() + "; " + remedy, this, closedPipe);
    }

    /** Whether nobody reads any more, which is no fault. */
    public boolean isClosedPipe() {
        return closedPipe;
    }

    private static String reason(IOException e) {
        if (e instanceof NoSuchFileException || e instanceof FileNotFoundException) {
            return "the folder is not there, or may not be written";
        }
        if (e instanceof AccessDeniedException) {
            return "there is no permission";
        }
        return e instanceof FileSystemException f && f.getReason() != null ? f.getReason() : e.getMessage();
    }
}
