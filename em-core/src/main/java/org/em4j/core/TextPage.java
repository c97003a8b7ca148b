package org.em4j.core;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A page for people, of words and tables: as text for a terminal by {@link #toString}, and by its parts for what sets tables otherwise,
 * such as a page of a browser.
 */
public final class TextPage {
    private final List<Part> parts = new ArrayList<>();

    /** Words or a table. */
    public sealed interface Part permits Words, Figures {}

    /**
     * Lines of words.
     *
     * @param text each line with its end
     */
    public record Words(String text) implements Part {
        @Override
        public String toString() {
            return text;
        }
    }

    /**
     * A table.
     *
     * @param caption what it shows, in a few words; a terminal does without
     * @param table its cells
     */
    public record Figures(String caption, TextTable table) implements Part {
        @Override
        public String toString() {
            return table.toString();
        }
    }

    /** Adds lines of words, each with its end. */
    public TextPage words(String text) {
        parts.add(new Words(text));
        return this;
    }

    /** Adds a table, with what it shows in a few words. */
    public TextPage table(String caption, TextTable table) {
        parts.add(new Figures(caption, table));
        return this;
    }

    /** Adds all of another page. */
    public TextPage page(TextPage other) {
        parts.addAll(other.parts);
        return this;
    }

    /** What it consists of, from top to bottom. */
    public List<Part> parts() {
        return List.copyOf(parts);
    }

    /** The page for a terminal. */
    @Override
    public String toString() {
        return parts.stream().map(Part::toString).collect(Collectors.joining());
    }
}
