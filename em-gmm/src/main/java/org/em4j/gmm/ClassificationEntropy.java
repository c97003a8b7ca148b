package org.em4j.gmm;

import java.io.Serializable;
import org.em4j.core.data.Observations;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.linalg.Sum;

/**
 * How sure a mixture is of its rows' components.
 *
 * @param entropy of the responsibilities, summed over the rows by weight, in nats: 0 if every row is sure
 * @param certainty log of each row's largest responsibility, summed alike, in nats
 */
public record ClassificationEntropy(double entropy, double certainty) {
    /** The entropy of the components of rows. */
    public static ClassificationEntropy of(GaussianMixture<?, ?> mixture, Observations<double[]> rows) {
        Sums sums = rows.fold(TileResponsibilities.map(mixture, rows.count(), new Summed()), Sums::merge);
        return new ClassificationEntropy(Math.max(0, sums.entropy.value()), sums.certainty.value());
    }

    private record Sums(Sum entropy, Sum certainty) implements Serializable {
        Sums merge(Sums other) {
            entropy.add(other.entropy);
            certainty.add(other.certainty);
            return this;
        }
    }

    private static final class Summed implements TileResponsibilities.Gathering<Sums> {
        private static final long serialVersionUID = 1;

        @Override
        public Sums empty() {
            return new Sums(new Sum(), new Sum());
        }

        @Override
        public void add(double[] responsibilities, double weight, Sums to) {
            double entropy = 0;
            double largest = 0;
            for (double p : responsibilities) {
                entropy -= p > 0 ? p * Math.log(p) : 0;
                largest = Math.max(largest, p);
            }
            to.entropy.add(weight * entropy);
            to.certainty.add(weight * Math.log(largest));
        }
    }

    /**
     * Integrated completed likelihood on the scale of {@link InformationCriteria#bic}: BIC less twice {@link #certainty}, which
     * takes each row's most probable component for known (Biernacki, Celeux and Govaert 2000). Smaller is better.
     */
    public double icl(InformationCriteria criteria) {
        return criteria.bic() - 2 * certainty;
    }
}
