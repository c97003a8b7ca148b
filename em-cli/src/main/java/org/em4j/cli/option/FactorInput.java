package org.em4j.cli.option;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.em4j.cli.large.Data;
import org.em4j.core.Execution;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.RowObservations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.inference.CovarianceCoverage;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.estimate.FactorSample;
import org.em4j.factor.estimate.ReferenceModels;
import org.em4j.factor.report.FactorModel;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.rotate.Rotation;
import org.em4j.factor.start.MeanImputedMoments;
import org.em4j.io.Table;

/**
 * What a factor analysis is given: rows, or a matrix and the number of observations behind it.
 *
 * @param columns names of the d columns
 * @param moments mean and covariance; a matrix brings no mean, and counts as if it were zero
 * @param rows wherever they lie; empty where a matrix was given
 * @param coverage what of them is observed; empty where a matrix was given
 * @param incomplete what rows with gaps are tested against; empty where there are none
 * @param kind what the file holds
 * @param note a line on how a matrix was read, if there is one to say
 */
public record FactorInput(
        List<String> columns,
        Moments moments,
        Optional<RowObservations> rows,
        Optional<CovarianceCoverage> coverage,
        Optional<ReferenceModels> incomplete,
        FactorSolution.Input kind,
        String note) {
    /** What is said of two columns that no row holds both of. */
    public static final String NEVER = "the factors alone say what their covariance is, and no test sees it";

    /**
     * Rows, of which at least two say something; with gaps their moments are those of {@link ReferenceModels}, if it is determined.
     * Rows without value or weight are left out here, so that they change nothing.
     */
    public static FactorInput of(Table table) {
        return of(table.columns(), table.rows());
    }

    /** Rows wherever they lie; they have to be in memory where values are missing. */
    static FactorInput of(Data data, Execution execution) {
        if (data.rows() instanceof Rows here) {
            return of(data.columns(), here);
        }
        FactorSample sample = FactorSample.of(data.rows(), execution);
        return new FactorInput(
                data.columns(),
                sample.moments(),
                Optional.of(data.rows()),
                Optional.of(CovarianceCoverage.of(data.rows())),
                Optional.empty(),
                FactorSolution.Input.DATA,
                "");
    }

    private static FactorInput of(List<String> columns, Rows all) {
        Rows rows = all.informative();
        if (rows.size() < 2) {
            throw new InvalidDataException("one row has no variance to analyse; give at least two");
        }
        requireData(rows, "say --input correlation or covariance, and --observations");
        if (rows.gaps() == 0) {
            return new FactorInput(
                    columns,
                    Moments.of(rows),
                    Optional.of(rows),
                    Optional.of(CovarianceCoverage.of(all)),
                    Optional.empty(),
                    FactorSolution.Input.DATA,
                    "");
        }
        if (rows.columns() < 2) {
            throw new InvalidDataException("one column has nothing in common with others; give at least two");
        }
        Optional<ReferenceModels> saturated = unrestricted(rows);
        return new FactorInput(
                columns,
                saturated.map(ReferenceModels::moments).orElseGet(() -> MeanImputedMoments.of(rows)),
                Optional.of(rows),
                Optional.of(CovarianceCoverage.of(all)),
                saturated,
                FactorSolution.Input.DATA,
                "");
    }

    /** Rows as probabilistic PCA starts from them: with means in the place of what is missing. Those without value or weight are left out. */
    public static FactorInput imputed(Table table) {
        Rows rows = table.rows().informative();
        requireData(rows, "say --input correlation or covariance, and --observations");
        return new FactorInput(
                table.columns(),
                MeanImputedMoments.of(rows),
                Optional.of(rows),
                Optional.of(CovarianceCoverage.of(table.rows())),
                Optional.empty(),
                FactorSolution.Input.DATA,
                "");
    }

    /**
     * Refuses a matrix.
     *
     * @param remedy what to do with one instead
     */
    public static void requireData(Rows rows, String remedy) {
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
    private static Optional<ReferenceModels> unrestricted(Rows rows) {
        try {
            return Optional.of(ReferenceModels.of(rows));
        } catch (DegenerateException e) {
            return Optional.empty();
        }
    }

    /** How many rows there are, or were behind a matrix. */
    public long observations() {
        return rows.map(some -> some.profile().informative()).orElse((long) moments.weight());
    }

    /** Whether values are missing. */
    public boolean hasGaps() {
        return rows.isPresent() && rows.get().profile().gaps() > 0;
    }

    /** What is fitted. */
    public FactorSample sample() {
        return rows.map(some -> FactorSample.of(some, moments)).orElseGet(() -> FactorSample.of(moments));
    }

    /** What models are tested against; nothing where the sample covariance is singular. */
    public Optional<ReferenceModels> saturated() {
        if (hasGaps()) {
            return incomplete;
        }
        try {
            return Optional.of(ReferenceModels.of(moments));
        } catch (NotPositiveDefiniteException e) {
            return Optional.empty();
        }
    }

    /** Lines on what is missing, and on how a matrix was read, if there is anything to say. */
    public String notes() {
        String lines = note + coverage.map(c -> c.describe(columns, NEVER)).orElse("");
        return lines.isEmpty() ? "" : "\n" + lines;
    }

    /** The same as JSON. */
    public void notes(ObjectNode json) {
        coverage.ifPresent(c -> CoverageJson.put(json, c, columns));
        if (!note.isEmpty()) {
            json.put("note", note.strip());
        }
    }

    /** The solution that an estimate is. */
    public FactorSolution solution(FactorEstimate estimate, Optional<Rotation> rotation, Execution execution) {
        return FactorSolution.of(estimate, moments, kind, saturated(), rotation, execution);
    }

    /** The rows, if they are in memory. */
    public Optional<Rows> here() {
        return rows.filter(Rows.class::isInstance).map(Rows.class::cast);
    }

    /** Rows in memory to have scores, what is missing as a model expects it; none of a matrix, or a file. */
    public Optional<Rows> complete(FactorParameters theta) {
        return here().map(r -> r.gaps() == 0 ? r : Rows.of(new FactorModel(theta).impute(r)));
    }

    /** A matrix made from so many observations, which its digits do not forbid; with its covariances divided as said. */
    public static FactorInput of(PrintedMatrix matrix, int observations, MatrixOptions.Divisor divisor) {
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
