package org.em4j.factor.estimate;

import java.util.List;
import org.em4j.core.fit.Fit;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.LinearFactorModel;

/**
 * An estimate, and what was found on the way to it.
 *
 * @param model what was fitted, with its prior or bound
 * @param fit how EM ended, with theta in the units of the data
 * @param starts number of starts
 * @param maxima log-likelihoods of the different maxima that the starts led to, best first, in nats; empty where EM
 *     was not finished by Newton's method
 * @param improper zero-based columns whose uniquenesses end at their bound or fall to zero (Heywood cases)
 */
public record FactorEstimate(
        LinearFactorModel model, Fit<FactorParameters> fit, int starts, List<Double> maxima, List<Integer> improper) {
    /** Copies the lists. */
    public FactorEstimate {
        maxima = List.copyOf(maxima);
        improper = List.copyOf(improper);
    }

    /** The parameters reached. */
    public FactorParameters theta() {
        return fit.theta();
    }
}
