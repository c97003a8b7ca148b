package org.em4j.gallery.mixed;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.em4j.core.data.Rows;

/**
 * A table of answers beside what latent classes expect of it (Goodman 1974): how often each pattern of answers was given, against
 * {@code N p(pattern)}.
 *
 * @param deviance {@code G² = 2 Σ n log(n / N p)}, of the likelihood ratio
 * @param pearson {@code X² = Σ (n - N p)² / N p}, over all patterns that there could be
 * @param seen number of patterns that were seen
 * @param possible number of patterns that there could be
 */
public record AnswerPatterns(double deviance, double pearson, int seen, double possible) {
    /**
     * Of rows whose columns are all categorical; nothing of others, or if values are missing.
     *
     * @param logDensities of the rows {@code (n)}
     */
    public static Optional<AnswerPatterns> of(MixedColumns columns, Rows rows, double[] logDensities) {
        boolean isTable = rows.gaps() == 0
                && columns.columns().stream().allMatch(column -> column.kind() == Column.Kind.CATEGORICAL);
        if (!isTable) {
            return Optional.empty();
        }
        Map<List<Double>, double[]> patterns = new LinkedHashMap<>(); // how often, and the log density
        for (int i = 0; i < logDensities.length; i++) {
            List<Double> pattern = Arrays.stream(rows.get(i)).boxed().toList();
            double logDensity = logDensities[i];
            patterns.computeIfAbsent(pattern, p -> new double[] {0, logDensity})[0] += rows.weight(i);
        }
        double n = rows.totalWeight();
        double deviance = 0;
        double pearson = 0;
        double expectedOfSeen = 0;
        for (double[] pattern : patterns.values()) {
            double expected = n * Math.exp(pattern[1]);
            expectedOfSeen += expected;
            deviance += pattern[0] > 0 ? 2 * pattern[0] * (Math.log(pattern[0] / n) - pattern[1]) : 0;
            pearson += expected > 0 ? (pattern[0] - expected) * (pattern[0] - expected) / expected : 0;
        }
        int seen = (int)
                patterns.values().stream().filter(pattern -> pattern[0] > 0).count();
        double possible = columns.columns().stream()
                .mapToDouble(column -> column.categories().size())
                .reduce(1, (a, b) -> a * b);
        return Optional.of(new AnswerPatterns(deviance, pearson + Math.max(0, n - expectedOfSeen), seen, possible));
    }

    /** Degrees of freedom of both, of so many free parameters; none or less where the classes say more than the table. */
    public double degrees(int free) {
        return possible - 1 - free;
    }
}
