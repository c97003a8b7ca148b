package org.em4j.gmm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Moments;
import org.em4j.core.model.Observed;
import org.em4j.core.model.Statistics;

/**
 * A structure of the covariances of a Gaussian mixture: a component model, and what its components share.
 *
 * @param <P> parameters of a component
 * @param <S> statistics of a component
 */
public abstract sealed class CovarianceFamily<P extends Normal, S extends Statistics<S>> {
    /** Each component its own covariance (mclust's VVV). */
    public static final CovarianceFamily<FullNormal, Moments> FULL = new Dense("full") {
        @Override
        public Mixture<double[], FullNormal, Observed, Moments> mixture(int k, int d) {
            return new Mixture<>(k, new Gaussian(d));
        }

        @Override
        public int freeCovariances(int k, int d) {
            return k * d * (d + 1) / 2;
        }
    };

    /** One covariance for all components (EEE). */
    public static final CovarianceFamily<FullNormal, Moments> TIED = new Dense("tied") {
        @Override
        public Mixture<double[], FullNormal, Observed, Moments> mixture(int k, int d) {
            return new Mixture<>(k, new Gaussian(d), new TiedCovariance(d));
        }

        @Override
        public int freeCovariances(int k, int d) {
            return d * (d + 1) / 2;
        }
    };

    /** Each component its own diagonal covariance (VVI). */
    public static final CovarianceFamily<DiagonalNormal, DiagonalMoments> DIAGONAL = new Diagonal("diag") {
        @Override
        public Mixture<double[], DiagonalNormal, Observed, DiagonalMoments> mixture(int k, int d) {
            return new Mixture<>(k, new DiagonalGaussian(d));
        }

        @Override
        public int freeCovariances(int k, int d) {
            return k * d;
        }
    };

    /** Each component its own multiple of the identity (VII). */
    public static final CovarianceFamily<DiagonalNormal, DiagonalMoments> SPHERICAL = new Diagonal("spherical") {
        @Override
        public Mixture<double[], DiagonalNormal, Observed, DiagonalMoments> mixture(int k, int d) {
            return new Mixture<>(k, new DiagonalGaussian(d), new SphericalCovariance(d));
        }

        @Override
        public int freeCovariances(int k, int d) {
            return k;
        }
    };

    private final String name;

    private CovarianceFamily(String name) {
        this.name = name;
    }

    /** All families, most general first. */
    public static List<CovarianceFamily<?, ?>> all() {
        return List.of(FULL, TIED, DIAGONAL, SPHERICAL);
    }

    /** The name that scikit-learn uses: full, tied, diag or spherical. */
    public String name() {
        return name;
    }

    /** The mixture model of k components on d columns. */
    public abstract Mixture<double[], P, Observed, S> mixture(int k, int d);

    /** Number of free parameters in the covariances. */
    public abstract int freeCovariances(int k, int d);

    /** Number of free parameters: weights, means and covariances. */
    public int freeParameters(int k, int d) {
        return k - 1 + k * d + freeCovariances(k, d);
    }

    /** A component with the given mean {@code (d)} and covariance {@code (d x d)}, of which the family takes its part. */
    abstract P component(double[] mean, double[][] covariance);

    /**
     * Parameters of this family.
     *
     * @param weights {@code (K)}, summing to one
     * @param means {@code (K x d)}
     * @param covariances {@code (K x d x d)}; the family takes its part of each (a diagonal, say)
     */
    public MixtureParameters<P> parameters(double[] weights, double[][] means, double[][][] covariances) {
        List<P> components = new ArrayList<>();
        for (int k = 0; k < weights.length; k++) {
            double[] mean = means[k];
            double[][] covariance = covariances[k];
            components.add(Mixture.inComponent(k, () -> component(mean, covariance)));
        }
        return new MixtureParameters<>(weights.clone(), components);
    }

    @Override
    public String toString() {
        return name;
    }

    private abstract static non-sealed class Dense extends CovarianceFamily<FullNormal, Moments> {
        Dense(String name) {
            super(name);
        }

        @Override
        FullNormal component(double[] mean, double[][] covariance) {
            return FullNormal.of(mean, covariance);
        }
    }

    private abstract static non-sealed class Diagonal extends CovarianceFamily<DiagonalNormal, DiagonalMoments> {
        Diagonal(String name) {
            super(name);
        }

        @Override
        DiagonalNormal component(double[] mean, double[][] covariance) {
            double[] variances = new double[mean.length];
            Arrays.setAll(variances, j -> covariance[j][j]);
            return DiagonalNormal.of(mean, variances);
        }
    }
}
