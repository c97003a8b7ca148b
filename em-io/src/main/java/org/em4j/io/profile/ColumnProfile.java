package org.em4j.io.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.em4j.io.profile.Note.Oddity;

/**
 * What a column looks like.
 *
 * @param name in the header
 * @param kind what its cells are
 * @param observed weight of the rows whose cell holds something: their number where they are not weighted
 * @param missing weight of the others
 * @param different number of different values, or as many as were counted
 * @param hasMore whether there are more different values than were counted
 * @param spread of a column of numbers, if one of them is finite
 * @param common the most frequent values, the first ones first, where they are few
 * @param notes on what is odd
 */
public record ColumnProfile(
        String name,
        Kind kind,
        double observed,
        double missing,
        int different,
        boolean hasMore,
        Optional<Spread> spread,
        List<Common> common,
        List<Note> notes) {
    /** Copies the lists. */
    public ColumnProfile {
        common = List.copyOf(common);
        notes = List.copyOf(notes);
    }

    /** Whether some of its notes are of one of these kinds. */
    public boolean is(Oddity... some) {
        return notes.stream().anyMatch(note -> Arrays.asList(some).contains(note.oddity()));
    }

    /** A copy with one more note. */
    ColumnProfile noted(Note note) {
        List<Note> more = new ArrayList<>(notes);
        more.add(note);
        return new ColumnProfile(name, kind, observed, missing, different, hasMore, spread, common, more);
    }
}
