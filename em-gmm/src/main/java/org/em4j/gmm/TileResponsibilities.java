package org.em4j.gmm;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.estep.Workspace;
import org.em4j.core.mixture.MixtureEStep;
import org.em4j.core.mixture.MixtureEStepWorker;

/** To which components of a mixture, and to its noise, the rows of a tile belong. Thread-confined. */
final class TileResponsibilities {
    private final List<MixtureEStepWorker<double[], ?, ?>> workers; // of the components, and of what is none of them
    private final double[] evidence;

    private TileResponsibilities(List<MixtureEStep<double[], ?, ?, ?>> steps, int rows, long n) {
        this.workers = new ArrayList<>();
        steps.forEach(step -> workers.add(step.batch(new Workspace(rows, n))));
        this.evidence = new double[rows];
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>>
            List<MixtureEStep<double[], ?, ?, ?>> steps(GaussianMixture<P, S> mixture) {
        var model = mixture.model();
        List<MixtureEStep<double[], ?, ?, ?>> steps = new ArrayList<>();
        steps.add(model.model().eStep(model.inner(mixture.theta())));
        mixture.noise().ifPresent(noise -> {
            var noisy = noise.on(model);
            steps.add(noisy.model().eStep(noisy.inner(noise.parameters(mixture.theta()))));
        });
        return steps;
    }

    /** What is made of the rows of a block. */
    interface Gathering<A> extends Serializable {
        /** Of no rows. */
        A empty();

        /** Adds a row's responsibilities {@code (K)}, of noise in a last place, which the caller lets go of. */
        void add(double[] responsibilities, double weight, A to);
    }

    /** Gathers the responsibilities of each block, of n rows in all. */
    static <A> BlockMap<double[], A> map(GaussianMixture<?, ?> mixture, long n, Gathering<A> gathering) {
        List<MixtureEStep<double[], ?, ?, ?>> steps = steps(mixture);
        return rows -> {
            TileResponsibilities worker = new TileResponsibilities(steps, rows, n);
            return (number, tiles) -> {
                A block = gathering.empty();
                for (Block<double[]> tile : tiles) {
                    worker.read(tile);
                    for (int i = 0; i < tile.size(); i++) {
                        gathering.add(worker.row(i), tile.weight(i), block);
                    }
                }
                return block;
            };
        };
    }

    /** Gathers them in a list. */
    static final class Listed implements Gathering<List<double[]>> {
        private static final long serialVersionUID = 1;

        @Override
        public List<double[]> empty() {
            return new ArrayList<>();
        }

        @Override
        public void add(double[] responsibilities, double weight, List<double[]> to) {
            to.add(responsibilities);
        }
    }

    private void read(Block<double[]> tile) {
        workers.forEach(worker -> worker.evidence(tile, evidence, 0));
    }

    private double[] row(int i) {
        double[] r = workers.get(0).responsibilities(i);
        if (workers.size() == 1) {
            return r;
        }
        double[] outcome = workers.get(1).responsibilities(i); // of all components together, and of noise
        double[] shares = Arrays.copyOf(r, r.length + 1);
        Arrays.setAll(shares, k -> k < r.length ? outcome[0] * r[k] : outcome[1]);
        return shares;
    }
}
