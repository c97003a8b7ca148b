package org.em4j.core.inference;

import java.util.Locale;

/**
 * What a fit is worth, for its number of parameters.
 *
 * @param freeParameters p
 * @param logLikelihood at the parameters, in nats
 * @param n total weight of the rows
 */
public record InformationCriteria(int freeParameters, double logLikelihood, double n) {
    /** Bayesian information criterion, {@code p log n - 2 log L}: smaller is better. */
    public double bic() {
        return freeParameters * Math.log(n) - 2 * logLikelihood;
    }

    /** Akaike's information criterion, {@code 2 p - 2 log L}: smaller is better. */
    public double aic() {
        return 2.0 * freeParameters - 2 * logLikelihood;
    }

    /** One line for a summary. */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "log-likelihood %.4f   free parameters %d   BIC %.4f   AIC %.4f",
                logLikelihood,
                freeParameters,
                bic(),
                aic());
    }
}
