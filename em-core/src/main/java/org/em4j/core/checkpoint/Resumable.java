package org.em4j.core.checkpoint;

import java.io.Serializable;

/** What remembers something from step to step, and can be told it again. */
public interface Resumable<P> {
    /** What it remembers of a fit that stands at theta; nothing in it changes later. */
    Serializable memory(P theta);

    /**
     * Takes up where another stood.
     *
     * @param memory of that other, at the same parameters
     */
    void remember(Serializable memory, P theta);
}
