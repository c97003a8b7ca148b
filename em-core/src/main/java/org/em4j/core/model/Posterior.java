package org.em4j.core.model;

import java.io.Serializable;
import java.util.List;
import org.em4j.core.estep.Exactness;

/**
 * The posterior {@code Q_i(z) = p(z | x_i; theta)} of one observation's latent variable: a record of the expectations that
 * {@link LatentModel#accumulate} wants, with these two figures. They come by different ways on purpose: the evidence from
 * the density of x, the entropy from Q alone. Deriving one from the other would blind the audit.
 */
public interface Posterior extends Serializable {
    /** {@code log p(x_i; theta)}, in nats, constants included. */
    double logEvidence();

    /** Entropy of {@code Q_i}, in nats; for a continuous z the differential entropy, which may be negative. */
    double entropy();

    /**
     * How exact the log evidence is: a variational posterior answers {@link Exactness#LOWER_BOUND}, with its bound for the log
     * evidence; one of random draws an {@link Exactness#estimate}.
     */
    default Exactness exactness() {
        return Exactness.EXACT;
    }

    /**
     * The share in the observation, 0 to 1, of a part of the model, for a sentence on which observations a part that
     * collapsed sits on. A model that is not made of parts has all of it.
     *
     * @param parts zero-based number of the part, and of the part of it, and so on inwards, as a {@link Degeneracy} has them
     */
    default double share(List<Integer> parts) {
        return 1;
    }
}
