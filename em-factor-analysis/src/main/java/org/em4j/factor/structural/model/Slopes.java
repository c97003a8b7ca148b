package org.em4j.factor.structural.model;

import java.util.Arrays;
import java.util.List;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.distribution.Moments;
import org.em4j.core.linalg.Cholesky;
import org.em4j.factor.structural.model.Term.Kind;

/**
 * A log-likelihood with its gradient and Fisher's expected information in a model's parameters, added up part by part.
 *
 * <p>Along any entry of A or S the covariance moves by {@code abᵀ + baᵀ}, a and b columns of G or of the covariance itself;
 * so all derivatives are entries of a few products of matrices, however many parameters there are.
 */
public final class Slopes {
    private static final double LOG_2PI = Math.log(2 * Math.PI);

    private final double[] gradient;
    private final double[][] information;
    private double value;

    public Slopes(int parameters) {
        this.gradient = new double[parameters];
        this.information = new double[parameters][parameters];
    }

    public double value() {
        return value;
    }

    /** {@code (p)}, the array itself. */
    public double[] gradient() {
        return gradient;
    }

    /** {@code (p x p)}, the array itself. */
    public double[][] information() {
        return information;
    }

    /**
     * Log-likelihood of a part, in nats.
     *
     * @throws org.em4j.core.linalg.NotPositiveDefiniteException if what is seen has no density
     */
    static double logLikelihood(GroupSample part, ImpliedMoments at) {
        Cholesky c = Cholesky.of(at.covariance(part.seen()), part.seen().length);
        return logLikelihood(part, c, part.moments().about(at.mean(part.seen())));
    }

    private static double logLikelihood(GroupSample part, Cholesky c, Moments about) {
        return -0.5
                * (about.weight() * (part.seen().length * LOG_2PI + c.logDeterminant())
                        + c.traceOfSolve(about.second()));
    }

    /** Adds a part's. */
    void add(GroupSample part, ImpliedMoments at, List<Term> terms) {
        Cholesky c = Cholesky.of(at.covariance(part.seen()), part.seen().length);
        addGradient(part, c, at, terms);
        addInformation(part, c, at, terms);
    }

    /** Adds a part's, its information left out. */
    public void addGradient(GroupSample part, ImpliedMoments at, List<Term> terms) {
        addGradient(part, Cholesky.of(at.covariance(part.seen()), part.seen().length), at, terms);
    }

    private void addGradient(GroupSample part, Cholesky c, ImpliedMoments at, List<Term> terms) {
        int[] seen = part.seen();
        int k = seen.length;
        Moments about = part.moments().about(at.mean(seen));
        value += logLikelihood(part, c, about);
        RealMatrix w = inverse(c);
        RealMatrix h = w.multiply(square(about.symmetric().second(), k))
                .multiply(w)
                .subtract(w.scalarMultiply(about.weight()));
        Products products = Products.of(at, seen, h);
        double[] e = at.totals().getSubMatrix(seen, all(at.mean().length)).preMultiply(w.operate(about.first()));
        for (Term t : terms) {
            if (!t.isFixed()) {
                gradient[t.parameter()] += products.along(t) + e[t.row()] * share(t, at);
            }
        }
    }

    private void addInformation(GroupSample part, Cholesky c, ImpliedMoments at, List<Term> terms) {
        double n = part.moments().weight();
        Products products = Products.of(at, part.seen(), inverse(c));
        for (Term s : terms) {
            for (Term t : terms) {
                if (!s.isFixed() && !t.isFixed()) {
                    double means = share(s, at) * share(t, at) * products.gg.getEntry(s.row(), t.row());
                    information[s.parameter()][t.parameter()] += n * (products.along(s, t) + means);
                }
            }
        }
    }

