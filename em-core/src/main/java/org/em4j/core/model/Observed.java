package org.em4j.core.model;

/** The posterior of a model with nothing latent: a plain density. Its entropy is zero. */
public record Observed(double logEvidence) implements Posterior {
    @Override
    public double entropy() {
        return 0;
    }
}
