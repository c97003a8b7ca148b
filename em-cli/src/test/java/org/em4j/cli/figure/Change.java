package org.em4j.cli.figure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.IntStream;
import org.em4j.cli.figure.Changed.Mark;

/** What may be done to data or command so that every figure is known to stay, or how it moves. */
enum Change {
    /** A row of weight k becomes k rows. */
    COPIES((t, random) -> {
        int[] each = IntStream.range(0, t.rows().length)
                .flatMap(i -> IntStream.generate(() -> i).limit((long) t.weights()[i]))
                .toArray();
        Sample copied = t.pick(each);
        double[] ones = new double[each.length];
        Arrays.fill(ones, 1);
        return Changed.to(copied.weighted(ones));
    }),
    /** Rows of weight zero are put between the others, far away from them. */
    ABSENT((t, random) -> {
        int n = t.rows().length;
        int[] twice = IntStream.range(0, n + 9).map(i -> i < n ? i : i - n).toArray();
        Sample more = t.pick(twice);
        double[] weights = more.weights().clone();
        for (int i = n; i < weights.length; i++) {
            weights[i] = 0;
            int row = i;
            more.rows()[i] = IntStream.range(0, t.columns().size())
                    .mapToDouble(j ->
                            t.rows()[row - n][j] + 9.5 * t.spread(t.columns().get(j)))
                    .toArray();
        }
        return Changed.to(more.weighted(weights));
    }),
    /** Rows come in another order. */
    ROWS((t, random) -> Changed.to(t.pick(shuffled(t.rows().length, random)))),
    /** Columns come in another order. */
    COLUMNS((t, random) -> {
        int[] order = shuffled(t.columns().size(), random);
        List<String> names = Arrays.stream(order).mapToObj(t.columns()::get).toList();
        double[][] rows = Arrays.stream(t.rows())
                .map(row -> Arrays.stream(order).mapToDouble(j -> row[j]).toArray())
                .toArray(double[][]::new);
        return Changed.to(new Sample(names, rows, t.weights(), t.labels(), t.groups()));
    }),
    /** Each column is measured in another unit, from 1e-8 to 1e8 of its own. */
    UNITS((t, random) ->
            Changed.moved(t, powers(t, random), new double[t.columns().size()])),
    /** All columns are measured in one other unit. */
    SCALE((t, random) -> {
        double[] unit = new double[t.columns().size()];
        Arrays.fill(unit, Math.pow(10, random.nextInt(17) - 8));
        return Changed.moved(t, unit, new double[unit.length]);
    }),
    /** Each column is measured from another origin, up to 1e7 standard deviations away. */
    ORIGIN((t, random) -> {
        double[] ones = new double[t.columns().size()];
        Arrays.fill(ones, 1);
        double[] shift = t.columns().stream()
                .mapToDouble(name -> Math.rint(t.spread(name) * Math.pow(10, 7 * random.nextDouble())))
                .toArray();
        return Changed.moved(t, ones, shift);
    }),
    /** The table stands twice, one below the other. */
    TWICE((t, random) -> {
        int n = t.rows().length;
        return Changed.to(t.pick(IntStream.range(0, 2 * n).map(i -> i % n).toArray()), Mark.TWICE);
    }),
    /** The known components are called by other names. */
    LABELS((t, random) -> Changed.to(new Sample(
            t.columns(),
            t.rows(),
            t.weights(),
            t.labels().stream()
                    .map(label -> label == null || label.isEmpty() ? "" : "z" + (char) ('z' - label.charAt(0) % 20))
                    .toList(),
            t.groups()))),
    /** Beside the columns that are named there are a constant one and a copy of the first. */
    STRANGERS((t, random) -> Changed.to(t, Mark.STRANGERS)),
    /** Complete data are said to have gaps. */
    COMPLETE((t, random) -> Changed.to(t).with("--missing")),
    /** The work is shared by eight threads. */
    THREADS((t, random) -> Changed.to(t, Mark.SAME_BITS).with("--threads", "8")),
    /** The fit is written, read, and asked again where it ended. */
    SAVED((t, random) -> Changed.to(t, Mark.RESUMED));

    @SuppressWarnings("ImmutableEnumChecker") // functions without a state
    private final BiFunction<Sample, Random, Changed> rule;

    Change(BiFunction<Sample, Random, Changed> rule) {
        this.rule = rule;
    }

    Changed of(Sample sample, long seed) {
        return rule.apply(sample, new Random(seed));
    }

    private static int[] shuffled(int n, Random random) {
        List<Integer> order = new ArrayList<>(IntStream.range(0, n).boxed().toList());
        Collections.shuffle(order, random);
        return order.stream().mapToInt(i -> i).toArray();
    }

    private static double[] powers(Sample t, Random random) {
        return t.columns().stream()
                .mapToDouble(name -> Math.pow(10, random.nextInt(17) - 8))
                .toArray();
    }
}
