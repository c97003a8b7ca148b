package org.em4j.core.fit.accelerate;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.EmProblem;

/**
 * Quasi-Newton by secants (Zhou, Alexander and Lange 2011): Newton's method for {@code r(u) = 0} with the Jacobian of
 * least change from EM's that has taken the last steps where they went.
 *
 * @param memory how many secants are kept
 */
public record QuasiNewton(int memory) implements Accelerator {
    private static final double DEPENDENT = 1e-10;

    /** Ten secants. */
    public QuasiNewton() {
        this(10);
    }

    @Override
    public <P> EmProblem<P> on(EmProblem<P> map) {
        return new Extrapolated<>(map, () -> new Secants(memory, QuasiNewton::newton));
    }

    private static double[] newton(double[][] du, double[][] dr, double[] r) {
        Array2DRowRealMatrix rows = new Array2DRowRealMatrix(du, false);
        var system = rows.multiply(new Array2DRowRealMatrix(dr, false).transpose());
        return new QRDecomposition(system, DEPENDENT * system.getFrobeniusNorm())
                .getSolver()
                .solve(rows.operate(new ArrayRealVector(r, false)))
                .toArray();
    }

    @Override
    public String toString() {
        return "quasi-newton";
    }
}
