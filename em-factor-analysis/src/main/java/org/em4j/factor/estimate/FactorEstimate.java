package org.em4j.factor.estimate;

import java.util.List;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.Fit;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.LinearFactorModel;

/**
 * An estimate, and what was found on the way to it.
 *
 * @param fitted the model as it was fitted, with its prior or bound, and theta in the units of the data
 * @param starts number of starts
 * @param maxima log-likelihoods of the different maxima that the starts led to, best first, in nats; empty where EM
 *     was not finished by Newton's method
 * @param improper zero-based columns whose uniquenesses end at their bound or fall to zero (Heywood cases)
 */
public record FactorEstimate(
        Fitted<LinearFactorModel, FactorParameters> fitted, int starts, List<Double> maxima, List<Integer> improper) {
    /** Copies the lists. */
    public FactorEstimate {
        maxima = List.copyOf(maxima);
        improper = List.copyOf(improper);
    }

    /** How EM ended. */
    public Fit<FactorParameters> fit() {
        return fitted.fit();
    }

    /** The parameters reached. */
    public FactorParameters theta() {
        return fitted.parameters();
    }
}
