package org.em4j.cli.option;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.linalg.Spectrum;
import org.em4j.factor.report.FactorSolution;
import org.em4j.io.Table;

/**
 * A covariance or correlation matrix as it was printed: so many digits, and what they leave open.
 *
 * @param columns names of the d columns
 * @param entries {@code (d x d)}, symmetric
 * @param kind covariances or correlations
 */
record PrintedMatrix(List<String> columns, double[][] entries, FactorSolution.Input kind) {
    /** Off the symmetry, or off the diagonal of a correlation matrix, by more than printing explains. */
    private static final double ROUNDED = 1e-4;

    /** Of more columns the few that disagree are not looked for: that takes an eigenvalue for each. */
    private static final int SEARCHED = 60;

    /** Some columns of a matrix whose rows are in the order of its columns, or have their names; a triangle is enough. */
    static PrintedMatrix of(Table table, List<String> columns, FactorSolution.Input kind) {
        int d = table.columns().size();
        if (table.rows().size() != d) {
            throw new InvalidDataException("a " + name(kind) + " matrix has as many rows as columns, not "
                    + table.rows().size() + " and " + d + "; rows of data are read with --input data");
        }
        int[] places = columns.stream().mapToInt(table.columns()::indexOf).toArray();
        int[] rows = rows(table);
        double[][] entries = new double[places.length][places.length];
        for (int i = 0; i < places.length; i++) {
            for (int j = 0; j < places.length; j++) {
                entries[i][j] = entry(table, rows, places[i], places[j], kind);
            }
        }
        return new PrintedMatrix(columns, entries, kind);
    }

    /** By column, the row of its name, or of its place where rows have no names. */
    private static int[] rows(Table table) {
        List<String> names = table.rowNames();
        if (!names.isEmpty() && !new HashSet<>(names).equals(new HashSet<>(table.columns()))) {
            throw new InvalidDataException("the rows of a matrix have the names of its columns, "
                    + String.join(", ", table.columns()) + ", not " + String.join(", ", names));
        }
        return IntStream.range(0, table.columns().size())
                .map(j -> names.isEmpty() ? j : names.indexOf(table.columns().get(j)))
                .toArray();
    }

    /** Entry (i, j), checked: the mean of it and its mirror image. */
    private static double entry(Table table, int[] rows, int i, int j, FactorSolution.Input kind) {
        double one = table.rows().get(rows[i], j);
        double other = table.rows().get(rows[j], i);
        double a = Double.isNaN(one) ? other : one;
        double b = Double.isNaN(other) ? one : other;
        double scale =
                Math.sqrt(Math.abs(table.rows().get(rows[i], i) * table.rows().get(rows[j], j)));
        String where = table.columns().get(j);
        if (Double.isNaN(a)) {
            throw new InvalidDataException(i + 1, where, "no number, nor in its mirror image; give one of both");
        }
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

    static String name(FactorSolution.Input kind) {
        return kind == FactorSolution.Input.CORRELATION ? "correlation" : "covariance";
    }

    /**
     * A sentence on an eigenvalue below zero that the digits explain; none where there is no such eigenvalue. By Weyl's
     * inequality rounding moves no eigenvalue further than the largest row sum of the roundings, on the scale of correlations.
     *
     * @throws InvalidDataException if one lies further below zero, naming columns that cannot be as they are
     */
    Optional<String> requirePossible() {
        int[] all = IntStream.range(0, columns.size()).toArray();
        if (Arrays.stream(all).anyMatch(j -> !(entries[j][j] > 0))) {
            return Optional.empty(); // a column that does not vary is named where it is used
        }
        double[][] roundings = roundings();
        double least = least(all);
        double explained = explained(all, roundings);
        if (least >= -explained) {
            return least >= 0
                    ? Optional.empty()
                    : Optional.of(String.format(
                            Locale.ROOT,
                            "the smallest eigenvalue of the correlations is %.2g; rounding of printed entries explains down to %.2g\n",
                            least,
                            -explained));
        }
        int[] few = all.length > SEARCHED ? all : disagreeing(all, roundings);
        String which = few.length < all.length
                ? "that of columns " + Arrays.stream(few).mapToObj(columns::get).collect(Collectors.joining(", "))
                : "it";
        throw new InvalidDataException(String.format(
                Locale.ROOT,
                "no data have this %s matrix: %s has an eigenvalue of %.4f%s, where rounding of its entries explains %.2g at"
                        + " most; correct it, or fit the rows (with --missing, if each entry was made of other rows)",
                name(kind),
                which,
                least(few),
                kind == FactorSolution.Input.CORRELATION ? "" : " on the scale of correlations",
                -explained(few, roundings)));
    }

    /** How far each entry may be from what was printed, as a correlation {@code (d x d)}: half a unit of its last digit. */
    private double[][] roundings() {
        int d = columns.size();
        int decimals = 0;
        int digits = 1;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < i; j++) {
                BigDecimal printed = printed(i, j);
                decimals = Math.max(decimals, printed.scale());
                digits = Math.max(digits, printed.precision());
            }
        }
        double[][] roundings = new double[d][d];
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                BigDecimal printed = printed(i, j);
                double unit = Math.pow(10, Math.max(-decimals, printed.precision() - printed.scale() - digits));
                boolean exact = i == j && kind == FactorSolution.Input.CORRELATION;
                roundings[i][j] = exact ? 0 : unit / 2 / Math.sqrt(entries[i][i] * entries[j][j]);
            }
        }
        return roundings;
    }

    private BigDecimal printed(int i, int j) {
        return new BigDecimal(Double.toString(entries[i][j])).stripTrailingZeros();
    }

    private double least(int[] block) {
        double[][] r = new double[block.length][block.length];
        for (int i = 0; i < block.length; i++) {
            for (int j = 0; j < block.length; j++) {
                r[i][j] = entries[block[i]][block[j]]
                        / Math.sqrt(entries[block[i]][block[i]] * entries[block[j]][block[j]]);
            }
        }
        double[] eigenvalues = Spectrum.of(new Array2DRowRealMatrix(r, false)).values();
        return Arrays.stream(eigenvalues).min().orElseThrow();
    }

    /** What rounding explains: that of printing, and that of finding eigenvalues, a few units of the last place a column. */
    private static double explained(int[] block, double[][] roundings) {
        double most = 0;
        for (int i : block) {
            most = Math.max(
                    most, Arrays.stream(block).mapToDouble(j -> roundings[i][j]).sum());
        }
        return most + 16 * block.length * Math.ulp(1.0);
    }

    /** Columns of which none can be left out without the rest being possible. */
    private int[] disagreeing(int[] all, double[][] roundings) {
        List<Integer> kept = new ArrayList<>(Arrays.stream(all).boxed().toList());
        for (Integer j : all) {
            int[] without =
                    kept.stream().filter(k -> !k.equals(j)).mapToInt(k -> k).toArray();
            if (without.length > 1 && least(without) < -explained(without, roundings)) {
                kept.remove(j);
            }
        }
        return kept.stream().mapToInt(k -> k).toArray();
    }
}
