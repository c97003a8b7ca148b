package org.em4j.core.mixture;

import java.util.List;
import org.em4j.core.estep.Exactness;
import org.em4j.core.expectation.RowPosterior;
import org.em4j.core.model.Posterior;

/**
 * Which component an observation came from, and each component's own posterior.
 *
 * @param responsibilities {@code (K)}, summing to one; then of outcomes that are noise, if the gate has some
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
            double own = r > 0 && k < within.size() ? within.get(k).entropy() : 0; // noise has nothing latent
            h += r > 0 ? r * (own - Math.log(r)) : 0;
        }
        return h;
    }

    /** No better than any component's that has a share. */
    @Override
    public Exactness exactness() {
        Exactness all = Exactness.EXACT;
        for (int k = 0; k < within.size(); k++) {
            all = responsibilities[k] > 0 ? all.and(within.get(k).exactness().times(responsibilities[k])) : all;
        }
        return all;
    }

    /** The responsibility of a component, and the share in that of its own part. */
    @Override
    public double share(List<Integer> parts) {
        if (parts.isEmpty()) {
            return 1;
        }
        int k = parts.get(0);
        return responsibilities[k] == 0
                ? 0
                : responsibilities[k] * within.get(k).share(parts.subList(1, parts.size()));
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
        public Exactness exactness() {
            return q.exactness();
        }

        @Override
        public double share(List<Integer> parts) {
            return q.share(parts);
        }

        @Override
        public double expected(int column) {
            double mean = 0;
            for (int k = 0; k < q.within.size(); k++) {
                mean += q.responsibilities[k] * q.within.get(k).expected(column);
            }
            return mean;
        }
    }
}
