package org.em4j.factor.structural.model;

import org.em4j.core.distribution.Moments;

/**
 * Rows of one group of which the same variables are seen: all that a normal likelihood needs of them.
 *
 * @param group zero-based
 * @param seen zero-based variables that are seen, ascending
 * @param moments of those
 */
public record GroupSample(int group, int[] seen, Moments moments) {}
