package org.em4j.factor.structural.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.core.data.LabelledRows;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Pattern;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.factor.estimate.ReferenceModels;

/**
 * Data, as structural models see them: moments of the rows of each group and pattern of missing values. A pass of EM over
 * them costs the same however many rows there were.
 */
public final class Sample {
    private final List<GroupSample> parts;
    private final List<Rows> rows; // of each group, those that hold anything; none of a matrix
    private final Optional<Observations<double[]>> observations;
    private final int columns;

    private Sample(
            List<GroupSample> parts, List<Rows> rows, Optional<Observations<double[]>> observations, int columns) {
        this.parts = List.copyOf(parts);
        this.rows = List.copyOf(rows);
        this.observations = observations;
        this.columns = columns;
    }

    /** Rows of one group, which may have gaps. */
    public static Sample of(Rows rows) {
        return of(List.of(rows));
    }

    /** Rows of groups one after the other, which may have gaps; rows that hold nothing say nothing. */
    public static Sample of(List<Rows> groups) {
        if (groups.size() == 1) {
            return of(groups, groups.get(0).informative());
        }
        double[][] all =
                groups.stream().flatMap(rows -> Arrays.stream(rows.toArray())).toArray(double[][]::new);
        double[] weights = groups.stream()
                .flatMapToDouble(rows -> Arrays.stream(rows.weights()))
                .toArray();
        int[] labels = IntStream.range(0, groups.size())
                .flatMap(g -> IntStream.generate(() -> g).limit(groups.get(g).size()))
                .toArray();
        return of(new LabelledRows(Rows.of(all, Missing.LATENT).weighted(weights), labels));
    }

    /** Rows whose labels are the numbers of their groups, in any order; all are labelled. */
    public static Sample of(LabelledRows data) {
        Rows rows = data.rows();
        int[] labels = data.labels();
        List<Rows> groups = IntStream.rangeClosed(0, Arrays.stream(labels).max().orElseThrow())
                .mapToObj(g -> rows.only(IntStream.range(0, labels.length)
                        .filter(i -> labels[i] == g)
                        .toArray()))
                .toList();
        double[][] numbered = rows.toArray();
        Arrays.setAll(numbered, i -> {
            double[] row = Arrays.copyOf(numbered[i], rows.columns() + 1);
            row[rows.columns()] = labels[i];
            return row;
        });
        return of(groups, Rows.of(numbered, Missing.LATENT).weighted(rows.weights()));
    }

    private static Sample of(List<Rows> groups, Observations<double[]> observations) {
        List<GroupSample> parts = new ArrayList<>();
        List<Rows> kept = new ArrayList<>();
        for (int g = 0; g < groups.size(); g++) {
            Rows rows = groups.get(g).informative();
            kept.add(rows);
            Map<Pattern, List<Integer>> patterns = new LinkedHashMap<>();
            for (int i = 0; i < rows.size(); i++) {
                patterns.computeIfAbsent(Pattern.of(rows.get(i)), p -> new ArrayList<>())
                        .add(i);
            }
            for (Map.Entry<Pattern, List<Integer>> e : patterns.entrySet()) {
                parts.add(part(g, rows, e.getKey().observed(), e.getValue()));
            }
        }
        return new Sample(parts, kept, Optional.of(observations), groups.get(0).columns());
    }

    private static GroupSample part(int group, Rows rows, int[] seen, List<Integer> members) {
        double[][] x = new double[members.size()][];
        double[] weights = new double[x.length];
        for (int k = 0; k < x.length; k++) {
            int i = members.get(k);
            x[k] = Arrays.stream(seen).mapToDouble(j -> rows.get(i, j)).toArray();
            weights[k] = rows.weight(i);
        }
        return new GroupSample(group, seen, Moments.of(Rows.of(x).weighted(weights)));
    }