    /** Adds so many times {@code log |S|} of some variables, from which lower bounds of their variances are taken first. */
    void addBarrier(double times, ImpliedMoments at, int[] variables, double[] bounds, List<Term> terms) {
        if (variables.length == 0) {
            return;
        }
        Cholesky c = barrier(at, variables, bounds);
        value += times * c.logDeterminant();
        int size = at.mean().length;
        RealMatrix v = MatrixUtils.createRealMatrix(size, size);
        RealMatrix inverse = inverse(c);
        for (int i = 0; i < variables.length; i++) {
            for (int j = 0; j < variables.length; j++) {
                v.setEntry(variables[i], variables[j], inverse.getEntry(i, j));
            }
        }
        List<Term> free = terms.stream()
                .filter(t -> t.kind() == Kind.COVARIANCE && !t.isFixed())
                .toList();
        for (Term s : free) {
            gradient[s.parameter()] += 2 * times * half(s) * v.getEntry(s.row(), s.column());
            for (Term t : free) {
                information[s.parameter()][t.parameter()] += 2
                        * times
                        * half(s)
                        * half(t)
                        * (v.getEntry(s.row(), t.row()) * v.getEntry(s.column(), t.column())
                                + v.getEntry(s.row(), t.column()) * v.getEntry(s.column(), t.row()));
            }
        }
    }

    static Cholesky barrier(ImpliedMoments at, int[] variables, double[] bounds) {
        int m = variables.length;
        double[] s = new double[m * m];
        Arrays.setAll(
                s,
                i -> at.disturbances().getEntry(variables[i / m], variables[i % m])
                        - (i / m == i % m ? bounds[i / m] : 0));
        return Cholesky.of(s, m);
    }

    /** Adds what one parameter alone is charged with, such as a prior. */
    void add(int parameter, double height, double slope, double curvature) {
        value += height;
        gradient[parameter] += slope;
        information[parameter][parameter] += curvature;
    }

    /** {@code GᵀWG}, {@code GᵀWF} and {@code FᵀWF} for the rows G of totals and F of covariances that are seen. */
    private static final class Products {
        private final RealMatrix gg;
        private final RealMatrix gf;
        private final RealMatrix ff;

        static Products of(ImpliedMoments at, int[] seen, RealMatrix w) {
            int[] all = all(at.mean().length);
            return new Products(
                    at.totals().getSubMatrix(seen, all), at.covariance().getSubMatrix(seen, all), w);
        }

        private Products(RealMatrix g, RealMatrix f, RealMatrix w) {
            RealMatrix wf = w.multiply(f);
            this.gg = g.transpose().multiply(w.multiply(g));
            this.gf = g.transpose().multiply(wf);
            this.ff = f.transpose().multiply(wf);
        }

        /** {@code tr(W dC) / 2}. */
        double along(Term t) {
            return switch (t.kind()) {
                case LOADING, REGRESSION -> gf.getEntry(t.row(), t.column());
                case COVARIANCE -> half(t) * gg.getEntry(t.row(), t.column());
                case INTERCEPT -> 0;
            };
        }

        /** {@code tr(W dC W dC') / 2}. */
        double along(Term s, Term t) {
            if (s.kind() == Kind.INTERCEPT || t.kind() == Kind.INTERCEPT) {
                return 0;
            }
            return half(s)
                    * half(t)
                    * (gg.getEntry(s.row(), t.row()) * other(s, t) + cross(s.row(), t) * cross(t.row(), s));
        }

        /** {@code aᵀWb} of a column a of G and the second column of a term. */
        private double cross(int row, Term t) {
            return (t.isPath() ? gf : gg).getEntry(row, t.column());
        }

        /** {@code bᵀWb} of the second columns of two terms. */
        private double other(Term s, Term t) {
            if (s.isPath() == t.isPath()) {
                return (s.isPath() ? ff : gg).getEntry(s.column(), t.column());
            }
            return s.isPath() ? gf.getEntry(t.column(), s.column()) : gf.getEntry(s.column(), t.column());
        }
    }

    /** A variance is named once where a covariance moves two entries. */
    private static double half(Term t) {
        return t.isVariance() ? 0.5 : 1;
    }

    /** By how much of {@code G e} the mean moves. */
    private static double share(Term t, ImpliedMoments at) {
        return switch (t.kind()) {
            case LOADING, REGRESSION -> at.mean()[t.column()];
            case COVARIANCE -> 0;
            case INTERCEPT -> 1;
        };
    }

    public static RealMatrix inverse(Cholesky c) {
        RealMatrix p = square(c.inverseFactor(), c.order());
        return p.transpose().multiply(p);
    }

    static RealMatrix square(double[] flat, int k) {
        double[][] rows = new double[k][];
        Arrays.setAll(rows, i -> Arrays.copyOfRange(flat, i * k, (i + 1) * k));
        return new Array2DRowRealMatrix(rows, false);
    }

    public static int[] all(int n) {
        int[] all = new int[n];
        Arrays.setAll(all, i -> i);
        return all;
    }
}
