package org.em4j.core.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table for people: columns as wide as their widest cell, the first ones aligned left and the others right. */
public final class TextTable {
    private final List<List<String>> lines = new ArrayList<>();
    private final int left;

    /** A table with the given headings, its first column aligned left. */
    public TextTable(List<String> headings) {
        this(headings, 1);
    }

    /** A table with the given headings, so many columns aligned left. */
    public TextTable(List<String> headings, int left) {
        this.left = left;
        lines.add(List.copyOf(headings));
    }

    /** Adds a line. */
    public TextTable line(List<String> cells) {
        lines.add(List.copyOf(cells));
        return this;
    }

    /** A number in about five significant digits, as short as can be. */
    public static String number(double x) {
        double size = Math.abs(x);
        if (size != 0 && (size < 1e-4 || size >= 1e7)) {
            return String.format(Locale.ROOT, "%.3e", x);
        }
        int decimals = size >= 1000 ? 1 : size >= 100 ? 2 : size >= 10 ? 3 : 4;
        return String.format(Locale.ROOT, "%." + decimals + "f", x);
    }

    @Override
    public String toString() {
        int columns = lines.stream().mapToInt(List::size).max().orElse(0);
        int[] widths = new int[columns];
        for (List<String> line : lines) {
            for (int j = 0; j < line.size(); j++) {
                widths[j] = Math.max(widths[j], line.get(j).length());
            }
        }
        StringBuilder out = new StringBuilder();
        for (List<String> line : lines) {
            StringBuilder row = new StringBuilder();
            for (int j = 0; j < line.size(); j++) {
                String padding = " ".repeat(widths[j] - line.get(j).length());
                row.append(j == 0 ? "" : "  ").append(j < left ? line.get(j) + padding : padding + line.get(j));
            }
            out.append(row.toString().stripTrailing()).append('\n');
        }
        return out.toString();
    }
}
