package org.em4j.cli;

import java.util.List;
import java.util.Optional;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Observations;
import org.em4j.core.data.Rows;
import org.em4j.core.data.Table;
import org.em4j.core.fit.EmMap;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Moments;
import org.em4j.factor.Estimate;
import org.em4j.factor.Estimation;
import org.em4j.factor.FactorModel;
import org.em4j.factor.FactorMoments;
import org.em4j.factor.FactorParameters;
import org.em4j.factor.FactorSolution;
import org.em4j.factor.MomentMap;
import org.em4j.factor.Rotation;
import org.em4j.factor.Saturated;
import org.em4j.factor.Scores;
import org.em4j.factor.StartMoments;

/**
 * What a factor analysis is given: rows, or a matrix and the number of observations behind it.
 *
 * @param columns names of the d columns
 * @param moments mean and covariance; a matrix brings no mean, and counts as if it were zero
 * @param rows empty where a matrix was given
 * @param incomplete what rows with gaps are tested against; empty where there are none
 * @param kind what the file holds
 */
record FactorInput(
        List<String> columns,
        Moments moments,
        Optional<Rows> rows,
        Optional<Saturated> incomplete,
        FactorSolution.Input kind) {
    /** Off the symmetry, or off the diagonal of a correlation matrix, by more than printing explains. */
    private static final double ROUNDED = 1e-4;

    /** Rows, of which there are at least two; with gaps their moments are those of {@link Saturated}, if it is determined. */
    static FactorInput of(Table table) {
        Rows rows = table.rows();
        if (rows.size() < 2) {
            throw new InvalidDataException("one row has no variance to analyse; give at least two");
        }
        requireData(rows, "say --input correlation or covariance, and --observations");
        if (rows.gaps() == 0) {
            return new FactorInput(
                    table.columns(), Moments.of(rows), Optional.of(rows), Optional.empty(), FactorSolution.Input.DATA);
        }
        if (rows.columns() < 2) {
            throw new InvalidDataException("one column has nothing in common with others; give at least two");
        }
        Optional<Saturated> saturated = unrestricted(rows);
        return new FactorInput(
                table.columns(),
                saturated.map(Saturated::moments).orElseGet(() -> StartMoments.of(rows)),
                Optional.of(rows),
                saturated,
                FactorSolution.Input.DATA);
    }

    /**
     * Refuses a matrix.
     *
     * @param remedy what to do with one instead
     */
    static void requireData(Rows rows, String remedy) {
        if (isMatrix(rows)) {
            throw new InvalidDataException(
                    "the rows are a symmetric matrix of its " + rows.columns() + " columns, not data; " + remedy);
        }
    }

    /** As many rows as columns, the one the other's mirror image: no data are like that by chance. */
    private static boolean isMatrix(Rows rows) {
        int d = rows.columns();
        boolean mirrored = rows.size() == d && d > 2;
        for (int i = 0; mirrored && i < d; i++) {
            for (int j = 0; j < i; j++) {
                mirrored &= rows.get(i, j) == rows.get(j, i);
            }
        }
        return mirrored;
    }

    /** Nothing where the values that are there do not determine it: a factor model may still be. */
    private static Optional<Saturated> unrestricted(Rows rows) {
        try {
            return Optional.of(Saturated.of(rows));
        } catch (DegenerateException e) {
            return Optional.empty();
        }
    }

    /** Whether values are missing. */
    boolean hasGaps() {
        return rows.isPresent() && rows.get().gaps() > 0;
    }

    /** The estimate, on threads. */
    Estimate estimate(Estimation estimation, int threads) {
        if (rows.isEmpty()) {
            return estimation.of(moments);
        }
        Observations<double[]> data = rows.get().threads(threads);
        return hasGaps() ? estimation.ofIncomplete(data, moments) : estimation.of(data, moments);
    }

    /** EM for a factor model, on moments where these say all that the rows do. */
    EmMap<FactorParameters> map(LatentModel<double[], FactorParameters, Scores, FactorMoments> model, int threads) {
        if (rows.isEmpty()) {
            return new MomentMap(model, moments);
        }
        Observations<double[]> data = rows.get().threads(threads);
        return hasGaps() ? EmMap.of(model, data) : MomentMap.of(model, data, moments);
    }

    /** What models are tested against; nothing where the sample covariance is singular. */
    Optional<Saturated> saturated() {
        if (hasGaps()) {
            return incomplete;
        }
        try {
            return Optional.of(Saturated.of(moments));
        } catch (NotPositiveDefiniteException e) {
            return Optional.empty();
        }
    }

    /** A sentence on what is missing, if anything is. */
    String gaps() {
        return hasGaps()
                ? "\nvalues missing: " + rows.orElseThrow().gaps() + "; likelihoods are of those that are there\n"
                : "";
    }

    /** The solution that an estimate is. */
    FactorSolution solution(Estimate estimate, Optional<Rotation> rotation) {
        return FactorSolution.of(estimate, moments, kind, saturated(), rotation);
    }

    /** Rows to have scores, what is missing as a model expects it; none of a matrix. */
    Optional<Rows> complete(FactorParameters theta) {
        return rows.map(r -> r.gaps() == 0 ? r : Rows.of(new FactorModel(theta).impute(r)));
    }

    /** Some columns, none for all, of a matrix whose rows are in the order of its columns. */
    static FactorInput of(Table table, List<String> chosen, FactorSolution.Input kind, int observations) {
        int d = table.columns().size();
        if (table.rows().size() != d) {
            throw new InvalidDataException("a " + name(kind) + " matrix has as many rows as columns, not "
                    + table.rows().size() + " and " + d + "; rows of data are read with --input data");
        }
        if (observations < 2) {
            throw new InvalidDataException("a " + name(kind)
                    + " matrix does not say how many rows it was made from; say so with --observations, at least 2");
        }
        List<String> columns = chosen.isEmpty() ? table.columns() : chosen;
        int[] places = columns.stream().mapToInt(c -> place(table, c)).toArray();
        double[][] matrix = new double[places.length][places.length];
        for (int i = 0; i < places.length; i++) {
            for (int j = 0; j < places.length; j++) {
                matrix[i][j] = entry(table, places[i], places[j], kind);
            }
        }
        return new FactorInput(
                columns,
                Moments.of(observations, new double[places.length], matrix),
                Optional.empty(),
                Optional.empty(),
                kind);
    }

    private static int place(Table table, String column) {
        int place = table.columns().indexOf(column);
        if (place < 0) {
            throw new InvalidDataException(
                    0, column, "not in the file; its columns are " + String.join(", ", table.columns()));
        }
        return place;
    }

    /** Entry (i, j), checked: the mean of it and its mirror image. */
    private static double entry(Table table, int i, int j, FactorSolution.Input kind) {
        double a = table.rows().get(i, j);
        double b = table.rows().get(j, i);
        double scale = Math.sqrt(Math.abs(table.rows().get(i, i) * table.rows().get(j, j)));
        String where = table.columns().get(j);
        if (Math.abs(a - b) > ROUNDED * scale) {
            throw new InvalidDataException(
                    i + 1,
                    where,
                    a + ", but " + b + " in row " + (j + 1) + ", column \""
                            + table.columns().get(i) + "\"; a " + name(kind) + " matrix is symmetric");
        }
        if (kind == FactorSolution.Input.CORRELATION && i == j && Math.abs(a - 1) > ROUNDED) {
            throw new InvalidDataException(
                    i + 1, where, a + " on the diagonal of a correlation matrix; is it --input covariance?");
        }
        if (Math.abs(a) > scale * (1 + ROUNDED)) {
            throw new InvalidDataException(
                    i + 1, where, a + " is more than the variances of its columns admit; correct the matrix");
        }
        return (a + b) / 2;
    }

    private static String name(FactorSolution.Input kind) {
        return kind == FactorSolution.Input.CORRELATION ? "correlation" : "covariance";
    }
}
