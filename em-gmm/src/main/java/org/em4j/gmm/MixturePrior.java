package org.em4j.gmm;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Collections;
import org.em4j.core.data.RowObservations;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.Moments;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.mixture.MixtureStatistics;
import org.em4j.core.model.Sums;
import org.em4j.gmm.covariance.Constraint;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.covariance.CovarianceStructure;
import org.em4j.gmm.start.GaussianImputation;

/**
 * A conjugate prior of a Gaussian mixture: Dirichlet on the weights, and on each component {@code μ | Σ ~ N(mean, Σ / shrinkage)}
 * with Σ inverse Wishart, its variances inverse gamma where the family is diagonal or spherical; a covariance that all
 * components share has one such prior (Fraley and Raftery 2007).
 *
 * @param concentration of the Dirichlet distribution, at least 1, which is flat
 * @param mean {@code (d)}
 * @param shrinkage in rows; 0 leaves the means free
 * @param degrees of freedom of the covariances
 * @param scale {@code (d x d)}, of the inverse Wishart distribution
 */
public record MixturePrior(double concentration, double[] mean, double shrinkage, double degrees, double[][] scale)
        implements Serializable {
    /** Checks the figures. */
    public MixturePrior {
        if (!(concentration >= 1 && shrinkage >= 0 && degrees >= 0)) {
            throw new IllegalArgumentException(
                    "a concentration is at least 1, shrinkage and degrees of freedom are at least 0");
        }
    }

    /** mclust's default: {@code d + 2} degrees of freedom, shrinkage 0.01, scale the rows' covariance over {@code K^(2/d)}. */
    public static MixturePrior mclust(CovarianceFamily<?, ?> family, int k, RowObservations rows) {
        int d = rows.columns();
        Moments moments = GaussianImputation.moments(rows);
        double[] scatter = moments.scatter();
        double divisor = (moments.weight() - 1) * Math.pow(k, 2.0 / d);
        double[][] scale = new double[d][d];
        double even = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                scale[i][j] = scatter[i * d + j] / divisor;
            }
            even += scale[i][i] / d;
        }
        if (family.structure().isDiagonal()) {
            for (int i = 0; i < d; i++) {
                Arrays.fill(scale[i], 0);
                scale[i][i] = even;
            }
        }
        return new MixturePrior(1, moments.mean(), 0.01, d + 2.0, scale);
    }

    /** A copy with a Dirichlet prior of the weights. */
    public MixturePrior concentration(double other) {
        return new MixturePrior(other, mean, shrinkage, degrees, scale);
    }

    /** The statistics of k components of a family that stand for the prior; see {@link org.em4j.core.model.decorate.WithPrior}. */
    public <P extends MultivariateNormal, S extends GaussianStatistics<S>> MixtureStatistics<Sums, S> statistics(
            CovarianceFamily<P, S> family, int k) {
        int d = mean.length;
        CovarianceStructure structure = family.structure();
        boolean sphere = structure.shape() == Constraint.IDENTITY;
        double determinants = sphere ? (degrees + 2) / d : structure.isDiagonal() ? degrees + 2 : degrees + d + 1;
        double copies = structure.isOne() ? k : 1;
        double[][] scatter = new double[d][];
        Arrays.setAll(scatter, i -> scale[i].clone());
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                scatter[i][j] /= copies * (sphere ? d : 1);
            }
        }
        double ofTheMean = shrinkage > 0 ? 1 - shrinkage : 0;
        S one = family.pseudoObservations(
                mean, shrinkage, family.covariance(scatter), determinants / copies + ofTheMean);
        double[] evenly = new double[k];
        Arrays.fill(evenly, 1);
        Sums counts = new Sums(k);
        counts.add(concentration - 1, evenly);
        return new MixtureStatistics<>(counts, Collections.nCopies(k, one));
    }
}
