package org.em4j.factor.estimate;

import java.util.Arrays;
import org.em4j.core.Interruption;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.accelerate.QuasiNewton;
import org.em4j.core.inference.CovarianceCoverage;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorConditional;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.ProbabilisticPca;
import org.em4j.factor.start.Correlations;
import org.em4j.factor.start.MeanImputedMoments;

/**
 * The two normal distributions that a factor model lies between: with any covariance at all, and with none between columns.
 * Of rows with gaps both are those of greatest likelihood for what is observed. Where no row holds both of two columns, that
 * is the same for a range of covariances between them, of which {@code moments} has one.
 *
 * @param moments weight, mean and covariance of the first
 * @param determined {@code (d x d)} the entries of its covariance that some row speaks of
 * @param logLikelihood of the first, in nats
 * @param independent log-likelihood of the second, in nats
 */
public record ReferenceModels(Moments moments, boolean[][] determined, double logLikelihood, double independent) {
    private static final Em TO_THE_END = new Em().maxIterations(20_000).accelerate(new QuasiNewton());

    /**
     * Of sample moments.
     *
     * @throws NotPositiveDefiniteException if the sample covariance is singular: then there is nothing to test against
     * @throws DegenerateException if a column does not vary
     */
    public static ReferenceModels of(Moments moments) {
        Correlations correlations = Correlations.of(moments);
        int d = moments.columns();
        double logDeterminant = Cholesky.of(correlations.flat(), d).logDeterminant(); // of R
        double independent = -0.5 * moments.weight() * d - correlations.constant(0);
        boolean[][] all = new boolean[d][d];
        for (boolean[] row : all) {
            Arrays.fill(row, true);
        }
        return new ReferenceModels(moments, all, independent - 0.5 * moments.weight() * logDeterminant, independent);
    }

    /** Number of pairs of columns of whose covariance no row says anything. */
    public int undetermined() {
        int pairs = 0;
        for (int i = 0; i < determined.length; i++) {
            for (int j = 0; j < i; j++) {
                pairs += determined[i][j] ? 0 : 1;
            }
        }
        return pairs;
    }

    /**
     * Of rows: with gaps, by EM for probabilistic PCA with all factors but one, which has any covariance, on columns of
     * standard deviation one, whatever their units.
     *
     * @throws NotPositiveDefiniteException if the rows are complete and their covariance is singular
     * @throws DegenerateException if a column does not vary, or the likelihood of what is observed has no maximum
     */
    public static ReferenceModels of(Rows rows) {
        if (rows.gaps() == 0) {
            return of(Moments.of(rows));
        }
        Moments start = MeanImputedMoments.of(rows);
        ProbabilisticPca any = new ProbabilisticPca(rows.columns(), rows.columns() - 1);
        Correlations scale = Correlations.of(start);
        Rows standardised = scale.standardised(rows);
        Fit<FactorParameters> fit = TO_THE_END.fit(any, standardised, any.solve(MeanImputedMoments.of(standardised)));
        Interruption.check();
        if (fit instanceof Fit.Degenerate<FactorParameters> degenerate) {
            throw new DegenerateException(degenerate.degeneracy());
        }
        FactorParameters theta = scale.inUnits(fit.theta());
        double independent = 0;
        double shift = 0; // of the standardised rows' log-likelihood
        for (int j = 0; j < rows.columns(); j++) {
            Moments observed = column(rows, j, scale.mean()[j]);
            independent -=
                    0.5 * observed.weight() * (FactorConditional.LOG_2PI + Math.log(observed.covariance()[0]) + 1);
            shift += observed.weight() * Math.log(scale.sd()[j]);
        }
        double[][] together = CovarianceCoverage.of(rows).pairs();
        boolean[][] determined = new boolean[together.length][together.length];
        for (int i = 0; i < together.length; i++) {
            for (int j = 0; j < together.length; j++) {
                determined[i][j] = together[i][j] > 0;
            }
        }
        return new ReferenceModels(
                Moments.of(start.weight(), theta.mean(), theta.covariance()),
                determined,
                fit.trace().last().logLikelihood() - shift,
                independent);
    }

    /** Weight, mean and covariance of rows: of the sample, or of greatest likelihood where there are gaps. */
    public static Moments moments(Rows rows) {
        return rows.gaps() == 0 ? Moments.of(rows) : of(rows).moments();
    }

    /** Moments of one column's values that are there, about an origin near them. */
    private static Moments column(Rows rows, int j, double origin) {
        Moments observed = new Moments(new double[] {origin});
        for (int i = 0; i < rows.size(); i++) {
            if (!Double.isNaN(rows.get(i, j))) {
                observed.add(new double[] {rows.get(i, j)}, rows.weight(i));
            }
        }
        return observed;
    }
}
