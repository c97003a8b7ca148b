package org.em4j.core.mixture;

import java.io.Serializable;

/**
 * Parameters of a contaminated model.
 *
 * @param noise the part of the observations that is noise, from 0 to 1
 * @param theta of the model of the others
 */
public record NoiseParameters<P>(double noise, P theta) implements Serializable {}
