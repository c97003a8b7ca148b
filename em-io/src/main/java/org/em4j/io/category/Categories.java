package org.em4j.io.category;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;

/**
 * The categories of a column, numbered from 0 as they are met. A number is one category however it is written: {@code 1}, {@code 1.0}
 * and {@code 1e0}, because programs that write a table with gaps write whole numbers with a point.
 */
public final class Categories {
    /** Of more, a column is names of rows, or a measurement, and no longer counted. */
    public static final int MOST = 1000;

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> words = new ArrayList<>();

    /** The number of a category; {@link #MOST} of any that comes after so many. */
    public int of(String text) {
        Integer known = numbers.get(text);
        if (known != null) {
            return known;
        }
        String word = plain(text);
        int number = numbers.computeIfAbsent(word, w -> {
            if (words.size() <= MOST) {
                words.add(w);
            }
            return words.size() - 1;
        });
        if (numbers.size() <= 2 * MOST) { // more ways to write them are looked up one by one
            numbers.put(text, number);
        }
        return number;
    }

    /** The refusal of a column that has too many. */
    public static InvalidDataException tooMany(String column) {
        return new InvalidDataException(
                0,
                column,
                String.format(
                        Locale.ROOT,
                        "more than %,d categories; is it a name of the rows, or a measurement? leave it out, with"
                                + " Columns.except(%s), or read it as numbers",
                        MOST,
                        column));
    }

    /** A number in the shortest way, as an integer where it is one; any other text as it is. */
    public static String plain(String text) {
        char first = text.isEmpty() ? ' ' : text.charAt(0);
        if (!Character.isDigit(first) && "+-.".indexOf(first) < 0) {
            return text; // NaN, Infinity and hexadecimal digits are words here
        }
        try {
            return text.chars().allMatch(c -> c < 'A' || c == 'e' || c == 'E') ? plain(Double.parseDouble(text)) : text;
        } catch (NumberFormatException e) {
            return text;
        }
    }

    /** A number in the shortest way, as an integer where it is one. */
    public static String plain(double value) {
        double whole = Math.rint(value);
        return value == whole && Math.abs(value) < 1L << 53 ? Long.toString((long) whole) : Double.toString(value);
    }

    /** The categories by their numbers. */
    public List<String> words() {
        return List.copyOf(words);
    }

    /** The place of each category, by its number, where numbers come first, by their size, and then words, by their letters. */
    public int[] places() {
        List<Integer> order = order();
        int[] places = new int[words.size()];
        IntStream.range(0, places.length).forEach(at -> places[order.get(at)] = at);
        return places;
    }

    /** The categories by their places. */
    public List<String> sorted() {
        return order().stream().map(words::get).toList();
    }

    private List<Integer> order() {
        return IntStream.range(0, words.size())
                .boxed()
                .sorted(Comparator.comparing((Integer i) -> size(words.get(i))).thenComparing(words::get))
                .toList();
    }

    /** Of a word more than of any number. */
    private static double size(String word) {
        try {
            return word.isEmpty() || word.charAt(0) > '9' ? Double.NaN : Double.parseDouble(word);
        } catch (NumberFormatException e) {
            return Double.NaN; // which is larger than all to a comparator
        }
    }
}
