package org.em4j.core.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.estep.Exactness;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Iterate;
import org.em4j.core.fit.Surrogate;
import org.em4j.core.linalg.Spectrum;
import org.em4j.core.model.Edge;

/**
 * What the data tell about the parameters, at a maximum: the observed information of the objective on the chart, by
 * Oakes's identity (1999), as the derivative of Fisher's gradient, and the information that complete data would hold.
 * Coordinates that the M-step holds, at a bound or because they are frozen, are left out: all else is given them. It
 * takes 4 E-steps a coordinate.
 */
public final class Information<P> {
    /** Directions of which the data keep less than this part of the information are flat. */
    private static final double FLAT = 1e-6;

    private static final int MANY = 400;

    private final P theta;
    private final List<String> edge;
    private final Differences<P> around;
    private final double[] gradient;
    private final RealMatrix complete;
    private final RealMatrix observed;
    private final RealMatrix axes; // (p x p) columns: z = axes e, of unit complete information, principal for observed
    private final double[] kept; // (p) what part of the complete information is observed along each axis

    private Information(
            P theta,
            List<String> edge,
            Differences<P> around,
            double[] gradient,
            RealMatrix complete,
            RealMatrix observed) {
        this.theta = theta;
        this.edge = edge;
        this.around = around;
        this.gradient = gradient;
        this.complete = complete;
        this.observed = observed;
        RealMatrix factor;
        try {
            factor = new CholeskyDecomposition(complete, 1e-6, 1e-12).getLT();
        } catch (NonPositiveDefiniteMatrixException e) {
            throw new NoInformationException("even complete data would not determine the parameters at "
                    + "this point: it is not where the M-step stands still; let the fit converge first");
        }
        RealMatrix back = new LUDecomposition(factor).getSolver().getInverse();
        Spectrum principal =
                Spectrum.of(symmetric(back.transpose().multiply(observed).multiply(back)));
        this.axes = back.multiply(principal.axes());
        this.kept = principal.values();
    }

    /**
     * The information at theta.
     *
     * @throws IllegalArgumentException if the model has no chart
     * @throws NoInformationException if theta is no place to ask
     */
    public static <P> Information<P> at(EmProblem<P> map, P theta) {
        Iterate<P> here = map.apply(theta);
        requireExact(here.exactness());
        Differences<P> around = Differences.around(here.theta(), here.surrogate());
        if (around.size() > MANY) {
            throw new NoInformationException(around.size()
                    + " coordinates have too large an information matrix, of at most " + MANY + "; use a bootstrap");
        }
        if (around.size() == 0) {
            throw new NoInformationException(
                    "no parameter is free: all that are fitted lie on the edge of their space; use a parametric bootstrap"
                            + " from a model with a prior");
        }
        double[] zero = new double[around.size()];
        double[] gradient = slope(around, here.surrogate(), zero);
        RealMatrix complete = minus(around.jacobian(z -> slope(around, here.surrogate(), z), zero));
        RealMatrix observed = minus(around.jacobian(
                z -> slope(around, map.apply(around.point(z)).surrogate(), z), zero));
        List<String> edge = Edge.reached(here.surrogate().edges(here.theta()));
        return new Information<>(here.theta(), edge, around, gradient, complete, observed);
    }

    /** Refuses what has another curvature than the log-likelihood. */
    static void requireExact(Exactness exactness) {
        if (!exactness.isExact()) {
            throw new NoInformationException("what was climbed is " + exactness.kind()
                    + ", whose curvature is not the information; use a bootstrap");
        }
    }

    private static <P> double[] slope(Differences<P> around, Surrogate<P> surrogate, double[] at) {
        return around.gradient(z -> around.height(surrogate, z), at);
    }

    private static RealMatrix minus(double[][] derivatives) {
        return symmetric(new Array2DRowRealMatrix(derivatives, false).scalarMultiply(-1));
    }

    static RealMatrix symmetric(RealMatrix m) {
        return m.add(m.transpose()).scalarMultiply(0.5);
    }

    /** Where it was asked for. */
    public P theta() {
        return theta;
    }

    /**
     * What holds of the parameters that lie on the edge of their space: they have no information, and that about the others is
     * conditional on it.
     */
    List<String> edge() {
        return edge;
    }

    Differences<P> around() {
        return around;
    }

    /** Indices of the chart's coordinates that are not held {@code (p)}, ascending. */
    public int[] free() {
        return around.free().clone();
    }

    /** Observed information in the coordinates of the chart that are not held {@code (p x p)}. */
    public double[][] observed() {
        return unscaled(observed);
    }

    /** Complete-data information in the coordinates of the chart that are not held {@code (p x p)}. */
    public double[][] complete() {
        return unscaled(complete);
    }

    private double[][] unscaled(RealMatrix m) {
        double[][] out = m.getData();
        for (int i = 0; i < out.length; i++) {
            for (int j = 0; j < out.length; j++) {
                out[i][j] /= around.units()[i] * around.units()[j];
            }
        }
        return out;
    }

    /**
     * The largest part of the information about any direction, but for flat ones, that is missing with the latent
     * variables: the rate of EM, and of its errors from one iteration to the next.
     */
    public double missing() {
        return 1 - Arrays.stream(kept).filter(part -> part > FLAT).min().orElse(1);
    }

    /** Length of the gradient in the coordinates of the chart. */
    public double gradientNorm() {
        double sum = 0;
        for (int i = 0; i < gradient.length; i++) {
            double g = gradient[i] / around.units()[i];
            sum += g * g;
        }
        return Math.sqrt(sum);
    }

    /** How far theta is from the maximum, in standard errors, flat directions left out: {@code sqrt(g' I⁻¹ g)}. */
    public double distance() {
        double sum = 0;
        for (int a = 0; a < kept.length; a++) {
            double g = new Array2DRowRealMatrix(gradient)
                    .transpose()
                    .multiply(axes.getColumnMatrix(a))
                    .getEntry(0, 0);
            sum += kept[a] > FLAT ? g * g / kept[a] : 0;
        }
        return Math.sqrt(sum);
    }

    /** Whether theta is a maximum in every direction, with none that is flat. */
    public boolean isDefinite() {
        return Arrays.stream(kept).allMatch(part -> part > FLAT);
    }

    /** Directions z along which the data tell nothing, as unit vectors of complete information. */
    List<double[]> flat() {
        List<double[]> flat = new ArrayList<>();
        for (int a = 0; a < kept.length; a++) {
            if (Math.abs(kept[a]) <= FLAT) {
                flat.add(axes.getColumn(a));
            }
        }
        return flat;
    }

    /**
     * Covariance of z {@code (p x p)}, the inverse of the observed information; nothing along flat directions.
     *
     * @throws NoInformationException if theta is no maximum
     */
    RealMatrix covariance() {
        RealMatrix scaled = axes.copy();
        for (int a = 0; a < kept.length; a++) {
            if (kept[a] < -FLAT) {
                throw new NoInformationException(
                        "the objective curves upwards in some direction: this is no maximum, but a saddle;"
                                + " start elsewhere, with Restarts");
            }
            double part = kept[a] > FLAT ? 1 / kept[a] : 0;
            for (int i = 0; i < kept.length; i++) {
                scaled.multiplyEntry(i, a, part);
            }
        }
        return symmetric(scaled.multiply(axes.transpose()));
    }
}
