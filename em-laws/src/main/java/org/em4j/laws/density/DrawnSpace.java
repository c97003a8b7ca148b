package org.em4j.laws.density;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The space that draws fill, as they show it: what is the same in all of them is given, what repeats or is whole is counted, and
 * what never repeats is measured by length. It ends where the draws do, so that nothing is asked of a density beyond.
 *
 * @param counted by place, the values that were drawn
 * @param measured by place, the least and the largest that were drawn
 */
record DrawnSpace(Map<Integer, List<Object>> counted, Map<Integer, double[]> measured) {
    /** Empty where draws are of several shapes, or partly repeat: then they do not show what their density is relative to. */
    static Optional<DrawnSpace> of(List<List<Object>> draws) {
        Map<Integer, List<Object>> counted = new TreeMap<>();
        Map<Integer, double[]> measured = new TreeMap<>();
        int places = draws.get(0).size();
        if (draws.stream().anyMatch(leaves -> leaves.size() != places)) {
            return Optional.empty();
        }
        for (int i = 0; i < places; i++) {
            int at = i;
            List<Object> values = draws.stream().map(leaves -> leaves.get(at)).toList();
            List<Object> distinct = values.stream().distinct().toList();
            boolean isMeasured = values.stream().allMatch(v -> v instanceof Double x && x != Math.rint(x));
            if (distinct.size() == 1) {
                continue;
            }
            if (isMeasured && distinct.size() == values.size()) {
                measured.put(i, range(values));
            } else if (values.get(0) instanceof Leaves.Shape || (isMeasured && 2 * distinct.size() > values.size())) {
                return Optional.empty();
            } else {
                counted.put(i, distinct);
            }
        }
        return Optional.of(new DrawnSpace(counted, measured)).filter(space -> !space.isOnePoint());
    }

    private static double[] range(List<Object> values) {
        double[] sorted = values.stream().mapToDouble(v -> (Double) v).sorted().toArray();
        return new double[] {sorted[0], sorted[sorted.length - 1]};
    }

    private boolean isOnePoint() {
        return counted.isEmpty() && measured.isEmpty();
    }

    /** Whether another draw lies in it. */
    boolean contains(List<Object> leaves) {
        return counted.entrySet().stream().allMatch(e -> e.getValue().contains(leaves.get(e.getKey())))
                && measured.entrySet().stream().allMatch(e -> isWithin((Double) leaves.get(e.getKey()), e.getValue()));
    }

    private static boolean isWithin(double x, double[] range) {
        return range[0] <= x && x <= range[1];
    }

    /** The number of points; infinite where something is measured. */
    double size() {
        return measured.isEmpty()
                ? counted.values().stream().mapToDouble(List::size).reduce(1, (a, b) -> a * b)
                : Double.POSITIVE_INFINITY;
    }

    /** All points of a space where everything is counted; what is given is as in the draw. */
    List<List<Object>> points(List<Object> draw) {
        List<List<Object>> points = List.of(draw);
        for (Map.Entry<Integer, List<Object>> place : counted.entrySet()) {
            List<List<Object>> more = new ArrayList<>();
            for (List<Object> point : points) {
                for (Object value : place.getValue()) {
                    List<Object> moved = new ArrayList<>(point);
                    moved.set(place.getKey(), value);
                    more.add(moved);
                }
            }
            points = more;
        }
        return points;
    }
}
