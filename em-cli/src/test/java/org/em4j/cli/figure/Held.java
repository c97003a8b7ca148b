package org.em4j.cli.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.em4j.cli.figure.Changed.Mark;
import org.em4j.cli.figure.Declaration.Measure;

/** Figures held to their declarations: each case is asked once as it is, and again under each change. */
final class Held {
    private final Path folder;
    private final List<Declaration> declarations;
    private final Map<Case, Answer> before = new HashMap<>();
    private final Map<String, Map<Change, Integer>> compared = new HashMap<>();

    Held(Path folder, List<Declaration> declarations) {
        this.folder = folder;
        this.declarations = declarations;
    }

    /** What a case says of its sample as it is. */
    Answer before(Case c) {
        return before.computeIfAbsent(
                c, any -> c.ask(Changed.to(c.sample()), c.sample(), own(), Optional.empty(), declarations));
    }

    private Path own() {
        try {
            return Files.createTempDirectory(folder, "case");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Figures that do not move as they should. */
    List<String> broken(Case c, Change change) {
        Answer was = before(c);
        Changed changed = change.of(c.sample(), 1).drawn(c.drawn());
        boolean resumed = changed.is(Mark.RESUMED);
        Optional<Path> start = Optional.of(was.model()).filter(model -> resumed);
        Answer is = c.ask(changed, asked(c, change, changed), own(), start, declarations);
        List<String> broken = new ArrayList<>();
        if (!resumed && !was.statuses().equals(is.statuses())) {
            broken.add("ended with " + was.statuses() + ", then " + is.statuses() + ": " + is.words());
        }
        for (Figure figure : was.figures().all().values()) {
            compare(figure, was.figures(), is.figures(), change, changed).ifPresent(broken::add);
        }
        is.figures().all().forEach((key, figure) -> {
            if (!was.figures().has(key) && figure.declaration().measure() != Measure.WAY) {
                broken.add(key + " was not there before");
            }
        });
        return broken;
    }

    /** The rows that a model is asked about: the same rows as before, in the columns' units of now. */
    private static Sample asked(Case c, Change change, Changed changed) {
        return switch (change) {
            case COPIES, ABSENT, ROWS, TWICE, LABELS -> c.sample();
            default -> changed.sample();
        };
    }

    private Optional<String> compare(Figure figure, Figures before, Figures after, Change change, Changed changed) {
        Declaration declared = figure.declaration();
        String was = before.value(figure.key());
        String is = after.value(figure.key());
        boolean exact = changed.is(Mark.SAME_BITS);
        boolean free = (declared.measure() == Measure.WAY && !exact)
                || (changed.is(Mark.TWICE) && Double.isNaN(declared.twice()));
        if (free || declared.unlike().contains(change)) {
            return Optional.empty();
        }
        compared.computeIfAbsent(declared.pattern(), pattern -> new EnumMap<>(Change.class))
                .merge(change, 1, Integer::sum);
        if (is == null) {
            return Optional.of(figure.key() + " is gone");
        } else if (exact || !number(was) || !number(is)) {
            return was.equals(is) ? Optional.empty() : Optional.of(figure.key() + ": " + was + ", then " + is);
        }
        double factor = changed.is(Mark.TWICE) ? declared.twice() : 1;
        double expected = factor * figure.after(Double.parseDouble(was), changed);
        double allowed = declared.within() * Math.max(Math.abs(expected), figure.scale(changed.sample()));
        return Math.abs(Double.parseDouble(is) - expected) <= allowed
                ? Optional.empty()
                : Optional.of(figure.key() + ": " + was + ", now " + is + " where " + expected + " is expected");
    }

    private static boolean number(String text) {
        return text.matches("-?(\\d[\\d.]*(E-?\\d+)?|Infinity)|NaN");
    }

    /** A table of Markdown: how often each figure was compared under each change. */
    String markdown() {
        StringBuilder text = new StringBuilder("| figure | is |");
        Arrays.stream(Change.values())
                .forEach(change -> text.append(' ').append(word(change)).append(" |"));
        text.append("\n|---|---|").append("--:|".repeat(Change.values().length)).append('\n');
        declarations.stream()
                .filter(d -> d.measure() != Measure.WAY)
                .forEach(d -> text.append("| `")
                        .append(d.pattern())
                        .append("` | ")
                        .append(d.measure().toString().toLowerCase(Locale.ROOT))
                        .append(" | ")
                        .append(Arrays.stream(Change.values())
                                .map(change -> d.unlike().contains(change)
                                        ? "-"
                                        : ""
                                                + compared.getOrDefault(d.pattern(), Map.of())
                                                        .getOrDefault(change, 0))
                                .collect(Collectors.joining(" | ")))
                        .append(" |\n"));
        return text.toString();
    }

    private static String word(Change change) {
        return change.toString().toLowerCase(Locale.ROOT);
    }

    /** Declarations that no case has a figure for. */
    List<String> idle() {
        return declarations.stream()
                .filter(d -> d.measure() != Measure.WAY && !compared.containsKey(d.pattern()))
                .map(Declaration::pattern)
                .toList();
    }
}
