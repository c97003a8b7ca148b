package org.em4j.core.expectation;

import java.util.ArrayList;
import java.util.List;
import org.em4j.core.block.Block;
import org.em4j.core.block.BlockMap;
import org.em4j.core.data.Observations;
import org.em4j.core.estep.EStep;
import org.em4j.core.estep.EStepWorker;
import org.em4j.core.estep.Workspace;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/** The log evidence of each observation: how well the model explains it. */
public final class LogEvidence {
    private LogEvidence() {}

    /** {@code log p(x_i; theta)} {@code (n)}, in nats, in the data's order; weights do not enter. */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> double[] of(
            LatentModel<X, P, Q, S> model, P theta, Observations<X> data) {
        EStep<X, S> bound = ReferenceEStep.unlessBound(model, theta);
        long n = data.count();
        BlockMap<X, List<double[]>> map = rows -> {
            Workspace workspace = new Workspace(rows, n);
            EStepWorker<X, S> batch = bound.batch(workspace);
            return (block, tiles) -> {
                workspace.begin(block);
                List<double[]> values = new ArrayList<>();
                for (Block<X> tile : tiles) {
                    double[] evidence = new double[tile.size()];
                    batch.evidence(tile, evidence, 0);
                    values.add(evidence);
                }
                return values;
            };
        };
        return data.numbers(map);
    }

    /**
     * How far two parameters of a model are from each other, in standard errors, by the log evidence that each gives the
     * data: {@code sqrt(Σ w_i (a_i - b_i)²)}. Nearby it is their difference measured by the scores, whose squares add up to
     * the information; neither labels nor coordinates nor units enter.
     */
    public static double distance(double[] a, double[] b, double[] weights) {
        double squares = 0;
        for (int i = 0; i < weights.length; i++) {
            double difference = a[i] - b[i];
            squares += weights[i] > 0 ? weights[i] * difference * difference : 0;
        }
        return Math.sqrt(squares);
    }
}
