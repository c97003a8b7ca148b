package org.em4j.core.mixture;

import java.util.List;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.RowPosterior;

/**
 * Which component an observation came from, and each component's own posterior.
 *
 * @param responsibilities {@code (K)}, summing to one
 * @param within the components' posteriors of the same observation
 */
public record ComponentPosterior<Q extends Posterior>(double[] responsibilities, List<Q> within, double logEvidence)
        implements Posterior {
    /** {@code Σ_k r_k (H(Q_k) - log r_k)}, in nats. */
    @Override
    public double entropy() {
        double h = 0;
        for (int k = 0; k < responsibilities.length; k++) {
            double r = responsibilities[k];
            h += r > 0 ? r * (within.get(k).entropy() - Math.log(r)) : 0;
        }
        return h;
    }

    /** The responsibility of a component. */
    @Override
    public double share(int part) {
        return responsibilities[part];
    }

    /** The posterior of a row whose components' posteriors are of rows: it expects the average of what they do. */
    public static <Q extends RowPosterior> RowPosterior ofRow(ComponentPosterior<Q> q) {
        return new OfRow<>(q);
    }

    private record OfRow<Q extends RowPosterior>(ComponentPosterior<Q> q) implements RowPosterior {
        @Override
        public double logEvidence() {
            return q.logEvidence;
        }

        @Override
        public double entropy() {
            return q.entropy();
        }

        @Override
        public double share(int part) {
            return q.share(part);
        }

        @Override
        public double expected(int column) {
            double mean = 0;
            for (int k = 0; k < q.responsibilities.length; k++) {
                mean += q.responsibilities[k] * q.within.get(k).expected(column);
            }
            return mean;
        }
    }
}
