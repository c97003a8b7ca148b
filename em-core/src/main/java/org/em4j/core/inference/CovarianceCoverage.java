package org.em4j.core.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.data.Pattern;
import org.em4j.core.data.RowObservations;
import org.em4j.core.data.RowProfile;

/**
 * What of rows with gaps is observed, by columns and by pairs of columns: what a fit to them can know. Rows without any
 * value, or without weight, do not count.
 *
 * @param missing number of values that rows which count lack
 * @param blank number of rows without any value
 * @param weight of the rows that count
 * @param pairs {@code (d x d)} weight of the rows in which columns i and j are both observed; on the diagonal each column
 */
public record CovarianceCoverage(long missing, long blank, double weight, double[][] pairs) {
    /** More columns, or pairs, than these are summarised. */
    private static final int LISTED = 12;

    private static final int NAMED = 3;

    /**
     * Two columns, {@code first < second}, zero-based.
     *
     * @param share of the rows, by weight, in which both are observed
     */
    public record Pair(int first, int second, double share) {
        /** The pair in words, such as {@code a and b}. */
        public String name(List<String> columns) {
            return columns.get(first) + " and " + columns.get(second);
        }
    }

    /** The coverage of rows: of those with gaps one pass over them, and one over their patterns. */
    public static CovarianceCoverage of(RowObservations rows) {
        RowProfile profile = rows.profile();
        double weight = profile.weight();
        double[][] pairs = new double[rows.columns()][rows.columns()];
        if (profile.gaps() == 0) {
            Arrays.stream(pairs).forEach(row -> Arrays.fill(row, weight));
            return new CovarianceCoverage(0, 0, weight, pairs);
        }
        double missing = 0;
        for (Map.Entry<Pattern, double[]> each :
                rows.fold(patterns(), CovarianceCoverage::merged).entrySet()) {
            missing += each.getValue()[0] * each.getKey().missing().length;
            for (int i : each.getKey().observed()) {
                for (int j : each.getKey().observed()) {
                    pairs[i][j] += each.getValue()[1];
                }
            }
        }
        return new CovarianceCoverage((long) missing, profile.blank(), weight, pairs);
    }

    /** Number and weight of the rows of each pattern, in the order in which they come. */
    private static BlockMap<double[], Map<Pattern, double[]>> patterns() {
        return most -> (number, tiles) -> {
            Map<Pattern, double[]> patterns = new LinkedHashMap<>();
            for (Block<double[]> tile : tiles) {
                for (int i = 0; i < tile.size(); i++) {
                    if (tile.weight(i) > 0) {
                        double[] of = patterns.computeIfAbsent(Pattern.of(tile.get(i)), p -> new double[2]);
                        of[0]++;
                        of[1] += tile.weight(i);
                    }
                }
            }
            return patterns;
        };
    }

    private static Map<Pattern, double[]> merged(Map<Pattern, double[]> left, Map<Pattern, double[]> right) {
        right.forEach((pattern, more) -> left.merge(pattern, more, (a, b) -> new double[] {a[0] + b[0], a[1] + b[1]}));
        return left;
    }

    /** Share of the rows, by weight, in which column j is observed. */
    public double share(int j) {
        return pairs[j][j] / weight;
    }

    /** The pair of columns that is observed together least, the first of those that tie; none of one column. */
    public Optional<Pair> least() {
        return all().stream().min(Comparator.comparingDouble(Pair::share));
    }

    /** Pairs of columns that are observed together least, rarest first, in the order of the columns where they tie. */
    public List<Pair> rarest(int most) {
        return all().stream()
                .sorted(Comparator.comparingDouble(Pair::share))
                .limit(most)
                .toList();
    }

    /** Pairs of columns that no row holds both of: no likelihood says anything of their covariance by itself. */
    public List<Pair> never() {
        return all().stream().filter(pair -> pair.share() == 0).toList();
    }

    /** Weight of the rows in which two columns are both observed, on average over pairs; of one column, of its own. */
    public double together() {
        return weight * all().stream().mapToDouble(Pair::share).average().orElse(share(0));
    }

    private List<Pair> all() {
        List<Pair> all = new ArrayList<>();
        for (int i = 0; i < pairs.length; i++) {
            for (int j = i + 1; j < pairs.length; j++) {
                all.add(new Pair(i, j, pairs[i][j] / weight));
            }
        }
        return all;
    }

    /** Whether there is anything to say. */
    public boolean isComplete() {
        return missing == 0 && blank == 0;
    }

    /**
     * Lines for a summary: how much is missing, where, and which pairs are never observed together; nothing of complete rows.
     *
     * @param columns names of the d columns
     * @param consequence what follows for the model where a pair is never observed, a clause such as {@code their covariance is
     *     not identified}
     */
    public String describe(List<String> columns, String consequence) {
        StringBuilder lines = new StringBuilder();
        if (missing > 0) {
            lines.append("values missing: ").append(missing).append("; likelihoods are of those that are there\n");
            lines.append(byColumn(columns));
            least().ifPresent(pair -> lines.append("least often observed together: ")
                    .append(pair.name(columns))
                    .append(", in ")
                    .append(percent(pair.share()))
                    .append(" of the rows\n"));
        }
        if (blank > 0) {
            lines.append(blank).append(blank == 1 ? " row holds" : " rows hold").append(" no value, and ");
            lines.append(blank == 1 ? "does" : "do").append(" not count\n");
        }
        return lines.append(warning(columns, consequence)).toString();
    }

    /** A sentence on pairs that are never observed together, with a line's end; empty where there are none. */
    public String warning(List<String> columns, String consequence) {
        List<Pair> never = never();
        if (never.isEmpty()) {
            return "";
        }
        String more = never.size() > NAMED ? ", nor are " + (never.size() - NAMED) + " pairs more" : "";
        return never.stream()
                .limit(NAMED)
                .map(pair -> pair.name(columns))
                .collect(Collectors.joining("; ", "columns ", " are never observed in the same row" + more + ": "))
                .concat(consequence + "\n");
    }

    private String byColumn(List<String> columns) {
        int d = pairs.length;
        if (d <= LISTED) {
            return IntStream.range(0, d)
                    .mapToObj(j -> columns.get(j) + " " + percent(share(j)))
                    .collect(Collectors.joining(", ", "observed: ", "\n"));
        }
        int[] order = IntStream.range(0, d)
                .boxed()
                .sorted(Comparator.comparingDouble(this::share))
                .mapToInt(Integer::intValue)
                .toArray();
        String rarest = Arrays.stream(order)
                .limit(NAMED)
                .mapToObj(j -> columns.get(j) + " " + percent(share(j)))
                .collect(Collectors.joining(", "));
        return "observed: " + percent(share(order[0])) + " to " + percent(share(order[d - 1])) + " of the rows, least "
                + rarest + "\n";
    }

    /** A share in words, such as {@code 12.5 %}; what is not all is never rounded to it, nor what is not nothing. */
    public static String percent(double share) {
        if (share < 1 && share > 0.9995) {
            return "more than 99.9 %";
        }
        return share > 0 && share < 0.0005 ? "less than 0.1 %" : String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }
}
