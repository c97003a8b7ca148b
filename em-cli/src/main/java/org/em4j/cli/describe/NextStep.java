package org.em4j.cli.describe;

import java.util.ArrayList;
import java.util.List;
import org.em4j.cli.option.TableOptions;
import org.em4j.cli.terminal.Environment;
import org.em4j.io.profile.ColumnProfile;
import org.em4j.io.profile.Kind;
import org.em4j.io.profile.Note.Oddity;
import org.em4j.io.profile.TableProfile;

/**
 * What may be done with a table next: commands that its columns go into.
 *
 * @param profile of the table
 * @param table how it is read, as it is typed after the command's name
 * @param chosen whether only some of its columns were looked at
 */
record NextStep(TableProfile profile, String table, boolean chosen) {
    /** Of fewer rows, and fewer columns, nothing is said. */
    private static final int ROWS = 10;

    private static final int ITEMS = 6;

    /** Answers to fewer questions do not tell two classes. */
    private static final int QUESTIONS = 3;

    /** Fits of all families and sizes to more numbers than these take long. */
    private static final long QUICK = 100_000;

    /** Columns of numbers that vary and are no others. */
    private List<ColumnProfile> numbers() {
        return profile.columns().stream()
                .filter(column -> column.kind().isNumeric() && column.spread().isPresent())
                .filter(column ->
                        !column.is(Oddity.CONSTANT, Oddity.NUMBERING, Oddity.COPY, Oddity.LINEAR, Oddity.INFINITE))
                .toList();
    }

    /** Lines, each with a command. */
    List<String> lines() {
        List<ColumnProfile> numbers = numbers();
        List<ColumnProfile> measured =
                numbers.stream().filter(column -> !column.is(Oddity.GROUPS)).toList();
        List<ColumnProfile> items = 2 * measured.size() > numbers.size() ? measured : numbers; // else they are scales
        List<String> lines = new ArrayList<>();
        String em = Environment.command() + " ";
        if (profile.rows() >= ROWS && !measured.isEmpty()) {
            boolean quick = profile.rows() * measured.size() <= QUICK;
            lines.add("for groups of rows: " + em + (quick ? "select gmm" : "fit gmm") + table
                    + (quick ? "" : " --components 3") + options(measured));
        }
        if (profile.rows() >= ROWS && items.size() >= ITEMS) {
            lines.add("for factors behind columns: " + em + "select fa" + table + options(items));
        }
        List<ColumnProfile> answers = profile.columns().stream()
                .filter(column -> column.kind() == Kind.CATEGORY || column.is(Oddity.GROUPS))
                .filter(column -> !column.is(Oddity.CONSTANT, Oddity.COPY))
                .toList();
        if (profile.rows() >= ROWS && answers.size() >= QUESTIONS) {
            lines.add("for classes of answers: " + em + "select lca" + table + options(answers));
        }
        return lines;
    }

    private String options(List<ColumnProfile> usable) {
        List<String> names = usable.stream().map(ColumnProfile::name).toList();
        List<String> others = profile.columns().stream()
                .map(ColumnProfile::name)
                .filter(name -> !names.contains(name))
                .toList();
        String only = " --columns " + TableOptions.typed(names);
        String without = others.isEmpty() ? "" : " --except " + TableOptions.typed(others);
        boolean gaps = usable.stream().anyMatch(column -> column.missing() > 0);
        return (chosen || only.length() < without.length() ? only : without) + (gaps ? " --missing" : "");
    }
}
