package org.em4j.gmm;

import java.util.Locale;

/** A part of a Gaussian mixture's parameters, which a fit may leave as it is. */
public enum Part {
    /** How much there is of each component. */
    WEIGHTS,
    /** Where the components are. */
    MEANS,
    /** What the components' volumes, shapes and orientations are. */
    COVARIANCES;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
