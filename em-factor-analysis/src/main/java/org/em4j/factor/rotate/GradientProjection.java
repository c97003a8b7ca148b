package org.em4j.factor.rotate;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.LUDecomposition;
import org.apache.commons.math3.linear.RealMatrix;
import org.apache.commons.math3.linear.SingularValueDecomposition;

/**
 * Rotation by gradient projection (Jennrich 2001, 2002): downhill on a criterion over matrices T {@code (q x q)} that are
 * orthogonal, or, for oblique factors, whose columns have length one.
 *
 * @param criterion what is made small
 * @param oblique whether factors may correlate
 * @param loadings A {@code (d x q)}: rotated ones are {@code A T}, or {@code A T⁻ᵀ} for oblique factors
 */
public record GradientProjection(RotationCriterion criterion, boolean oblique, RealMatrix loadings) {
    private static final int MAX_STEPS = 5_000;
    private static final int HALVINGS = 30;
    private static final double FLAT = 1e-11;

    /** In a criterion, as a part of it: sums over some hundred loadings. */
    private static final double ROUNDING = 1e-13;

    /** Where a descent ended. */
    record End(RealMatrix turn, double value) {}

    private record Place(RealMatrix turn, double value, RealMatrix gradient) {}

    /** The local minimum downhill from some T. */
    End from(RealMatrix turn) {
        Place at = at(turn);
        double step = 1;
        for (int t = 0; t < MAX_STEPS; t++) {
            RealMatrix down = tangent(at);
            double slope = down.getFrobeniusNorm();
            if (slope < FLAT) {
                break;
            }
            step *= 2;
            Place next = at(moved(at, down, step));
            int halvings = 0;
            while (!isLower(next, at, slope, step) && halvings++ < HALVINGS) {
                step /= 2;
                next = at(moved(at, down, step));
            }
            if (halvings > HALVINGS) {
                break; // rounding hides what is left to gain
            }
            at = next;
        }
        return new End(at.turn(), at.value());
    }

    /** By half of what the slope promises; where rounding in the criterion would hide that, by the slope that is left. */
    private boolean isLower(Place next, Place at, double slope, double step) {
        double gain = 0.5 * slope * slope * step;
        return gain > ROUNDING * Math.abs(at.value())
                ? next.value() < at.value() - gain
                : tangent(next).getFrobeniusNorm() < slope;
    }

    /** {@code A T}, or {@code A T⁻ᵀ}. */
    RealMatrix rotated(RealMatrix turn) {
        return loadings.multiply(oblique ? inverse(turn).transpose() : turn);
    }

    private RealMatrix moved(Place at, RealMatrix down, double step) {
        return retracted(at.turn().subtract(down.scalarMultiply(step)));
    }

    private Place at(RealMatrix turn) {
        RealMatrix rotated = rotated(turn);
        RotationCriterion.Slope slope = criterion.at(rotated);
        RealMatrix g = new Array2DRowRealMatrix(slope.gradient(), false);
        RealMatrix gradient = oblique
                ? rotated.transpose()
                        .multiply(g)
                        .multiply(inverse(turn))
                        .transpose()
                        .scalarMultiply(-1)
                : loadings.transpose().multiply(g);
        return new Place(turn, slope.value(), gradient);
    }

    /** The gradient less what would lead off the matrices allowed. */
    private RealMatrix tangent(Place at) {
        RealMatrix t = at.turn();
        RealMatrix g = at.gradient();
        RealMatrix inner = t.transpose().multiply(g);
        if (oblique) {
            RealMatrix tangent = g.copy();
            for (int a = 0; a < t.getColumnDimension(); a++) {
                tangent.setColumnVector(
                        a, g.getColumnVector(a).subtract(t.getColumnVector(a).mapMultiply(inner.getEntry(a, a))));
            }
            return tangent;
        }
        return g.subtract(t.multiply(inner.add(inner.transpose()).scalarMultiply(0.5)));
    }

    /** The nearest matrix that is allowed. */
    private RealMatrix retracted(RealMatrix t) {
        if (oblique) {
            RealMatrix unit = t.copy();
            for (int a = 0; a < t.getColumnDimension(); a++) {
                unit.setColumnVector(a, t.getColumnVector(a).unitVector());
            }
            return unit;
        }
        return nearestOrthogonal(t);
    }

    static RealMatrix nearestOrthogonal(RealMatrix t) {
        SingularValueDecomposition svd = new SingularValueDecomposition(t);
        return svd.getU().multiply(svd.getVT());
    }

    public static RealMatrix inverse(RealMatrix t) {
        return new LUDecomposition(t, 0).getSolver().getInverse();
    }
}
