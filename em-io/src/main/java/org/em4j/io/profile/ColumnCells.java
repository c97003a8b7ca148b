package org.em4j.io.profile;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.em4j.io.number.FormattedNumber;
import org.em4j.io.profile.Note.Oddity;

/** The cells of a column, as they come. */
final class ColumnCells {
    /** Of more different texts, a column is no longer of categories: as many as are read as such. */
    private static final int CATEGORIES = 1000;

    /** Fewer different whole numbers than this, each of many rows, are perhaps numbers of groups. */
    private static final int GROUPS = 10;

    private static final int ROWS_EACH = 10;

    /** Fewer measurements than this rise by chance. */
    private static final int RISING = 10;

    private static final int COMMON = 5;

    /** Longer texts are cut in notes. */
    private static final int SHOWN = 40;

    private static final double WHOLE = 1L << 53;

    private static final Pattern DATE = Pattern.compile(
            "\\d{4}[-/.]\\d{1,2}([-/.]\\d{1,2})?([T ]\\d{1,2}:\\d{2}.*)?"
                    + "|\\d{1,2}[-/.]\\d{1,2}[-/.](\\d{4}|\\d{2})([T ,]+\\d{1,2}:\\d{2}.*)?"
                    + "|\\d{1,2}[- ]?\\p{L}{3,9}\\.?[- ,]+\\d{2,4}|\\p{L}{3,9}\\.? \\d{1,2}, \\d{4}|\\d{1,2}:\\d{2}(:\\d{2}([.,]\\d+)?)?");

    /** A cell and its row. */
    private record Place(String text, long row) {
        @Override
        public String toString() {
            return '"' + (text.length() > SHOWN ? text.substring(0, SHOWN) + "..." : text) + "\" in row " + row;
        }
    }

    private final String name;
    private final RunningMoments moments = new RunningMoments();
    private final Different different;
    private double observed;
    private double missing;
    private long numbers;
    private long infinite;
    private long texts;
    private long formatted;
    private long dates; // among different texts
    private long differentTexts;
    private boolean isWhole = true;
    private boolean isSequence = true;
    private boolean isRising = true;
    private double last = Double.NaN;
    private Optional<Place> firstText = Optional.empty();
    private Optional<Place> firstFormatted = Optional.empty();
    private long hash;

    /** Of a column that may have so many different values that are counted. */
    ColumnCells(String name, int most) {
        this.name = name;
        this.different = new Different(most);
    }

    /** Adds a cell, whose text is empty if it is missing or no more than a number; whether it holds something. */
    boolean add(double value, String text, double weight, long row) {
        if (!Double.isNaN(value)) {
            number(value, weight);
        } else if (!text.isEmpty()) {
            text(text, weight, row);
        } else {
            missing += weight;
            hash = mixed(hash, 1);
            return false;
        }
        observed += weight;
        return true;
    }

    private void number(double value, double weight) {
        numbers++;
        hash = mixed(hash, Double.doubleToLongBits(value + 0.0));
        different.add(value, weight);
        if (Double.isInfinite(value)) {
            infinite++;
            return;
        }
        moments.add(value, weight);
        isWhole &= value == Math.rint(value) && Math.abs(value) < WHOLE;
        isSequence &= Double.isNaN(last) || value == last + 1;
        isRising &= Double.isNaN(last) || value > last;
        last = value;
    }

    private void text(String text, double weight, long row) {
        texts++;
        hash = mixed(hash, hash(text));
        if (different.add(text, weight)) {
            differentTexts++;
            dates += DATE.matcher(text).matches() ? 1 : 0;
        }
        boolean almost = FormattedNumber.may(text.toCharArray(), 0, text.length())
                && FormattedNumber.about(text).isPresent();
        formatted += almost ? 1 : 0;
        if (almost && firstFormatted.isEmpty()) {
            firstFormatted = Optional.of(new Place(text, row));
        }
        if (firstText.isEmpty()) {
            firstText = Optional.of(new Place(text, row));
        }
    }

    private static long hash(String text) {
        long hash = 7;
        for (int i = 0; i < text.length(); i++) {
            hash = mixed(hash, text.charAt(i));
        }
        return hash;
    }

