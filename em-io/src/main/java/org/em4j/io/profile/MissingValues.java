package org.em4j.io.profile;

import java.util.List;
import java.util.Optional;
import org.em4j.core.inference.CovarianceCoverage;

/**
 * Which values of a table are missing; columns without any value are left aside.
 *
 * @param columns names of the columns that hold something
 * @param values number of missing values
 * @param complete weight of the rows that lack none: their number where they are not weighted
 * @param patterns of the other rows, the most frequent first
 * @param hasMore whether there are more patterns than were counted
 * @param coverage how often pairs of these columns are observed together; none of very many columns
 */
public record MissingValues(
        List<String> columns,
        long values,
        double complete,
        List<Gap> patterns,
        boolean hasMore,
        Optional<CovarianceCoverage> coverage) {
    /**
     * Columns that are missing together.
     *
     * @param columns their names
     * @param weight of the rows that lack these and no others
     */
    public record Gap(List<String> columns, double weight) {
        /** Copies the list. */
        public Gap {
            columns = List.copyOf(columns);
        }
    }

    /** Copies the lists. */
    public MissingValues {
        columns = List.copyOf(columns);
        patterns = List.copyOf(patterns);
    }
}
