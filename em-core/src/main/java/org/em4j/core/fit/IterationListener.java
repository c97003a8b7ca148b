package org.em4j.core.fit;

/** Told of each iteration as it is done, on the fitting thread. */
@FunctionalInterface
public interface IterationListener {
    /** One more entry of the trace. */
    void iteration(Trace.Entry entry);
}
