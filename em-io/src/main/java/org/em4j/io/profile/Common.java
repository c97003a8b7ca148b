package org.em4j.io.profile;

/**
 * A value that is found often.
 *
 * @param value as text
 * @param weight of the rows that hold it: their number where they are not weighted
 */
public record Common(String value, double weight) {}
