package org.em4j.cli.figure;

import java.util.List;
import java.util.function.ToDoubleFunction;

/** A figure by its name, with what was declared of it, and the columns and row that its name has. */
record Figure(String key, Declaration declaration, List<String> columns, int row) {
    /** What it is after a change, if it was {@code before}; without doubling. */
    double after(double before, Changed changed) {
        double unit = changed.unit(columns);
        return switch (declaration.measure()) {
            case PURE, WAY, COMPONENT -> before;
            case POINT -> unit * before + changed.origin(columns);
            case UNIT -> unit * before;
            case SLOPE -> before * ratio(changed::unit);
            case SQUARE -> unit * unit * before;
            case COMMON ->
                before * Math.pow(changed.unit(changed.sample().columns().subList(0, 1)), 2);
            case NATS -> before + changed.nats();
            case DEVIANCE -> before - 2 * changed.nats();
            case ROW -> before + changed.nats(row);
        };
    }

    private double ratio(ToDoubleFunction<List<String>> of) {
        int last = columns.size() - 1;
        return (last == 0 ? 1 : of.applyAsDouble(columns.subList(0, 1)))
                / of.applyAsDouble(columns.subList(last, last + 1));
    }

    /** What is large and small for it: the spread of its columns, or one. */
    double scale(Sample sample) {
        double spread = columns.stream().mapToDouble(sample::spread).reduce(1, (a, b) -> a * b);
        return switch (declaration.measure()) {
            case POINT, UNIT -> spread;
            case SLOPE -> ratio(some -> sample.spread(some.get(0)));
            case SQUARE -> spread * spread;
            case COMMON -> Math.pow(sample.spread(sample.columns().get(0)), 2);
            default -> 1;
        };
    }
}
