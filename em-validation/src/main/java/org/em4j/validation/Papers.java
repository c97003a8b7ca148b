package org.em4j.validation;

import java.util.List;
import java.util.stream.Stream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.validation.reproduce.Paper;
import org.em4j.validation.reproduce.Reproduction;
import org.em4j.validation.reproduce.classic.ClassicPapers;
import org.em4j.validation.reproduce.em3695.Em3695;

/** All papers that are reproduced: the document first, the others by their year. */
public final class Papers {
    private static final List<Paper> ALL =
            Stream.concat(Stream.of(Em3695.PAPER), ClassicPapers.ALL.stream()).toList();

    private Papers() {}

    /** The reproductions of all papers. */
    public static List<Reproduction> all() {
        return ALL.stream().map(Reproduction::of).toList();
    }

    /**
     * The reproduction of the paper in a folder of {@code papers/}.
     *
     * @throws InvalidDataException if there is no such paper
     */
    public static Reproduction of(String id) {
        return ALL.stream()
                .filter(paper -> paper.id().equals(id))
                .findAny()
                .map(Reproduction::of)
                .orElseThrow(() -> new InvalidDataException("there is no paper " + id + "; there is "
                        + String.join(", ", ALL.stream().map(Paper::id).toList())));
    }
}
