package org.em4j.core.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/** The range of a column's values, which decides whether their squares can be summed. Empty where all are missing. */
final class Range {
    private double least = Double.POSITIVE_INFINITY;
    private double most = Double.NEGATIVE_INFINITY;

    private Range() {}

    /** Refuses columns whose squared deviations, summed, are infinite, or whose largest one is below normal range. */
    static void requireSquarable(Rows rows, List<String> names) {
        Range[] ranges = new Range[names.size()];
        for (int j = 0; j < ranges.length; j++) {
            ranges[j] = new Range();
        }
        for (int i = 0; i < rows.size(); i++) {
            for (int j = 0; j < ranges.length; j++) {
                ranges[j].add(rows.get(i, j));
            }
        }
        double weight = Math.max(1, rows.totalWeight());
        for (int j = 0; j < ranges.length; j++) {
            ranges[j].requireSquarable(names.get(j), weight);
        }
    }

    private void add(double x) {
        least = x < least ? x : least; // what is missing is not less
        most = x > most ? x : most;
    }

    private void requireSquarable(String column, double weight) {
        double size = Math.max(-least, most);
        double spread = most - least;
        if (spread >= 0 && (Double.isInfinite(weight * size) || Double.isInfinite(weight * spread * spread))) {
            String remedy = " overflow when squared and summed; divide the column by 1e" + exponent(size);
            throw new InvalidDataException(0, column, "values up to " + brief(size) + remedy);
        }
        if (spread > 0 && spread * spread < Double.MIN_NORMAL) {
            String remedy = " vanish when squared; multiply the column by 1e" + -exponent(spread);
            throw new InvalidDataException(0, column, "differences as small as " + brief(spread) + remedy);
        }
    }

    /** Two digits are enough to recognise a value by: {@code 6.7e160}. */
    private static String brief(double x) {
        return new BigDecimal(x)
                .round(new MathContext(2))
                .toString()
                .replace("E+", "e")
                .replace('E', 'e');
    }

    private static int exponent(double x) {
        BigDecimal exact = new BigDecimal(x);
        return exact.precision() - exact.scale() - 1;
    }
}
