package org.em4j.validation.reproduce;

import java.util.List;

/**
 * A paper that is reproduced: its folder under {@code papers/}, and what computes it.
 *
 * @param id the folder's name
 * @param checks classes whose methods are marked {@link Check}
 * @param data what they compute on
 */
public record Paper(String id, List<Class<?>> checks, List<DataSet> data) {}
