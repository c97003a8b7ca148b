package org.em4j.validation.reproduce;

import java.util.List;
import java.util.stream.Stream;
import org.em4j.validation.reproduce.classic.ClassicPapers;
import org.em4j.validation.reproduce.em3695.Em3695;

/**
 * A paper that is reproduced: its folder under {@code papers/}, and what computes it.
 *
 * @param id the folder's name
 * @param checks classes whose methods are marked {@link Check}
 * @param data what they compute on
 */
public record Paper(String id, List<Class<?>> checks, List<DataSet> data) {
    /** All there are: the document first, the others by their year. */
    public static List<Paper> all() {
        return Stream.concat(Stream.of(Em3695.PAPER), ClassicPapers.ALL.stream())
                .toList();
    }
}
