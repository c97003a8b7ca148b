package org.em4j.benchmark.peer;

import org.apache.commons.math3.stat.correlation.Covariance;

/** What all start from that can be told where to. */
final class Start {
    private Start() {}

    /** The covariance of all rows {@code (d x d)}. */
    static double[][] covariance(double[][] x) {
        return new Covariance(x, false).getCovarianceMatrix().getData();
    }
}
