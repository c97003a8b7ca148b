package org.em4j.factor.estimate;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.CholeskyDecomposition;
import org.apache.commons.math3.linear.NonPositiveDefiniteMatrixException;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Identification;
import org.em4j.factor.estep.LocalMaximum;
import org.em4j.factor.start.Correlations;
import org.em4j.factor.start.ProfileLikelihood;

/**
 * Newton's method on the profile likelihood, projected on bounds of the log uniquenesses (Bertsekas 1982). Where the
 * second derivatives are not positive definite, the part of them that is takes their place.
 *
 * <p>Without a bound uniquenesses may end at zero exactly. Where one falls below {@link #LOW}, its column is made known to a
 * problem of one column and one factor less, which is smooth there; the slope back into the open space, which is worked out
 * at zero itself, decides whether that is a supremum.
 *
 * @param likelihood what is minimised
 * @param least bounds of the log uniquenesses {@code (d)}; minus infinity where they may be zero
 * @param left log of what the other columns leave of each {@code (d)}: how large uniquenesses can be at all
 */
record ProfileSearch(ProfileLikelihood likelihood, double[] least, double[] left) {
    /**
     * Where eigenvalues of one size still tell what uniquenesses of another do: it divides their rounding. A part of what the
     * other columns leave, as is {@link #LOWEST}: factors that explain all but a millionth of every column are no edge.
     */
    private static final double LOW = Math.log(1e-5);

    /** From here on to zero slopes of log uniquenesses fall with them, and second derivatives are below zero or nothing beside. */
    private static final double NEAR = Math.log(0.1);

    /** Nearer to zero than that only values are of use, no slopes. */
    private static final double LOWEST = Math.log(1e-9);

    private static final int MAX_STEPS = 500;
    private static final int HALVINGS = 40;

    /** Rounding in eigenvalues of size one: where gradients end. */
    private static final double FLAT = 1e-13;

    /** The longest step of a log uniqueness: second derivatives do not know more of it. */
    private static final double LONGEST = 2;

    /**
     * A local minimum over the closed space.
     *
     * @param value {@code log|Σ| + tr Σ⁻¹R} there
     * @param u log uniquenesses {@code (d)}, minus infinity for zero
     * @param misfit derivatives by the implied covariance {@code (d x d)}
     * @param edge columns at the bound, or at zero
     * @param flat columns whose uniquenesses can move together, most first
     * @param slope the steepest that is left along a free log uniqueness
     */
    record Place(double value, double[] u, double[][] misfit, List<Integer> edge, List<Integer> flat, double slope) {}

    /**
     * The search for q factors of correlations.
     *
     * @param root of the correlations {@code (m x d)}
     * @param prior as that of the {@link ProfileLikelihood}
     * @param least bounds of the uniquenesses, as parts of the variances {@code (d)}; zero for none
     */
    static ProfileSearch of(Correlations correlations, double[][] root, int q, double prior, double[] least) {
        double[] bounds = Arrays.stream(least).map(Math::log).toArray();
        double[] left = Arrays.stream(correlations.left()).map(Math::log).toArray();
        return new ProfileSearch(new ProfileLikelihood(root, q, prior), bounds, left);
    }

    /** The local maximum of the likelihood that lies uphill of parameters on the scale of correlations. */
    LocalMaximum summit(FactorParameters from, Correlations correlations) {
        Place place = from(Arrays.stream(from.uniquenesses()).map(Math::log).toArray());
        double[] u = place.u().clone();
        Arrays.setAll(u, j -> Math.max(u[j], Math.min(floor(j), Math.log(LocalMaximum.NEXT_TO_ZERO) + left[j])));
        ProfileLikelihood.Point at = likelihood.at(u);
        double loss = 0.5 * correlations.n() * place.value() + correlations.constant(likelihood.prior());
        FactorParameters theta =
                FactorParameters.of(new double[u.length], at.loadings(likelihood.q()), at.uniquenesses());
        return new LocalMaximum(theta, loss, place.edge(), place.flat(), place.slope());
    }

