package org.em4j.cli.large;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.em4j.io.rows.RowStream;

/** Rows that come one after another, gathered in memory for as long as it holds them. */
final class Gathered implements RowStream.Target, RowStream.Sink {
    /** MiB that a run takes beside its table. */
    private static final long SMALL = 96;

    private static final int PART = 1 << 12;

    /** What ends a stream of more rows than memory holds. */
    private static final class TooMany extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Columns asked;
    private final List<double[]> parts = new ArrayList<>();
    private List<String> columns = List.of();
    private List<String> left = List.of();
    private double[] weights = {};
    private int rows;

    private Gathered(Columns asked) {
        this.asked = asked;
    }

    /** Whether memory holds a table of so many bytes, and what is made of it: as the sentence has it that asks for more memory. */
    static boolean holds(long bytes) {
        return bytes < Integer.MAX_VALUE * 8L
                && 2 * bytes + (SMALL << 20) <= Runtime.getRuntime().maxMemory();
    }

    /** The table; nothing if memory does not hold it. */
    static Optional<Table> of(RowStream rows, Columns asked) {
        Gathered all = new Gathered(asked);
        try {
            rows.into(all);
        } catch (TooMany e) {
            return Optional.empty();
        }
        return Optional.of(all.table());
    }

    /** Whether memory holds a table, by what its beginning says of its size; nothing if that says none. */
    static Optional<Boolean> holds(RowStream rows) {
        List<OptionalLong> bytes = new ArrayList<>();
        try {
            rows.into((names, leftOut, expected) -> {
                bytes.add(
                        expected.isPresent()
                                ? OptionalLong.of(expected.getAsLong() * names.size() * Double.BYTES)
                                : expected);
                throw new TooMany();
            });
        } catch (TooMany e) {
            return bytes.get(0).stream().mapToObj(Gathered::holds).findFirst();
        }
        return Optional.empty();
    }

    @Override
    public RowStream.Sink columns(List<String> names, List<String> leftOut, OptionalLong expected) {
        columns = names;
        left = leftOut;
        requireHeld(expected.orElse(0));
        return this;
    }

    private void requireHeld(long n) {
        if (!holds(n * columns.size() * Double.BYTES)) {
            throw new TooMany();
        }
    }

    @Override
    public void row(double[] values, double weight) {
        int at = rows % PART;
        if (at == 0) {
            requireHeld(rows + PART);
            parts.add(new double[PART * columns.size()]);
        }
        System.arraycopy(values, 0, parts.get(rows / PART), at * columns.size(), values.length);
        if (!asked.weights().isEmpty()) {
            if (rows == weights.length) {
                weights = Arrays.copyOf(weights, Math.max(PART, 2 * rows));
            }
            weights[rows] = weight;
        }
        rows++;
    }

    private Table table() {
        if (rows == 0) {
            throw new InvalidDataException("there are no observations");
        }
        int d = columns.size();
        double[] values = new double[rows * d];
        for (int p = 0; p < parts.size(); p++) {
            int from = p * PART * d;
            System.arraycopy(parts.get(p), 0, values, from, Math.min(PART * d, values.length - from));
        }
        Rows all = Rows.wrap(values, rows, columns, asked.missing());
        return new Table(
                columns,
                asked.weights().isEmpty() ? all : all.weighted(Arrays.copyOf(weights, rows), asked.weights(), columns),
                left,
                List.of(),
                List.of());
    }
}
