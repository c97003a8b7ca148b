package org.em4j.core.product;

import java.io.Serializable;
import java.util.List;
import org.em4j.core.block.Block;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.EStepWorker;
import org.em4j.core.estep.Exactness;
import org.em4j.core.estep.Workspace;

/**
 * The E-step of a product by tiles: those of its parts, one after the other.
 *
 * @param parts each with its statistics among those of all
 */
record ProductEStep<X>(List<Of<X, ?>> parts) implements EStep<X, Product.Totals> {
    /** One part: its E-step, and the number of its statistics. */
    record Of<X, S>(PartEStep<X, ?, S> estep, int number) implements Serializable {
        Each<X, S> batch(Workspace workspace) {
            return new Each<>(estep.batch(workspace), number);
        }
    }

    /** One part's worker. */
    private record Each<X, S>(PartEStep.Worker<X, ?, S> worker, int number) {
        @SuppressWarnings("unchecked") // at the part's number is what the part made
        double accumulate(double[] w, int at, Product.Totals into) {
            return worker.accumulate(w, at, (S) into.parts().get(number));
        }
    }

    @Override
    public EStepWorker<X, Product.Totals> batch(Workspace workspace) {
        List<Each<X, ?>> workers =
                parts.stream().<Each<X, ?>>map(part -> part.batch(workspace)).toList();
        return new Worker<>(workers, new double[workspace.rows()]);
    }

    private record Worker<X>(List<Each<X, ?>> parts, double[] values) implements EStepWorker<X, Product.Totals> {
        @Override
        public void evidence(Block<X> tile, double[] out, int at) {
            for (int j = 0; j < parts.size(); j++) {
                parts.get(j).worker.evidence(tile, values, 0);
                for (int i = 0; i < tile.size(); i++) {
                    out[at + i] = values[i] + (j == 0 ? 0 : out[at + i]);
                }
            }
        }

        @Override
        public double accumulate(double[] w, int at, Product.Totals into) {
            double entropy = 0;
            double[] seen = new double[parts.size()];
            for (int j = 0; j < seen.length; j++) {
                entropy += parts.get(j).accumulate(w, at, into);
                seen[j] = parts.get(j).worker.weight(w, at);
            }
            into.seen().add(1, seen);
            return entropy;
        }

        @Override
        public Exactness exactness() {
            return parts.stream().map(part -> part.worker.exactness()).reduce(Exactness.EXACT, Exactness::and);
        }
    }
}
