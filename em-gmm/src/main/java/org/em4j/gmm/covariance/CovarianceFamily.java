package org.em4j.gmm.covariance;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.em4j.core.distribution.Degeneracies;
import org.em4j.core.distribution.DiagonalGaussian;
import org.em4j.core.distribution.DiagonalMoments;
import org.em4j.core.distribution.DiagonalNormal;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.Gaussian;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.Moments;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.decorate.Frozen;

/**
 * A family of Gaussian mixtures: a structure of covariances, with the model of one component. The diagonal families run on
 * the {@link DiagonalGaussian}, which costs d a row where the {@link Gaussian} costs d².
 *
 * @param <P> parameters of a component
 * @param <S> statistics of a component
 */
public abstract sealed class CovarianceFamily<P extends MultivariateNormal, S extends GaussianStatistics<S>>
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** One sphere for all; {@code E} of a single column. */
    public static final CovarianceFamily<DiagonalNormal, DiagonalMoments> EII = new Diagonal("EII");
    /** Spheres; {@code V} of a single column, scikit-learn's {@code spherical}. */
    public static final CovarianceFamily<DiagonalNormal, DiagonalMoments> VII = new Diagonal("VII");
    /** One diagonal covariance for all. */
    public static final CovarianceFamily<DiagonalNormal, DiagonalMoments> EEI = new Diagonal("EEI");
    /** Diagonal covariances of one shape. */
    public static final CovarianceFamily<DiagonalNormal, DiagonalMoments> VEI = new Diagonal("VEI");
    /** Diagonal covariances of one volume. */
    public static final CovarianceFamily<DiagonalNormal, DiagonalMoments> EVI = new Diagonal("EVI");
    /** Diagonal covariances; scikit-learn's {@code diag}. */
    public static final CovarianceFamily<DiagonalNormal, DiagonalMoments> VVI = new Diagonal("VVI");
    /** One covariance for all; scikit-learn's {@code tied}. */
    public static final CovarianceFamily<FullNormal, Moments> EEE = new Dense("EEE");
    /** Multiples of one covariance. */
    public static final CovarianceFamily<FullNormal, Moments> VEE = new Dense("VEE");
    /** One volume, common axes. */
    public static final CovarianceFamily<FullNormal, Moments> EVE = new Dense("EVE");
    /** Common axes, known as common principal components. */
    public static final CovarianceFamily<FullNormal, Moments> VVE = new Dense("VVE");
    /** One ellipsoid for all, turned. */
    public static final CovarianceFamily<FullNormal, Moments> EEV = new Dense("EEV");
    /** One shape for all, turned and scaled. */
    public static final CovarianceFamily<FullNormal, Moments> VEV = new Dense("VEV");
    /** One volume for all. */
    public static final CovarianceFamily<FullNormal, Moments> EVV = new Dense("EVV");
    /** Each component its own covariance; scikit-learn's {@code full}. */
    public static final CovarianceFamily<FullNormal, Moments> VVV = new Dense("VVV");

    /** {@link #VVV}. */
    public static final CovarianceFamily<FullNormal, Moments> FULL = VVV;
    /** {@link #EEE}. */
    public static final CovarianceFamily<FullNormal, Moments> TIED = EEE;
    /** {@link #VVI}. */
    public static final CovarianceFamily<DiagonalNormal, DiagonalMoments> DIAGONAL = VVI;
    /** {@link #VII}. */
    public static final CovarianceFamily<DiagonalNormal, DiagonalMoments> SPHERICAL = VII;

    /** Relative to the variances: covariances as near as this to the family's are in it. */
    private static final double BELONGS = 1e-9;

    /** A component of no weight has a covariance too. */
    private static final double NO_WEIGHT = 1e-9;

    private static final Map<String, String> ALIASES =
            Map.of("VVV", "full", "EEE", "tied", "VVI", "diag", "VII", "spherical");

    private final CovarianceStructure structure;

    private CovarianceFamily(String name) {
        this.structure = CovarianceStructure.of(name);
    }

    /** All families, most general first: none is contained in one after it. */
    public static List<CovarianceFamily<?, ?>> all() {
        return List.of(VVV, EVV, VEV, EEV, VVE, EVE, VEE, EEE, VVI, EVI, VEI, EEI, VII, EII);
    }

    /** The family of a name in any case: mclust's, or scikit-learn's full, tied, diag and spherical. */
    public static Optional<CovarianceFamily<?, ?>> of(String name) {
        return all().stream().filter(family -> family.isCalled(name)).findFirst();
    }

    private boolean isCalled(String name) {
        boolean ofOneColumn = structure.shape() == Constraint.IDENTITY && name.equalsIgnoreCase(name().substring(0, 1));
        return ofOneColumn || name.equalsIgnoreCase(name()) || name.equalsIgnoreCase(ALIASES.get(name()));
    }

    /** mclust's name: the letters of volume, shape and orientation. */
    public String name() {
        return structure.name();
    }

    /** What the covariances have in common. */
    public CovarianceStructure structure() {
        return structure;
    }

    /** The mixture model of k components on d columns. */
    public Mixture<double[], P, MissingValuePosterior, S> mixture(int k, int d) {
        return structure.isFree()
                ? new Mixture<>(k, component(d))
                : new Mixture<>(k, component(d), new SharedCovariances<>(this, d));
    }

    /**
     * The mixture of K components on d columns, of which some parts stay as they are at the start of a fit; its weights
     * stay if it is {@link Frozen}.
     */
    public Mixture<double[], P, MissingValuePosterior, S> mixture(int k, int d, Set<ParameterBlock> frozen) {
        Mixture<double[], P, MissingValuePosterior, S> free = mixture(k, d);
        return new Mixture<>(k, free.component(), new FrozenNormals<>(this, free.tying(), frozen));
    }

    /** Number of free parameters: weights, means and covariances. */
    public int freeParameters(int k, int d) {
        return k - 1 + k * d + structure.freeParameters(k, d);
    }

    /**
     * Parameters of this family.
     *
     * @param weights {@code (K)}, summing to one
     * @param means {@code (K x d)}
     * @param covariances {@code (K x d x d)}, as they are where they are of the family, else replaced by the nearest that
     *     are, in Kullback-Leibler divergence: by their diagonals, say, or by their mean by weight
     * @throws IllegalArgumentException if the weights are no distribution, the shapes do not agree, or a covariance is not
     *     symmetric
     * @throws DegenerateException if a covariance is singular, naming component and column
     */
    public MixtureParameters<P> parameters(double[] weights, double[][] means, double[][][] covariances) {
        GivenComponents given = GivenComponents.of(weights, means, covariances);
        List<double[]> held = Arrays.stream(covariances).map(this::covariance).toList();
        return new MixtureParameters<>(
                weights, normals(given.means(), structure.isFree() ? held : nearest(given.columns(), weights, held)));
    }

    private List<double[]> nearest(int d, double[] weights, List<double[]> given) {
        double[] n = Arrays.stream(weights).map(w -> Math.max(w, NO_WEIGHT)).toArray();
        List<double[]> scatters = new ArrayList<>();
        for (int k = 0; k < n.length; k++) {
            double[] w = given.get(k).clone();
            double weight = n[k];
            Arrays.setAll(w, i -> w[i] * weight);
            scatters.add(w);
        }
        List<double[]> nearest = structure.maximize(d, n, scatters, given);
        for (int k = 0; k < n.length; k++) {
            if (!structure.form().isNear(given.get(k), nearest.get(k), d, BELONGS)) {
                return nearest;
            }
        }
        return structure.isOne() ? Collections.nCopies(n.length, given.get(0)) : given;
    }

    /** Components of means, which are copied, and covariances of the family, which are taken over. */
    List<P> normals(List<double[]> means, List<double[]> covariances) {
        List<P> normals = new ArrayList<>();
        if (structure.isOne()) {
            P first = inAll(() -> normal(means.get(0).clone(), covariances.get(0)));
            means.forEach(mean -> normals.add(at(first, mean.clone())));
            return normals;
        }
        for (int k = 0; k < means.size(); k++) {
            double[] mean = means.get(k).clone();
            double[] covariance = covariances.get(k);
            normals.add(Mixture.inComponent(k, () -> normal(mean, covariance)));
        }
        return normals;
    }

    private static <T> T inAll(Supplier<T> step) {
        try {
            return step.get();
        } catch (DegenerateException e) {
            throw new DegenerateException(Degeneracies.shared(e.degeneracy()));
        }
    }

    /** The model of one component. */
    abstract LatentModel<double[], P, MissingValuePosterior, S> component(int d);

    /** What the family holds of a covariance {@code (d x d)}. */
    public double[] covariance(double[][] c) {
        return structure.form().of(c);
    }

    /** A component's covariance in the family's storage: the array itself, not to be written to. */
    public abstract double[] covariance(P component);

    /** A component; takes over the arrays. */
    public abstract P normal(double[] mean, double[] covariance);

    /** A component's covariance about another mean, which is taken over. */
    abstract P at(P component, double[] mean);

    /** A prior of one component; see {@link Moments#pseudoObservations}. The scatter is in the family's storage. */
    public abstract S pseudoObservations(double[] mean, double weight, double[] scatter, double degreesOfFreedom);

    /** Of which there is one. */
    private Object readResolve() {
        return of(name()).orElseThrow();
    }

    /** scikit-learn's name where it has one, else mclust's. */
    @Override
    public String toString() {
        return ALIASES.getOrDefault(name(), name());
    }

    private static final class Dense extends CovarianceFamily<FullNormal, Moments> {
        private static final long serialVersionUID = 1;

        Dense(String name) {
            super(name);
        }

        @Override
        LatentModel<double[], FullNormal, MissingValuePosterior, Moments> component(int d) {
            return new Gaussian(d);
        }

        @Override
        public double[] covariance(FullNormal component) {
            return component.flatCovariance();
        }

        @Override
        public FullNormal normal(double[] mean, double[] covariance) {
            return new FullNormal(mean, covariance);
        }

        @Override
        FullNormal at(FullNormal component, double[] mean) {
            return component.at(mean);
        }

        @Override
        public Moments pseudoObservations(double[] mean, double weight, double[] scatter, double degreesOfFreedom) {
            return Moments.pseudoObservations(mean, weight, scatter, degreesOfFreedom);
        }
    }

    private static final class Diagonal extends CovarianceFamily<DiagonalNormal, DiagonalMoments> {
        private static final long serialVersionUID = 1;

        Diagonal(String name) {
            super(name);
        }

        @Override
        LatentModel<double[], DiagonalNormal, MissingValuePosterior, DiagonalMoments> component(int d) {
            return new DiagonalGaussian(d);
        }

        @Override
        public double[] covariance(DiagonalNormal component) {
            return component.variances();
        }

        @Override
        public DiagonalNormal normal(double[] mean, double[] covariance) {
            return DiagonalNormal.of(mean, covariance);
        }

        @Override
        DiagonalNormal at(DiagonalNormal component, double[] mean) {
            return DiagonalNormal.of(mean, component.variances());
        }

        @Override
        public DiagonalMoments pseudoObservations(
                double[] mean, double weight, double[] scatter, double degreesOfFreedom) {
            return DiagonalMoments.pseudoObservations(mean, weight, scatter, degreesOfFreedom);
        }
    }
}
