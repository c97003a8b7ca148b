package org.em4j.core.data;

/**
 * An observation with what is known of the part of a model that it comes from.
 *
 * @param label zero-based number of the part, {@link #UNKNOWN} where it is not known
 */
public record Labelled<X>(X observation, int label) {
    /** The label of an observation that may come from any part. */
    public static final int UNKNOWN = -1;

    /** Whether the part is known. */
    public boolean isKnown() {
        return label != UNKNOWN;
    }
}
