package org.em4j.io.profile;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.em4j.io.category.Categories;

/** The different values of a column with their weights, as long as they are not too many. A number is one value however it is written. */
final class Different {
    /** Longer texts are told apart by their beginning, length and hash. */
    private static final int LONGEST = 200;

    private final int most;
    private final Map<Object, double[]> weights = new HashMap<>();
    private boolean full;
    private boolean repeated;

    /** Counts so many different values at most. */
    Different(int most) {
        this.most = most;
    }

    /** Adds a number; whether it is a new one. */
    boolean add(double value, double weight) {
        return put(value + 0.0, weight); // which makes -0.0 what 0 is
    }

    /** Adds a text; whether it is a new one. */
    boolean add(String text, double weight) {
        return put(
                text.length() <= LONGEST
                        ? text
                        : text.substring(0, LONGEST) + "... " + text.length() + " " + text.hashCode(),
                weight);
    }

    private boolean put(Object value, double weight) {
        if (full) {
            return false;
        }
        double[] known = weights.get(value);
        if (known != null) {
            known[0] += weight;
            repeated = true;
            return false;
        }
        full = weights.size() == most;
        if (!full) {
            weights.put(value, new double[] {weight});
        }
        return !full;
    }

    /** How many there are, or the most that are counted. */
    int count() {
        return weights.size();
    }

    /** Whether there are more than are counted. */
    boolean hasMore() {
        return full;
    }

    /** Whether a value came twice, before there were too many. */
    boolean isRepeated() {
        return repeated;
    }

    /** The heaviest values, then the first by number or letter. */
    List<Common> common(int some) {
        return weights.entrySet().stream()
                .map(e -> new Common(shown(e.getKey()), e.getValue()[0]))
                .sorted(Comparator.comparing(Common::weight).reversed().thenComparing(Common::value))
                .limit(some)
                .toList();
    }

    private static String shown(Object value) {
        return value instanceof Double number ? Categories.plain(number) : value.toString();
    }

    /** The weighted median of numbers: the middle one, or the mean of the two in the middle; none where there are more than are counted. */
    OptionalDouble median() {
        if (full) {
            return OptionalDouble.empty();
        }
        List<Map.Entry<Object, double[]>> sorted = weights.entrySet().stream()
                .filter(e -> e.getKey() instanceof Double)
                .sorted(Comparator.comparing(e -> (Double) e.getKey()))
                .toList();
        double half = sorted.stream().mapToDouble(e -> e.getValue()[0]).sum() / 2;
        double before = 0;
        for (int i = 0; i < sorted.size(); i++) {
            double value = (Double) sorted.get(i).getKey();
            before += sorted.get(i).getValue()[0];
            if (before == half && i + 1 < sorted.size()) {
                return OptionalDouble.of(value / 2 + (Double) sorted.get(i + 1).getKey() / 2);
            } else if (before >= half) {
                return OptionalDouble.of(value);
            }
        }
        return OptionalDouble.empty();
    }
}
