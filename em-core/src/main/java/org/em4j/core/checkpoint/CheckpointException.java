package org.em4j.core.checkpoint;

/** A checkpoint that cannot be made, or gone on from: says why, and what to do. */
public final class CheckpointException extends IllegalArgumentException {
    private static final long serialVersionUID = 1;

    public CheckpointException(String message) {
        super(message);
    }

    public CheckpointException(String message, Throwable cause) {
        super(message, cause);
    }
}
