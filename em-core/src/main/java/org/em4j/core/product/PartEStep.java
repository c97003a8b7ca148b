package org.em4j.core.product;

import java.util.ArrayList;
import java.util.List;
import org.em4j.core.block.Block;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.EStepWorker;
import org.em4j.core.estep.Exactness;
import org.em4j.core.estep.Workspace;

/**
 * The E-step of a part by tiles: that of its model, on the observations that have the part.
 *
 * @param place where the part is
 * @param own of the part's model
 */
record PartEStep<X, Y, S>(Place<X, Y> place, EStep<Y, S> own) implements EStep<X, S> {
    @Override
    public Worker<X, Y, S> batch(Workspace workspace) {
        Workspace apart = new Workspace(workspace.rows()); // its tile would take the place of another part's
        return new Worker<>(place, own.batch(apart), workspace, apart);
    }

    /** One thread's. */
    static final class Worker<X, Y, S> implements EStepWorker<X, S> {
        private final Place<X, Y> place;
        private final EStepWorker<Y, S> own;
        private final Workspace workspace;
        private final Workspace apart;
        private final List<Y> there = new ArrayList<>();
        private final int[] rows; // of what is there, its number in the tile
        private final double[] values;

        Worker(Place<X, Y> place, EStepWorker<Y, S> own, Workspace workspace, Workspace apart) {
            this.place = place;
            this.own = own;
            this.workspace = workspace;
            this.apart = apart;
            this.rows = new int[workspace.rows()];
            this.values = new double[workspace.rows()];
        }

        @Override
        public void evidence(Block<X> tile, double[] out, int at) {
            there.clear();
            for (int i = 0; i < tile.size(); i++) {
                Y y = place.get(tile.get(i));
                out[at + i] = 0;
                if (y != null) {
                    rows[there.size()] = i;
                    there.add(y);
                }
            }
            if (!there.isEmpty()) {
                apart.begin(workspace.block());
                own.evidence(new Seen<>(there, rows, tile), values, 0);
                for (int s = 0; s < there.size(); s++) {
                    out[at + rows[s]] = values[s];
                }
            }
        }

        @Override
        public double accumulate(double[] w, int at, S into) {
            if (there.isEmpty()) {
                return 0;
            }
            for (int s = 0; s < there.size(); s++) {
                values[s] = w[at + rows[s]];
            }
            return own.accumulate(values, 0, into);
        }

        /** The weight of the observations of the tile that have the part. */
        double weight(double[] w, int at) {
            double sum = 0;
            for (int s = 0; s < there.size(); s++) {
                sum += w[at + rows[s]];
            }
            return sum;
        }

        @Override
        public Exactness exactness() {
            return there.isEmpty() ? Exactness.EXACT : own.exactness();
        }
    }

    /** What is there of a tile, in order. */
    private record Seen<X, Y>(List<Y> there, int[] rows, Block<X> tile) implements Block<Y> {
        @Override
        public int size() {
            return there.size();
        }

        @Override
        public Y get(int i) {
            return there.get(i);
        }

        @Override
        public double weight(int i) {
            return tile.weight(rows[i]);
        }
    }
}
