package org.em4j.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.em4j.core.data.Coverage;
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
 * @param coverage what of them is observed; empty where a matrix was given
 * @param incomplete what rows with gaps are tested against; empty where there are none
 * @param kind what the file holds
 * @param note a line on how a matrix was read, if there is one to say
 */
record FactorInput(
        List<String> columns,
        Moments moments,
        Optional<Rows> rows,
        Optional<Coverage> coverage,
        Optional<Saturated> incomplete,
        FactorSolution.Input kind,
        String note) {
    /** What is said of two columns that no row holds both of. */
    static final String NEVER = "the factors alone say what their covariance is, and no test sees it";

    /**
     * Rows, of which at least two say something; with gaps their moments are those of {@link Saturated}, if it is determined.
     * Rows without value or weight are left out here, so that they change nothing.
     */
    static FactorInput of(Table table) {
        Rows rows = table.rows().informative();
        if (rows.size() < 2) {
            throw new InvalidDataException("one row has no variance to analyse; give at least two");
        }
        requireData(rows, "say --input correlation or covariance, and --observations");
        if (rows.gaps() == 0) {
            return new FactorInput(
                    table.columns(),
                    Moments.of(rows),
                    Optional.of(rows),
                    Optional.of(Coverage.of(table.rows())),
                    Optional.empty(),
                    FactorSolution.Input.DATA,
                    "");
        }
        if (rows.columns() < 2) {
            throw new InvalidDataException("one column has nothing in common with others; give at least two");
        }
        Optional<Saturated> saturated = unrestricted(rows);
        return new FactorInput(
                table.columns(),
                saturated.map(Saturated::moments).orElseGet(() -> StartMoments.of(rows)),
                Optional.of(rows),
                Optional.of(Coverage.of(table.rows())),
                saturated,
                FactorSolution.Input.DATA,
                "");
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

    /** Lines on what is missing, and on how a matrix was read, if there is anything to say. */
    String notes() {
        String lines = note + coverage.map(c -> c.describe(columns, NEVER)).orElse("");
        return lines.isEmpty() ? "" : "\n" + lines;
    }

    /** The same as JSON. */
    void notes(ObjectNode json) {
        coverage.ifPresent(c -> CoverageJson.put(json, c, columns));
        if (!note.isEmpty()) {
            json.put("note", note.strip());
        }
    }

    /** The solution that an estimate is. */
    FactorSolution solution(Estimate estimate, Optional<Rotation> rotation) {
        return FactorSolution.of(estimate, moments, kind, saturated(), rotation);
    }

    /** Rows to have scores, what is missing as a model expects it; none of a matrix. */
    Optional<Rows> complete(FactorParameters theta) {
        return rows.map(r -> r.gaps() == 0 ? r : Rows.of(new FactorModel(theta).impute(r)));
    }

    /** A matrix made from so many observations, which its digits do not forbid; with its covariances divided as said. */
    static FactorInput of(PrintedMatrix matrix, int observations, MatrixOptions.Divisor divisor) {
        if (observations < 2) {
            throw new InvalidDataException("a " + PrintedMatrix.name(matrix.kind())
                    + " matrix does not say how many rows it was made from; say so with --observations, at least 2");
        }
        Optional<String> digits = matrix.requirePossible();
        boolean rescaled =
                matrix.kind() == FactorSolution.Input.COVARIANCE && divisor == MatrixOptions.Divisor.N_MINUS_1;
        double factor = rescaled ? (observations - 1.0) / observations : 1;
        double[][] covariance = Arrays.stream(matrix.entries())
                .map(row -> Arrays.stream(row).map(c -> factor * c).toArray())
                .toArray(double[][]::new);
        String note = digits.orElse("")
                + (rescaled
                        ? "covariances were taken for sums divided by n - 1 = " + (observations - 1)
                                + ", and brought to n; a matrix divided by n is read with --divisor n\n"
                        : "");
        return new FactorInput(
                matrix.columns(),
                Moments.of(observations, new double[covariance.length], covariance),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                matrix.kind(),
                note);
    }
}