    /**
     * The local minimum that lies downhill of the given log uniquenesses {@code (d)}; of one that is next to zero first on
     * that edge, and from there only if the slope leads away.
     */
    Place from(double[] start) {
        int[] zero = IntStream.range(0, start.length)
                .filter(j -> least[j] == Double.NEGATIVE_INFINITY && likelihood.q() > 0 && start[j] <= floor(j))
                .limit(1)
                .toArray();
        return zero.length > 0 ? onEdge(zero[0], start) : inside(start);
    }

    private Place onEdge(int j, double[] start) {
        Place closed = known(j, start);
        return closed.misfit()[j][j] >= 0 ? closed : inside(closed.u());
    }

    private Place inside(double[] start) {
        ProfileLikelihood.Point at = newton(start);
        int[] held = held(at);
        if (IntStream.of(held).allMatch(j -> least[j] > Double.NEGATIVE_INFINITY)) {
            return place(at, held);
        }
        double[] g = at.gradient();
        int steepest = IntStream.of(held)
                .boxed()
                .max(Comparator.comparingDouble(j -> g[j]))
                .orElseThrow();
        Place closed = known(steepest, at.u());
        if (closed.misfit()[steepest][steepest] >= 0) {
            return closed;
        }
        double[] lowest = Arrays.stream(left).map(l -> l + LOWEST).toArray();
        return new ProfileSearch(likelihood, lowest, left).from(closed.u()); // it lies between zero and LOW
    }

    /** The local minimum with the uniqueness of column j zero. */
    private Place known(int j, double[] u) {
        int[] rest = likelihood.others(j);
        Place part = new ProfileSearch(likelihood.given(j), values(least, rest), values(left, rest)) // j among them
                .from(values(u, rest));
        double variance = likelihood.correlation(j, j);
        double[] lifted = new double[u.length];
        lifted[j] = Double.NEGATIVE_INFINITY;
        double[] slopes = new double[rest.length]; // of the regressions on j
        for (int i = 0; i < rest.length; i++) {
            lifted[rest[i]] = part.u()[i];
            slopes[i] = likelihood.slope(rest[i], j);
        }
        double[][] misfit = new double[u.length][u.length];
        for (int i = 0; i < rest.length; i++) {
            for (int k = 0; k < rest.length; k++) {
                double v = part.misfit()[i][k];
                misfit[rest[i]][rest[k]] = v;
                misfit[j][rest[k]] -= slopes[i] * v;
                misfit[rest[i]][j] -= v * slopes[k];
                misfit[j][j] += slopes[i] * v * slopes[k];
            }
        }
        List<Integer> edge = Stream.concat(Stream.of(j), part.edge().stream().map(i -> rest[i]))
                .sorted()
                .toList();
        List<Integer> flat = part.flat().stream().map(i -> rest[i]).toList();
        return new Place(part.value() + 1 + Math.log(variance), lifted, misfit, edge, flat, part.slope());
    }

    private Place place(ProfileLikelihood.Point at, int[] held) {
        List<Integer> edge = IntStream.of(held).boxed().toList();
        int[] free = free(at);
        List<Integer> flat = List.of();
        if (likelihood.prior() == 0 && free.length > 0) { // a prior knows every uniqueness
            flat = at.used() < likelihood.q()
                    ? IntStream.of(free).boxed().toList() // one factor is to spare, and may take noise of any
                    : Identification.undetermined(at.residual(), at.hessian(), free);
        }
        return new Place(at.value(), at.u(), at.misfit(), edge, flat, slope(at));
    }

    /** Newton's method down to the floor. */
    private ProfileLikelihood.Point newton(double[] start) {
        double[] u = start.clone();
        Arrays.setAll(u, j -> Math.max(u[j], floor(j)));
        ProfileLikelihood.Point at = likelihood.at(u);
        for (int step = 0; step < MAX_STEPS && slope(at) > FLAT; step++) {
            ProfileLikelihood.Point from = at;
            Optional<ProfileLikelihood.Point> next = lower(at, direction(at)).or(() -> lower(from, from.gradient()));
            if (next.isEmpty()) {
                break; // rounding hides what is left to gain
            }
            at = next.get();
        }
        return at;
    }

    /** The bound; or where uniquenesses that may be zero are looked at by themselves, unless no factor is left to be a column. */
    private double floor(int j) {
        double low = likelihood.q() > 0 ? LOW + left[j] : Math.log(Double.MIN_NORMAL);
        return least[j] > Double.NEGATIVE_INFINITY ? least[j] : low;
    }

