package org.em4j.gmm;

import java.util.Arrays;
import org.em4j.core.data.Observations;
import org.em4j.core.inference.InformationCriteria;

/**
 * How sure a mixture is of its rows' components.
 *
 * @param entropy of the responsibilities, summed over the rows by weight, in nats: 0 if every row is sure
 * @param certainty log of each row's largest responsibility, summed alike, in nats
 */
public record ClassificationEntropy(double entropy, double certainty) {
    /** The entropy of the components of rows. */
    public static ClassificationEntropy of(GaussianMixture<?, ?> mixture, Observations<double[]> rows) {
        double[][] responsibilities = mixture.responsibilities(rows);
        double[] weights = rows.weights();
        double entropy = 0;
        double certainty = 0;
        for (int i = 0; i < responsibilities.length; i++) {
            double[] r = responsibilities[i];
            entropy -= weights[i]
                    * Arrays.stream(r).map(p -> p > 0 ? p * Math.log(p) : 0).sum();
            certainty += weights[i] * Math.log(Arrays.stream(r).max().orElseThrow());
        }
        return new ClassificationEntropy(Math.max(0, entropy), certainty);
    }

    /**
     * Integrated completed likelihood on the scale of {@link InformationCriteria#bic}: BIC less twice {@link #certainty}, which
     * takes each row's most probable component for known (Biernacki, Celeux and Govaert 2000). Smaller is better.
     */
    public double icl(InformationCriteria criteria) {
        return criteria.bic() - 2 * certainty;
    }
}
