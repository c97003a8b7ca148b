package org.em4j.core.fit.accelerate;

import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.ArrayRealVector;
import org.apache.commons.math3.linear.QRDecomposition;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.EmProblem;

/**
 * Anderson's mixing (Anderson 1965; Walker and Ni 2011; for EM, Henderson and Varadhan 2019): the combination of the last
 * steps that is shortest, in least squares. The guard takes the place of their damping.
 *
 * @param memory how many changes are combined
 */
public record Anderson(int memory) implements Accelerator {
    private static final double DEPENDENT = 1e-10;

    /** Ten changes. */
    public Anderson() {
        this(10);
    }

    @Override
    public <P> EmProblem<P> on(EmProblem<P> map) {
        return new Extrapolated<>(map, () -> new Secants(memory, Anderson::shortest));
    }

    private static double[] shortest(double[][] du, double[][] dr, double[] r) {
        Array2DRowRealMatrix rows = new Array2DRowRealMatrix(dr, false);
        double dependent = DEPENDENT * rows.getFrobeniusNorm();
        return new QRDecomposition(rows.transpose(), dependent)
                .getSolver()
                .solve(new ArrayRealVector(r, false))
                .toArray();
    }

    @Override
    public String toString() {
        return "anderson";
    }
}
