package org.em4j.gmm.covariance;

import java.util.Locale;

/** A part of a Gaussian mixture's parameters, which a fit may leave as it is. */
public enum ParameterBlock {
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
