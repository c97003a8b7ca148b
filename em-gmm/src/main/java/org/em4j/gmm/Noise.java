package org.em4j.gmm;

import java.io.Serializable;
import org.em4j.core.data.RowObservations;
import org.em4j.core.mixture.Contaminated;
import org.em4j.core.mixture.NoiseParameters;
import org.em4j.core.mixture.gate.Uniform;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * Rows that belong to no component, spread evenly over a box (Banfield and Raftery 1993).
 *
 * @param weight the part of the rows that is noise
 * @param density its density, which stays
 */
public record Noise(double weight, Uniform density) implements Serializable {
    private static final double START = 0.05;

    /** Something is left for the components. */
    public Noise {
        if (!(weight >= 0 && weight < 1)) {
            throw new IllegalArgumentException(
                    "the weight of noise is " + weight + ": it is 0 or more, and less than 1");
        }
    }

    /** A start: some noise over the range of the rows. */
    public static Noise over(RowObservations rows) {
        return new Noise(START, Uniform.over(rows));
    }

    <P, Q extends Posterior, S extends Statistics<S>> Contaminated<double[], P, Q, S> on(
            LatentModel<double[], P, Q, S> model) {
        return new Contaminated<>(model, density);
    }

    <P> NoiseParameters<P> parameters(P theta) {
        return new NoiseParameters<>(weight, theta);
    }
}
