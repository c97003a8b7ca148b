package org.em4j.cli.task;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.cli.terminal.OptionException;

/** Numbers of components, classes or states as they are typed: a range 1..9, or a list 2,3,5. */
public final class Sizes {
    private Sizes() {}

    /** The numbers of an option, in order, each once. */
    public static List<Integer> of(String option, String typed) {
        try {
            String[] ends = typed.split("\\.\\.", -1);
            int[] sizes = ends.length == 2
                    ? IntStream.rangeClosed(Integer.parseInt(ends[0].strip()), Integer.parseInt(ends[1].strip()))
                            .toArray()
                    : Arrays.stream(typed.split(","))
                            .mapToInt(k -> Integer.parseInt(k.strip()))
                            .sorted()
                            .distinct()
                            .toArray();
            if (sizes.length > 0 && sizes[0] >= 1) {
                return Arrays.stream(sizes).boxed().toList();
            }
        } catch (NumberFormatException e) {
            // said below
        }
        throw new OptionException(option + " are numbers from 1, as 1..9 or 2,3,5, not \"" + typed + '"');
    }
}
