package org.em4j.core.fit;

import java.util.List;

/** A fit's history, from the start (iteration 0) on. */
public record Trace(List<Entry> entries) {
    /**
     * One iteration.
     *
     * @param iteration number of M-steps before it
     * @param logLikelihood at this iteration's parameters, in nats
     * @param objective log-likelihood plus log prior, in nats
     * @param surrogateGain {@code Q(theta) - Q(previous)} under the previous posteriors: what the M-step gained
     * @param remainder the rest of the log-likelihood's change: the Kullback-Leibler divergence of the previous
     *     posteriors from these, never negative but for rounding
     */
    public record Entry(
            int iteration, double logLikelihood, double objective, double surrogateGain, double remainder) {}

    /** The last entry. */
    public Entry last() {
        return entries.get(entries.size() - 1);
    }

    /** Number of iterations, the start not counted. */
    public int iterations() {
        return entries.size() - 1;
    }

    /** The log-likelihoods, from the start on, in nats. */
    public double[] logLikelihoods() {
        return entries.stream().mapToDouble(Entry::logLikelihood).toArray();
    }
}
