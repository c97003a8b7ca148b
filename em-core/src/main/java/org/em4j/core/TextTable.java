package org.em4j.core;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table for people: columns as wide as their widest cell, the first ones aligned left and the others right. */
public final class TextTable {
    /** Significant digits that tell any double from its neighbours. */
    private static final int DOUBLE = 17;

    private final List<List<String>> lines = new ArrayList<>();
    private final int left;

    /** A table with the given headings, its first column aligned left. */
    public TextTable(List<String> headings) {
        this(headings, 1);
    }

    /** A table with the given headings, so many columns aligned left. */
    public TextTable(List<String> headings, int left) {
        this.left = left;
        lines.add(shown(headings));
    }

    /** Adds a line. */
    public TextTable line(List<String> cells) {
        lines.add(shown(cells));
        return this;
    }

    /** The cells, line by line, the headings first. */
    public List<List<String>> lines() {
        return List.copyOf(lines);
    }

    /** How many columns are aligned left, the first ones. */
    public int left() {
        return left;
    }

    /** A line of a table is one line: what would end or move it is shown as a picture. */
    private static List<String> shown(List<String> cells) {
        return cells.stream()
                .map(cell ->
                        cell.replace('\n', '\u240A').replace('\r', '\u240D').replace('\t', '\u2409'))
                .toList();
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

    /**
     * A number beside what it varies by: {@link #number}, or as many digits as tell it from one that is a hundredth of the spread
     * off, so that times in seconds of 1970, say, do not all read 1.700e+09.
     *
     * @param spread a standard deviation of {@code x}, in its units
     */
    public static String number(double x, double spread) {
        String brief = number(x);
        if (!(spread > 0) || !Double.isFinite(x) || Math.abs(Double.parseDouble(brief) - x) <= spread / 100) {
            return brief;
        }
        int digits = (int) Math.floor(Math.log10(Math.abs(x))) - (int) Math.floor(Math.log10(spread)) + 3;
        BigDecimal rounded = new BigDecimal(x).round(new MathContext(Math.min(DOUBLE, digits)));
        return Math.abs(x) >= 1e-4 && Math.abs(x) < 1e15 ? rounded.toPlainString() : rounded.toString();
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
