package org.em4j.cli.figure;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A sample after a change, and what the change does to figures: the unit and origin of each column, and other marks.
 *
 * @param drawn the columns that have a density; of others it is given what they hold
 */
record Changed(
        Sample sample,
        Map<String, Double> units,
        Map<String, Double> origins,
        Set<Mark> marks,
        List<String> options,
        List<String> drawn) {
    /** What else is known of a change. */
    enum Mark {
        /** Every row has a second one like it. */
        TWICE,
        /** The file has columns that nothing names. */
        STRANGERS,
        /** The command goes on from the model that it wrote. */
        RESUMED,
        /** Not a bit may differ. */
        SAME_BITS
    }

    static Changed to(Sample sample, Mark... marks) {
        int d = sample.columns().size();
        double[] ones = new double[d];
        Arrays.fill(ones, 1);
        return moved(sample, ones, new double[d], marks);
    }

    /** Each value v of a column as unit v + origin. */
    static Changed moved(Sample t, double[] unit, double[] origin, Mark... marks) {
        double[][] rows = Arrays.stream(t.rows())
                .map(row -> {
                    double[] moved = new double[row.length];
                    Arrays.setAll(moved, j -> unit[j] * row[j] + origin[j]);
                    return moved;
                })
                .toArray(double[][]::new);
        Map<String, Double> units = new HashMap<>();
        Map<String, Double> origins = new HashMap<>();
        for (int j = 0; j < unit.length; j++) {
            units.put(t.columns().get(j), unit[j]);
            origins.put(t.columns().get(j), origin[j]);
        }
        Set<Mark> set = EnumSet.noneOf(Mark.class);
        set.addAll(List.of(marks));
        Sample sample = new Sample(t.columns(), rows, t.weights(), t.labels(), t.groups());
        return new Changed(sample, units, origins, set, List.of(), t.columns());
    }

    Changed with(String... more) {
        return new Changed(sample, units, origins, marks, List.of(more), drawn);
    }

    Changed drawn(List<String> some) {
        return new Changed(sample, units, origins, marks, options, some);
    }

    boolean is(Mark mark) {
        return marks.contains(mark);
    }

    /** The product of the units of these columns; one that holds no numbers has none. */
    double unit(List<String> columns) {
        return columns.stream()
                .mapToDouble(name -> units.getOrDefault(name, 1.0))
                .reduce(1, (a, b) -> a * b);
    }

    /** How far a value of this column has moved beside its unit. */
    double origin(List<String> columns) {
        return columns.stream()
                .mapToDouble(name -> origins.getOrDefault(name, 0.0))
                .sum();
    }

    /** By how much the log density of a row grows: minus the logarithms of the units of what is observed of it. */
    double nats(int row) {
        double sum = 0;
        for (int j = 0; j < sample.columns().size(); j++) {
            String column = sample.columns().get(j);
            boolean counts = drawn.contains(column) && !Double.isNaN(sample.rows()[row][j]);
            sum -= counts ? Math.log(units.get(column)) : 0;
        }
        return sum;
    }

    /** By how much the log-likelihood of all rows grows. */
    double nats() {
        double sum = 0;
        for (int i = 0; i < sample.rows().length; i++) {
            sum += sample.weights()[i] * nats(i);
        }
        return sum;
    }
}
