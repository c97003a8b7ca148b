package org.em4j.gmm.start;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.em4j.core.Interruption;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.RowObservations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.DiagonalMoments;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.model.Imputer;

/**
 * Rows whose gaps are filled with draws from one normal distribution that is fitted to all: something to find clusters in, where
 * a fit may start.
 *
 * @param rows the data
 * @param normal fitted to them; none where nothing is missing
 */
public record GaussianImputation(Rows rows, Optional<FullNormal> normal) {
    private static final int STEPS = 100;

    /** Standard errors: what is filled in is drawn, and scatters by far more. */
    private static final double ENOUGH = 0.01;

    /**
     * Fits the distribution.
     *
     * @throws InvalidDataException if a column has no value at all
     * @throws org.em4j.core.model.DegenerateException if a column does not vary
     */
    public static GaussianImputation of(Rows rows) {
        return new GaussianImputation(rows, normal(rows));
    }

    /** The distribution of rows, where values are missing. */
    private static Optional<FullNormal> normal(RowObservations rows) {
        if (rows.profile().gaps() == 0) {
            return Optional.empty();
        }
        Em em = new Em().maxIterations(STEPS).until(StoppingRule.distance(ENOUGH));
        FullNormal normal =
                em.fit(new Gaussian(rows.columns()), rows, byColumn(rows)).theta();
        Interruption.check();
        return Optional.of(normal);
    }

    /** Moments of the rows, as the distribution has them where values are missing. */
    public Moments moments() {
        return moments(rows, normal);
    }

    /**
     * Moments of rows wherever they lie, as the distribution that is fitted to all has them where values are missing.
     *
     * @throws InvalidDataException if a column has no value at all
     * @throws org.em4j.core.model.DegenerateException if a column does not vary
     */
    public static Moments moments(RowObservations rows) {
        return moments(rows, normal(rows));
    }

    private static Moments moments(RowObservations rows, Optional<FullNormal> normal) {
        return normal.map(all -> Moments.of(rows.totalWeight(), all.mean(), all.covariance()))
                .orElseGet(() -> Moments.of(rows));
    }

    /** The rows, what is missing drawn given the rest; those that say nothing are filled with means, and take no draw from others. */
    public Rows drawn(RandomGenerator random) {
        if (normal.isEmpty()) {
            return rows;
        }
        FullNormal all = normal.get();
        Imputer<double[]> imputer = new Gaussian(rows.columns()).imputer(all).orElseThrow();
        double[][] filled = new double[rows.size()][];
        double[] weights = new double[rows.size()];
        for (int i = 0; i < filled.length; i++) {
            weights[i] = rows.weight(i);
            filled[i] = weights[i] > 0 ? imputer.impute(rows.get(i), random) : completed(rows.get(i), all.mean());
        }
        return Rows.of(filled).weighted(weights);
    }

    private static double[] completed(double[] row, double[] mean) {
        Arrays.setAll(row, j -> Double.isNaN(row[j]) ? mean[j] : row[j]);
        return row;
    }

    /** The columns' own means and variances. */
    private static FullNormal byColumn(RowObservations rows) {
        DiagonalMoments[] columns = DiagonalMoments.ofObserved(rows);
        double[] mean = new double[columns.length];
        double[][] covariance = new double[columns.length][columns.length];
        for (int j = 0; j < columns.length; j++) {
            if (columns[j].weight() == 0) {
                throw new InvalidDataException("column " + (j + 1) + " has no value; leave it out");
            }
            mean[j] = columns[j].mean()[0];
            covariance[j][j] = columns[j].scatter()[0] / columns[j].weight();
        }
        return FullNormal.of(mean, covariance);
    }
}
