package org.em4j.benchmark.peer;

/** A library that fits mixtures of Gaussians, and how it is asked to. Rows are {@code (n x d)}. */
public interface Peer {
    /** Name and version. */
    String name();

    /**
     * Fits k components as the library's manual says, with its own start and settings.
     *
     * @return the total log-likelihood, in nats
     * @throws Exception whatever the library ends with
     */
    double fit(double[][] x, int k) throws Exception;

    /**
     * Runs so many iterations of EM, from the means {@code (k x d)} and the covariance of all rows where the library takes
     * a start, from its own where it does not.
     *
     * @return the total log-likelihood, in nats
     * @throws Exception whatever the library ends with
     */
    double iterate(double[][] x, double[][] means, int iterations) throws Exception;
}
