package org.em4j.factor.mixture;

import java.util.List;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.model.SharedFactors;

/**
 * A mixture of factor analysers as it was fitted, and where each of its components ended.
 *
 * @param fitted the components, what they share, and their parameters
 * @param endings one for each component, or one for all that share their noise; none where it was not decided
 */
public record FactorMixtureEstimate(
        Fitted<SharedFactors, MixtureParameters<FactorParameters>> fitted, List<FactorMixtureFit.Ending> endings) {
    /** Copies the list. */
    public FactorMixtureEstimate {
        endings = List.copyOf(endings);
    }

    /** The mixture at the parameters reached. */
    public FactorMixture mixture() {
        return new FactorMixture(fitted.model(), fitted.parameters());
    }

    /** The fit with what is known of its components. */
    public FactorMixtureFit decided() {
        return new FactorMixtureFit(fitted.fit(), endings);
    }

    /** A copy that says what a search had found before it. */
    FactorMixtureEstimate among(Optima<MixtureParameters<FactorParameters>> found) {
        return new FactorMixtureEstimate(fitted.among(found), endings);
    }
}
