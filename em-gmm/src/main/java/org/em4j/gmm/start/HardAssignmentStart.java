package org.em4j.gmm.start;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Labelled;
import org.em4j.core.data.RowObservations;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Degeneracies;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.Moments;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.MixtureStatistics;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Sums;
import org.em4j.gmm.covariance.Constraint;
import org.em4j.gmm.covariance.CovarianceFamily;

/** A start from a hard clustering: the M-step under responsibilities of zero and one. */
public final class HardAssignmentStart {
    private HardAssignmentStart() {}

    /**
     * The parameters of a family that a clustering of the rows gives.
     *
     * @param labels {@code (n)}, each from 0 to K - 1; -1 leaves a row out
     * @throws DegenerateException if a cluster gives no component of the family
     */
    public static <P extends MultivariateNormal, S extends GaussianStatistics<S>> MixtureParameters<P> start(
            CovarianceFamily<P, S> family, int k, Rows rows, int[] labels) {
        if (labels.length != rows.size()) {
            throw new InvalidDataException(labels.length + " labels for " + rows.size() + " rows");
        }
        int d = rows.columns();
        Mixture<double[], P, MissingValuePosterior, S> model = family.mixture(k, d);
        List<P> about = new ArrayList<>();
        double[][] identity = new double[d][d];
        for (int j = 0; j < d; j++) {
            identity[j][j] = 1;
        }
        for (int c = 0; c < k; c++) {
            about.add(family.normal(firstOf(c, rows, labels), family.covariance(identity)));
        }
        MixtureParameters<P> origin = new MixtureParameters<>(equal(k), about);
        MixtureStatistics<Sums, S> s = model.zero(origin);
        for (int i = 0; i < labels.length; i++) {
            int c = labels[i];
            if (c == Labelled.UNKNOWN) {
                continue;
            }
            if (c < 0 || c >= k) {
                throw new InvalidDataException(i + 1, "", "label " + c + " is not from 0 to " + (k - 1));
            }
            double[] all = new double[k];
            all[c] = 1;
            s.gate().add(rows.weight(i), all);
            model.component()
                    .accumulate(
                            rows.get(i),
                            MissingValuePosterior.ofComplete(0),
                            rows.weight(i),
                            s.components().get(c));
        }
        return model.maximize(s, origin);
    }

    /**
     * The parameters of a family that a clustering of the rows gives, or, where a cluster gives no component, equal
     * weights, the clusters' means, and the covariance of all rows.
     */
    public static <P extends MultivariateNormal, S extends GaussianStatistics<S>> MixtureParameters<P> startOrShared(
            CovarianceFamily<P, S> family, int k, Rows rows, int[] labels) {
        try {
            return start(family, k, rows, labels);
        } catch (DegenerateException e) {
            return shared(family, k, rows, labels);
        }
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> MixtureParameters<P> shared(
            CovarianceFamily<P, S> family, int k, Rows rows, int[] labels) {
        Moments moments = Moments.of(rows);
        double[][] means = new double[k][];
        for (int c = 0; c < k; c++) {
            Moments cluster = new Moments(moments.mean());
            for (int i = 0; i < labels.length; i++) {
                if (labels[i] == c) {
                    cluster.add(rows.get(i), rows.weight(i));
                }
            }
            means[c] = cluster.weight() > 0 ? cluster.mean() : moments.mean();
        }
        return shared(family, moments, means);
    }

    /** Equal weights, the means {@code (K x d)}, and the covariance of all rows. */
    public static <P extends MultivariateNormal, S extends GaussianStatistics<S>> MixtureParameters<P> shared(
            CovarianceFamily<P, S> family, Moments moments, double[][] means) {
        double[][][] covariances = new double[means.length][][];
        Arrays.fill(covariances, square(moments.covariance(), moments.columns()));
        return family.parameters(equal(means.length), means, covariances);
    }

    /**
     * The rows that say something, for starts to be drawn from.
     *
     * @throws InvalidDataException if there are fewer rows of positive weight than components
     * @throws DegenerateException if no component of the family fits even all rows together
     */
    static GaussianImputation requireStart(CovarianceFamily<?, ?> family, int k, Rows rows) {
        requireRows(k, rows);
        GaussianImputation filled = GaussianImputation.of(rows.informative());
        requireSpread(family, filled.moments());
        return filled;
    }

    public static void requireRows(int k, RowObservations rows) {
        long some = rows.profile().informative();
        if (some < k) {
            String weight = some < rows.count() ? " of positive weight" : "";
            throw new InvalidDataException(some + " rows" + weight + " for " + k + " components; use fewer components");
        }
    }

    /** Refuses data of which no component of a family fits even all rows together. */
    public static void requireSpread(CovarianceFamily<?, ?> family, Moments moments) {
        double[] covariance = family.covariance(square(moments.covariance(), moments.columns()));
        if (family.structure().shape() == Constraint.IDENTITY) { // a sphere needs one column that varies
            Arrays.fill(covariance, Arrays.stream(covariance).average().orElseThrow());
        }
        try {
            family.normal(moments.mean(), covariance);
        } catch (DegenerateException e) {
            throw new DegenerateException(Degeneracies.everywhere(e.degeneracy(), moments));
        }
    }

    private static double[] equal(int k) {
        double[] weights = new double[k];
        Arrays.fill(weights, 1.0 / k);
        return weights;
    }

    /** A flat matrix {@code (d x d)} by rows. */
    public static double[][] square(double[] flat, int d) {
        double[][] c = new double[d][];
        Arrays.setAll(c, i -> Arrays.copyOfRange(flat, i * d, (i + 1) * d));
        return c;
    }

    /** A row of cluster c: an origin near its mean keeps its moments from cancelling. */
    private static double[] firstOf(int c, Rows rows, int[] labels) {
        for (int i = 0; i < labels.length; i++) {
            if (labels[i] == c) {
                return rows.get(i);
            }
        }
        return rows.get(0);
    }
}