    private static double[] values(double[] v, int[] columns) {
        return IntStream.of(columns).mapToDouble(j -> v[j]).toArray();
    }

    private int[] held(ProfileLikelihood.Point at) {
        double[] g = at.gradient();
        double noise = at.rounding();
        return IntStream.range(0, g.length)
                .filter(j -> at.u()[j] <= floor(j) && g[j] >= -noise)
                .toArray();
    }

    /** The largest derivative by a log uniqueness that is free to move. */
    double slope(ProfileLikelihood.Point at) {
        double[] g = at.gradient();
        return IntStream.of(free(at)).mapToDouble(j -> Math.abs(g[j])).max().orElse(0);
    }

    /** Indices of those that are not held at the bound, but for rounding in the eigenvalues. */
    int[] free(ProfileLikelihood.Point at) {
        double[] g = at.gradient();
        double noise = at.rounding();
        return IntStream.range(0, g.length)
                .filter(j -> at.u()[j] > floor(j) || g[j] < -noise)
                .toArray();
    }

    /**
     * What Newton's step subtracts. Next to zero a log uniqueness has little curvature beside its slope: as much is added as
     * keeps its step short, lest the others follow it further than it goes.
     */
    private double[] direction(ProfileLikelihood.Point at) {
        int[] free = free(at);
        double[] g = at.gradient();
        double[][] curvature = at.curvature();
        for (int j : free) {
            double enough = at.u()[j] < NEAR + left[j] ? Math.abs(g[j]) / LONGEST : 0;
            curvature[j][j] = Math.max(curvature[j][j], enough);
        }
        double[] step = solve(at.hessian(), g, free)
                .or(() -> solve(curvature, g, free))
                .orElseGet(() -> IntStream.of(free)
                        .mapToDouble(j -> g[j] / curvature[j][j])
                        .toArray());
        double[] direction = new double[g.length];
        for (int k = 0; k < free.length; k++) {
            direction[free[k]] = Math.max(-LONGEST, Math.min(LONGEST, step[k]));
        }
        return direction;
    }

    /** The solution, if the matrix is positive definite; scaled to ones on its diagonal, whatever the sizes of its entries. */
    private static Optional<double[]> solve(double[][] h, double[] g, int[] free) {
        int m = free.length;
        double[] unit = IntStream.of(free).mapToDouble(j -> Math.sqrt(h[j][j])).toArray();
        if (m == 0 || !Arrays.stream(unit).allMatch(s -> s > 0)) {
            return m == 0 ? Optional.of(new double[0]) : Optional.empty();
        }
        double[][] block = new double[m][m];
        double[] right = new double[m];
        for (int k = 0; k < m; k++) {
            right[k] = g[free[k]] / unit[k];
            for (int l = 0; l < m; l++) {
                block[k][l] = h[free[k]][free[l]] / (unit[k] * unit[l]);
            }
        }
        try {
            double[] step = new CholeskyDecomposition(new Array2DRowRealMatrix(block, false), 1e-12, 1e-14)
                    .getSolver()
                    .solve(new ArrayRealVector(right, false))
                    .toArray();
            Arrays.setAll(step, k -> step[k] / unit[k]);
            return Optional.of(step);
        } catch (NonPositiveDefiniteMatrixException e) {
            return Optional.empty();
        }
    }

    /** The first of a step, half of it, a quarter and so on that goes down. */
    private Optional<ProfileLikelihood.Point> lower(ProfileLikelihood.Point at, double[] direction) {
        double value = at.value();
        double slope = slope(at);
        double scale = 1;
        for (int halving = 0; halving < HALVINGS; halving++, scale /= 2) {
            double[] u = at.u().clone();
            for (int j = 0; j < u.length; j++) {
                u[j] = Math.max(u[j] - scale * direction[j], floor(j));
            }
            ProfileLikelihood.Point next = likelihood.at(u);
            boolean lost = Math.abs(next.value() - value) <= 16 * Math.ulp(Math.abs(value) + u.length);
            if (lost ? slope(next) < slope / 2 : next.value() < value) {
                return Optional.of(next);
            }
            if (lost && halving > 0) {
                break;
            }
        }
        return Optional.empty();
    }
}
