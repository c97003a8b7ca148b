package org.em4j.core.data;

/** What a NaN among data stands for. */
public enum Missing {
    /** A mistake: it is refused, with its place. */
    REFUSED,
    /** A value that was not observed: it is latent, and a model that can integrates over it. */
    LATENT
}
