package org.em4j.gmm.start;

import java.util.Arrays;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.em4j.core.Interruption;
import org.em4j.core.data.InvalidDataException;
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
        if (rows.gaps() == 0) {
            return new GaussianImputation(rows, Optional.empty());
        }
        Em em = new Em().maxIterations(STEPS).until(StoppingRule.distance(ENOUGH));
        Gaussian model = new Gaussian(rows.columns());
        FullNormal normal = em.fit(model, rows, byColumn(rows)).theta();
        Interruption.check();
        return new GaussianImputation(rows, Optional.of(normal));
    }

    /** Moments of the rows, as the distribution has them where values are missing. */
    public Moments moments() {
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
    private static FullNormal byColumn(Rows rows) {
        int d = rows.columns();
        double[] mean = new double[d];
        double[][] covariance = new double[d][d];
        for (int j = 0; j < d; j++) {
            DiagonalMoments column = null;
            for (int i = 0; i < rows.size(); i++) {
                double x = rows.get(i, j);
                if (!Double.isNaN(x) && rows.weight(i) > 0) {
                    column = column == null ? new DiagonalMoments(new double[] {x}) : column;
                    column.add(new double[] {x}, rows.weight(i));
                }
            }
            if (column == null) {
                throw new InvalidDataException("column " + (j + 1) + " has no value; leave it out");
            }
            mean[j] = column.mean()[0];
            covariance[j][j] = column.scatter()[0] / column.weight();
        }
        return FullNormal.of(mean, covariance);
    }
}
