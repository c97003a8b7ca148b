package org.em4j.cli.figure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.em4j.core.Randomness;

/**
 * A table to fit: named columns of numbers, of which some may be missing, a weight for each row, and what group and cluster a
 * row is known to belong to.
 */
record Sample(List<String> columns, double[][] rows, double[] weights, List<String> labels, List<String> groups) {
    /** Rows about three centres that lie far apart, so that one maximum is the highest whichever start finds it. */
    static Sample clusters(long seed, boolean gaps) {
        RandomGenerator random = Randomness.of(seed);
        double[][] centres = {{0, 1}, {7, 5}, {13, -2}};
        double[] spread = {1 + random.nextDouble(), 1 + random.nextDouble()};
        int n = 84;
        double[][] rows = new double[n][];
        List<String> labels = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            int k = i % 7 < 1 ? 0 : i % 7 < 3 ? 1 : 2; // one, two and four rows of seven: told apart by their weights
            double common = random.nextGaussian();
            double[] x = {
                centres[k][0] + spread[0] * random.nextGaussian() * 0.6 + 0.4 * common,
                centres[k][1] + spread[1] * random.nextGaussian() * 0.6 + (k - 1) * 0.4 * common
            };
            if (gaps && i % 6 == 0) {
                x[i / 6 % 2] = Double.NaN;
            }
            rows[i] = x;
            labels.add(i % 3 == 0 ? "" : List.of("left", "middle", "right").get(k));
        }
        return of(List.of("x", "y"), rows, labels);
    }

    /** Six columns that two correlated factors move, the first of them the first three. */
    static Sample factors(long seed, boolean gaps) {
        RandomGenerator random = Randomness.of(seed);
        int n = 80;
        double[][] rows = new double[n][6];
        for (int i = 0; i < n; i++) {
            double f = random.nextGaussian();
            double g = 0.4 * f + random.nextGaussian();
            for (int j = 0; j < 6; j++) {
                rows[i][j] = 5 + j + (j < 3 ? f : g) * (1 + 0.1 * j) + (0.5 + 0.1 * j) * random.nextGaussian();
            }
            if (gaps && i % 5 == 0) {
                rows[i][i / 5 % 6] = Double.NaN;
            }
        }
        return of(List.of("a", "b", "c", "d", "e", "f"), rows, Arrays.asList(new String[n]));
    }

    /** Two groups that lie far apart, in each of which one factor moves the first three of six columns, and another the rest. */
    static Sample groupedFactors(long seed) {
        Sample factors = factors(seed, false);
        for (int i = 0; i < factors.rows.length; i++) {
            for (int j = 0; i % 5 < 2 && j < 6; j++) {
                factors.rows[i][j] += 20 - 5 * j;
            }
        }
        return factors;
    }

    /** Answers from 0 to 2 to five questions, of two kinds of people, of whom each mostly gives one of them. */
    static Sample answers(long seed) {
        RandomGenerator random = Randomness.of(seed);
        int n = 160;
        double[][] rows = new double[n][5];
        for (int i = 0; i < n; i++) {
            int usual = i % 5 < 2 ? 0 : 2;
            for (int j = 0; j < 5; j++) {
                rows[i][j] = random.nextDouble() < 0.8 ? usual : random.nextInt(3);
            }
        }
        return of(List.of("a", "b", "c", "d", "e"), rows, Arrays.asList(new String[n]));
    }

    /** Rows that stay about one of two centres for a while, each of weight 1. */
    static Sample steps(long seed) {
        RandomGenerator random = Randomness.of(seed);
        int n = 120;
        double[][] rows = new double[n][2];
        int state = 0;
        for (int i = 0; i < n; i++) {
            state = random.nextDouble() < 0.15 ? 1 - state : state;
            rows[i] = new double[] {3 * state + random.nextGaussian(), 20 - 8 * state + 2 * random.nextGaussian()};
        }
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return of(List.of("x", "y"), rows, Arrays.asList(new String[n])).weighted(ones);
    }

    /** A response a on two lines in x, far apart, the second of which is the likelier the larger u is. */
    static Sample lines(long seed) {
        RandomGenerator random = Randomness.of(seed);
        int n = 120;
        double[][] rows = new double[n][3];
        for (int i = 0; i < n; i++) {
            double x = random.nextGaussian();
            double u = random.nextGaussian();
            boolean second = random.nextDouble() < 1 / (1 + Math.exp(1 - u));
            rows[i] = new double[] {(second ? 9 - 2 * x : 1 + x) + 0.5 * random.nextGaussian(), u, x};
        }
        return of(List.of("a", "u", "x"), rows, Arrays.asList(new String[n]));
    }

    private static Sample of(List<String> columns, double[][] rows, List<String> labels) {
        int n = rows.length;
        double[] weights = IntStream.range(0, n).mapToDouble(i -> 1 + i * 5 % 3).toArray();
        List<String> groups = IntStream.range(0, n)
                .mapToObj(i -> i % 2 == 0 ? "east" : "west")
                .toList();
        return new Sample(columns, rows, weights, labels, groups);
    }

    /** These of the rows, in this order, as often as they are named. */
    Sample pick(int... chosen) {
        return new Sample(
                columns,
                Arrays.stream(chosen).mapToObj(i -> rows[i]).toArray(double[][]::new),
                Arrays.stream(chosen).mapToDouble(i -> weights[i]).toArray(),
                Arrays.stream(chosen).mapToObj(labels::get).toList(),
                Arrays.stream(chosen).mapToObj(groups::get).toList());
    }

    Sample weighted(double... other) {
        return new Sample(columns, rows, other, labels, groups);
    }

    boolean hasGaps() {
        return Arrays.stream(rows).flatMapToDouble(Arrays::stream).anyMatch(Double::isNaN);
    }

    /** The standard deviation of a column, of what is observed of it; one of a column of words. */
    double spread(String column) {
        int j = columns.indexOf(column);
        if (j < 0) {
            return 1;
        }
        double[] x = Arrays.stream(rows)
                .mapToDouble(row -> row[j])
                .filter(v -> !Double.isNaN(v))
                .toArray();
        double mean = Arrays.stream(x).average().orElseThrow();
        return Math.sqrt(
                Arrays.stream(x).map(v -> (v - mean) * (v - mean)).average().orElseThrow());
    }

    /** Writes the table with its weights {@code w}, labels {@code g} and groups {@code s}, and with two columns that nothing names. */
    Path write(Path file, boolean strangers) {
        List<String> lines = new ArrayList<>();
        lines.add(String.join(",", columns) + ",w,g,s" + (strangers ? ",constant,copy" : ""));
        for (int i = 0; i < rows.length; i++) {
            String cells = Arrays.stream(rows[i])
                    .mapToObj(v -> Double.isNaN(v) ? "" : Double.toString(v))
                    .collect(Collectors.joining(","));
            String known = labels.get(i) == null ? "" : labels.get(i);
            lines.add(cells + "," + weights[i] + "," + known + "," + groups.get(i)
                    + (strangers ? ",1," + cells.split(",", -1)[0] : ""));
        }
        try {
            return Files.write(file, lines);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    double totalWeight() {
        return DoubleStream.of(weights).sum();
    }
}