    /** A covariance matrix and the number of rows behind it; there are no means in it. */
    public static Sample of(Moments moments) {
        int d = moments.columns();
        double[][] covariance = Slopes.square(moments.covariance(), d).getData();
        Moments centred = Moments.of(moments.weight(), new double[d], covariance);
        return new Sample(List.of(new GroupSample(0, Slopes.all(d), centred)), List.of(), Optional.empty(), d);
    }

    /**
     * What models are tested against in each group, any mean and covariance; nothing where one is singular.
     *
     * @throws org.em4j.core.model.DegenerateException if a column does not vary
     */
    public List<ReferenceModels> saturated() {
        try {
            return rows.isEmpty()
                    ? List.of(ReferenceModels.of(parts.get(0).moments()))
                    : rows.stream().map(ReferenceModels::of).toList();
        } catch (NotPositiveDefiniteException e) {
            return List.of();
        }
    }

    /** Moments of what is seen of the columns, and of each two of them, within groups: a start, not always definite. */
    public Moments available() {
        double[] weights = new double[columns * columns];
        double[] products = new double[columns * columns];
        double[] sums = new double[columns];
        for (int g = 0; g < groups(); g++) {
            int group = g;
            List<GroupSample> of =
                    parts.stream().filter(p -> p.group() == group).toList();
            double[] mean = means(of, sums);
            for (GroupSample part : of) {
                int[] seen = part.seen();
                Moments about = part.moments()
                        .about(Arrays.stream(seen).mapToDouble(j -> mean[j]).toArray());
                for (int a = 0; a < seen.length; a++) {
                    for (int b = 0; b <= a; b++) {
                        weights[seen[a] * columns + seen[b]] += about.weight();
                        products[seen[a] * columns + seen[b]] += about.second()[a * seen.length + b];
                    }
                }
            }
        }
        double[][] covariance = new double[columns][columns];
        double[] mean = new double[columns];
        for (int i = 0; i < columns; i++) {
            mean[i] = sums[i] / Math.max(weights[i * (columns + 1)], Double.MIN_NORMAL);
            for (int j = 0; j < columns; j++) {
                int at = Math.max(i, j) * columns + Math.min(i, j);
                covariance[i][j] = weights[at] > 0 ? products[at] / weights[at] : 0;
            }
        }
        return Moments.of(weight(), mean, covariance);
    }

    /** Means of what is seen; adds to the sums. */
    private double[] means(List<GroupSample> of, double[] sums) {
        double[] sum = new double[columns];
        double[] weight = new double[columns];
        for (GroupSample part : of) {
            double[] mean = part.moments().mean();
            for (int k = 0; k < mean.length; k++) {
                sum[part.seen()[k]] += part.moments().weight() * mean[k];
                weight[part.seen()[k]] += part.moments().weight();
            }
        }
        for (int j = 0; j < columns; j++) {
            sums[j] += sum[j];
            sum[j] = weight[j] > 0 ? sum[j] / weight[j] : 0;
        }
        return sum;
    }

    public List<GroupSample> parts() {
        return parts;
    }

    /** The rows, of several groups with the group's number as last column; nothing of a matrix. */
    public Optional<Observations<double[]>> observations() {
        return observations;
    }

    /** Rows of each group that hold anything; none of a matrix. */
    public List<Rows> rows() {
        return rows;
    }

    /** Whether there are means to model. */
    public boolean hasMeans() {
        return !rows.isEmpty();
    }

    /** Total weight of the rows that hold anything. */
    public double weight() {
        return parts.stream().mapToDouble(p -> p.moments().weight()).sum();
    }

    /** Number of rows that hold anything; of a matrix, those behind it. */
    public long size() {
        return rows.isEmpty()
                ? Math.round(weight())
                : rows.stream().mapToLong(Rows::count).sum();
    }

    /** Number of columns, d. */
    public int columns() {
        return columns;
    }

    /** Number of groups. */
    public int groups() {
        return 1 + parts.stream().mapToInt(GroupSample::group).max().orElse(0);
    }

    /** Whether values are missing. */
    public boolean hasGaps() {
        return parts.stream().anyMatch(p -> p.seen().length < columns);
    }
}