    private static long mixed(long hash, long more) {
        long mixed = (hash ^ more) * 0x9E3779B97F4A7C15L;
        return mixed ^ (mixed >>> 32);
    }

    /** A hash of all cells in their order, gaps included. */
    long hash() {
        return hash;
    }

    /** Whether two cells that hold something are not the same. */
    boolean varies() {
        return different.count() > 1 || different.hasMore();
    }

    private Kind kind() {
        if (texts == 0) {
            return numbers == 0 ? Kind.EMPTY : isWhole && infinite == 0 ? Kind.WHOLE : Kind.NUMBER;
        }
        if (numbers > 0) {
            return Kind.MIXED;
        }
        boolean few = !different.hasMore() && different.count() <= CATEGORIES && 2L * different.count() <= texts;
        return few || (texts > 1 && !varies()) ? Kind.CATEGORY : Kind.TEXT;
    }

    /** What they are. */
    ColumnProfile profile() {
        Kind kind = kind();
        List<Note> notes = notes(kind);
        boolean groups = notes.stream().anyMatch(note -> note.oddity() == Oddity.GROUPS);
        Optional<Spread> spread = kind.isNumeric() && moments.weight() > 0
                ? Optional.of(new Spread(
                        moments.minimum(), moments.mean(), moments.deviation(), different.median(), moments.maximum()))
                : Optional.empty();
        List<Common> common = kind == Kind.CATEGORY || groups ? different.common(COMMON) : List.of();
        return new ColumnProfile(
                name, kind, observed, missing, different.count(), different.hasMore(), spread, common, notes);
    }

    private List<Note> notes(Kind kind) {
        List<Note> notes = new ArrayList<>();
        long rows = numbers + texts;
        if (rows > 1 && !varies()) {
            notes.add(new Note(Oddity.CONSTANT, "the same in all rows"));
        } else if (kind == Kind.WHOLE) {
            whole(rows).ifPresent(notes::add);
        } else if (kind == Kind.TEXT
                && rows > 2
                && !different.isRepeated()
                && dates < differentTexts
                && formatted == 0) {
            notes.add(new Note(
                    Oddity.NAMES,
                    different.hasMore()
                            ? "names the rows: the first " + different.count() + " values are all different"
                            : "names the rows: all values are different"));
        }
        cells(kind, notes);
        return notes;
    }

    /** Adds what is odd about single cells. */
    private void cells(Kind kind, List<Note> notes) {
        if (infinite > 0) {
            notes.add(new Note(Oddity.INFINITE, cells(infinite) + " infinite, and left out of the figures"));
        }
        if (differentTexts > 0 && dates == differentTexts) {
            notes.add(new Note(Oddity.DATES, "dates or times, which are no numbers; days since one of them would be"));
        } else if (formatted > 0) {
            notes.add(new Note(
                    Oddity.FORMATTED,
                    (formatted == 1 ? "1 number is" : formatted + " numbers are") + " written in another way: "
                            + firstFormatted
                                    .map(place -> FormattedNumber.about(place.text())
                                                    .orElse("") + " (row " + place.row() + ")")
                                    .orElse("")));
        }
        if (kind == Kind.MIXED && texts > formatted) {
            notes.add(new Note(
                    Oddity.MIXED,
                    numbers + (numbers == 1 ? " number" : " numbers") + " and " + texts
                            + (texts == 1 ? " text" : " texts") + ": the first is "
                            + firstText.map(Place::toString).orElse("")));
        }
    }

    private static String cells(long count) {
        return count == 1 ? "1 cell is" : count + " cells are";
    }

    private Optional<Note> whole(long rows) {
        boolean distinct = !different.hasMore() && different.count() == rows;
        if (rows > 2 && (isSequence || (distinct && moments.maximum() - moments.minimum() == rows - 1))) {
            return Optional.of(new Note(Oddity.NUMBERING, "numbers the rows"));
        }
        if (rows >= RISING && isRising) {
            return Optional.of(new Note(Oddity.NUMBERING, "rises from row to row, as numbers of rows do"));
        }
        return !different.hasMore() && different.count() < GROUPS && different.count() * (long) ROWS_EACH <= rows
                ? Optional.of(new Note(Oddity.GROUPS, "few whole values: a scale, or numbers of groups"))
                : Optional.empty();
    }
}
