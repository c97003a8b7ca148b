package org.em4j.core.fit;

import java.io.Serializable;

/**
 * A way to take longer steps than EM's, safely: it makes of a map another whose {@link EmProblem#after} may go beyond the
 * M-step's answer, never lowers the objective, and has the same fixed points.
 */
public interface Accelerator extends Serializable {
    /** EM as it is. */
    Accelerator NONE = new Accelerator() {
        @Override
        public <P> EmProblem<P> on(EmProblem<P> map) {
            return map;
        }

        @Override
        public String toString() {
            return "none";
        }
    };

    /** The map for one fit, which it may remember; make another for the next fit. */
    <P> EmProblem<P> on(EmProblem<P> map);
}
