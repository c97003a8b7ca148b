package org.em4j.core.data;

import java.io.Serializable;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.linalg.Sum;

/**
 * What one look at all rows shows: how many there are, what of them is observed, and the range of each column, which decides
 * whether its squares can be summed. Parts of the data have profiles of their own, which {@link #merge}. Mutable.
 */
public final class RowProfile implements Serializable {
    private static final long serialVersionUID = 1;

    private final double[] least;
    private final double[] most;
    private final Sum weight = new Sum();
    private long rows;
    private long informative;
    private long blank;
    private long gaps;
    private long missing;

    /** Of no rows, of so many columns. */
    public RowProfile(int columns) {
        least = new double[columns];
        most = new double[columns];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
    }

    /**
     * One that was written down.
     *
     * @param ranges {@code (2 x d)}: the least values, then the largest
     * @param counts of rows, of those that say something, of those of which nothing is observed, and of missing values
     * @param weight of the rows that say something
     */
    public static RowProfile of(double[][] ranges, long[] counts, double weight) {
        RowProfile profile = new RowProfile(ranges[0].length);
        System.arraycopy(ranges[0], 0, profile.least, 0, profile.least.length);
        System.arraycopy(ranges[1], 0, profile.most, 0, profile.most.length);
        profile.rows = counts[0];
        profile.informative = counts[1];
        profile.blank = counts[2];
        profile.gaps = counts[3];
        profile.missing = counts[3] - counts[2] * profile.least.length;
        profile.weight.add(weight);
        return profile;
    }

    /** Adds the row {@code (d)} that begins at a place of an array. */
    public void add(double[] values, int at, double w) {
        int gone = 0;
        for (int j = 0; j < least.length; j++) {
            double x = values[at + j];
            least[j] = x < least[j] ? x : least[j]; // what is missing is not less
            most[j] = x > most[j] ? x : most[j];
            gone += Double.isNaN(x) ? 1 : 0;
        }
        rows++;
        gaps += gone;
        if (gone == least.length) {
            blank++;
        } else if (w > 0) {
            informative++;
            missing += gone;
            weight.add(w);
        }
    }

    /** Adds what another part of the data showed; that stays as it is. */
    public RowProfile merge(RowProfile other) {
        for (int j = 0; j < least.length; j++) {
            least[j] = Math.min(least[j], other.least[j]);
            most[j] = Math.max(most[j], other.most[j]);
        }
        rows += other.rows;
        informative += other.informative;
        blank += other.blank;
        gaps += other.gaps;
        missing += other.missing;
        weight.add(other.weight);
        return this;
    }

    /** Number of rows. */
    public long rows() {
        return rows;
    }

    /** Number of rows that say something: of positive weight, with a value observed. */
    public long informative() {
        return informative;
    }

    /** Number of rows of which nothing is observed. */
    public long blank() {
        return blank;
    }

    /** Number of missing values. */
    public long gaps() {
        return gaps;
    }

    /** How many rows and columns there are and what of them is missing, such as {@code 150 rows x 4 columns, weighted}. */
    public String describe(boolean isWeighted) {
        long weightless = rows - blank - informative;
        return informative + " rows x " + least.length + " columns" + (isWeighted ? ", weighted" : "")
                + (missing == 0 ? "" : ", " + missing + " values missing")
                + (blank == 0 ? "" : ", and " + blank + " without any value")
                + (weightless == 0 ? "" : ", and " + weightless + " of weight 0");
    }

    /** Weight of the rows that say something. */
    public double weight() {
        return weight.value();
    }

    /** Least value of column j; positive infinity where all are missing. */
    public double least(int j) {
        return least[j];
    }

    /** Largest value of column j; negative infinity where all are missing. */
    public double most(int j) {
        return most[j];
    }

    /** Refuses a sum of weights, from the column {@code source}, of which shares cannot be summed. */
    public static void requireTotal(double total, String source) {
        // Below this the roundings of sums of weights are less than the least double, and shares of them are lost.
        if (total < Double.MIN_NORMAL / Math.ulp(1.0) || Double.isInfinite(total)) {
            throw new InvalidDataException(0, source, "the weights sum to " + total + "; rescale them");
        }
    }

    /**
     * Refuses columns whose squared deviations, summed, are infinite, or whose largest one is below normal range.
     *
     * @param names of the d columns
     * @throws InvalidDataException with the column, and what to divide or multiply it by
     */
    public void requireSquarable(List<String> names) {
        for (int j = 0; j < least.length; j++) {
            requireSquarable(j, names.get(j), Math.max(1, weight()));
        }
    }

    private void requireSquarable(int j, String column, double total) {
        double size = Math.max(-least[j], most[j]);
        double spread = most[j] - least[j];
        if (spread >= 0 && (Double.isInfinite(total * size) || Double.isInfinite(total * spread * spread))) {
            String remedy = " overflow when squared and summed; divide the column by 1e" + exponent(size);
            throw new InvalidDataException(0, column, "values up to " + brief(size) + remedy);
        }
        if (spread > 0 && spread * spread < Double.MIN_NORMAL) {
            String remedy = " vanish when squared; multiply the column by 1e" + -exponent(spread);
            throw new InvalidDataException(0, column, "differences as small as " + brief(spread) + remedy);
        }
    }

    /** Two digits are enough to recognise a value by: {@code 6.7e160}. */
    private static String brief(double x) {
        return new BigDecimal(x)
                .round(new MathContext(2))
                .toString()
                .replace("E+", "e")
                .replace('E', 'e');
    }

    private static int exponent(double x) {
        BigDecimal exact = new BigDecimal(x);
        return exact.precision() - exact.scale() - 1;
    }
}
