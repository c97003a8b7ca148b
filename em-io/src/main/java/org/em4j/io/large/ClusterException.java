package org.em4j.io.large;

/** A cluster that cannot be used, or not any more: says why, and what to do. */
public final class ClusterException extends IllegalStateException {
    private static final long serialVersionUID = 1;

    /** For a fault that is the cluster's own. */
    public ClusterException(String message) {
        super(message);
    }

    /** For a fault that something else has shown. */
    public ClusterException(String message, Throwable cause) {
        super(message, cause);
    }
}
