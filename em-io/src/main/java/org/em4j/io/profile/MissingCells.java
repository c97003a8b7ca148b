package org.em4j.io.profile;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.em4j.core.inference.CovarianceCoverage;
import org.em4j.io.profile.MissingValues.Gap;

/** Which cells are missing, as rows come: patterns as long as they are not too many, and pairs of columns. */
final class MissingCells {
    /** More patterns are not told apart. */
    private static final int PATTERNS = 10_000;

    /** Of more columns, pairs are not counted. */
    private static final int COLUMNS = 300;

    private final int columns;
    private final Map<BitSet, double[]> patterns = new HashMap<>(); // to weights
    private final double[][] pairs; // weights of rows in which both are observed, of patterns that are not told apart
    private final BitSet seen = new BitSet(); // columns that hold something
    private long rows;
    private long values;
    private long blank;
    private double weight;
    private double complete;
    private boolean hasMore;

    MissingCells(int columns) {
        this.columns = columns;
        this.pairs = columns <= COLUMNS ? new double[columns][columns] : new double[0][];
    }

    /** Adds a row. */
    void add(BitSet missing, double w) {
        rows++;
        weight += w;
        if (seen.cardinality() < columns) {
            for (int j = missing.nextClearBit(0); j < columns; j = missing.nextClearBit(j + 1)) {
                seen.set(j);
            }
        }
        if (missing.isEmpty()) {
            complete += w;
            return;
        }
        int count = missing.cardinality();
        values += count;
        blank += count == columns ? 1 : 0;
        double[] known = patterns.get(missing);
        if (known != null) {
            known[0] += w;
        } else if (patterns.size() < PATTERNS || !missing.intersects(seen)) { // the second may prove to be complete
            patterns.put((BitSet) missing.clone(), new double[] {w});
        } else {
            hasMore = true;
            cover(missing, w);
        }
    }

    /** Counts the pairs that are observed in rows of a pattern. */
    private void cover(BitSet missing, double w) {
        for (int i = missing.nextClearBit(0); i < pairs.length; i = missing.nextClearBit(i + 1)) {
            for (int j = missing.nextClearBit(0); j < pairs.length; j = missing.nextClearBit(j + 1)) {
                pairs[i][j] += w;
            }
        }
    }

    /** What is missing of columns of these names, once all rows are there, without columns that hold nothing. */
    MissingValues missing(List<String> names) {
        BitSet empty = new BitSet();
        empty.set(0, columns);
        seen.stream().forEach(empty::clear);
        int[] kept = seen.stream().toArray();
        Map<BitSet, double[]> rest = new HashMap<>();
        patterns.forEach((missing, w) -> {
            BitSet others = (BitSet) missing.clone();
            others.andNot(empty);
            rest.put(others, w); // no two have the same: an empty column is missing in all of them
        });
        double[] only = rest.remove(new BitSet());
        List<Gap> gaps = rest.entrySet().stream()
                .map(e -> new Gap(e.getKey().stream().mapToObj(names::get).toList(), e.getValue()[0]))
                .sorted(Comparator.comparing(Gap::weight)
                        .reversed()
                        .thenComparing(gap -> gap.columns().size())
                        .thenComparing(gap -> String.join("\n", gap.columns())))
                .toList();
        return new MissingValues(
                Arrays.stream(kept).mapToObj(names::get).toList(),
                values - rows * empty.cardinality(),
                complete + (only == null ? 0 : only[0]),
                gaps,
                hasMore,
                coverage(kept));
    }

    private Optional<CovarianceCoverage> coverage(int... kept) {
        if (columns > COLUMNS) {
            return Optional.empty();
        }
        patterns.forEach((missing, w) -> cover(missing, w[0]));
        cover(new BitSet(), complete);
        double[][] theirs = Arrays.stream(kept)
                .mapToObj(i -> Arrays.stream(kept).mapToDouble(j -> pairs[i][j]).toArray())
                .toArray(double[][]::new);
        return Optional.of(new CovarianceCoverage(values - rows * (columns - kept.length), blank, weight, theirs));
    }
}
