package org.em4j.core.mixture.gate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.em4j.core.block.Block;
import org.em4j.core.data.Labelled;
import org.em4j.core.data.LabelledBlock;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Edge;
import org.em4j.core.model.Sums;

/**
 * Proportions of components that are known for some observations: of those {@code p(z, label)} is the weight of the labelled
 * component, and nothing for the others.
 *
 * @param outcomes number of components, K
 */
public record KnownLabels<X>(int outcomes) implements Gate<Labelled<X>, double[], Sums> {
    private Proportions<Labelled<X>> proportions() {
        return new Proportions<>(outcomes);
    }

    @Override
    public Function<Labelled<X>, double[]> logWeights(double[] weights) {
        double[] logs = Proportions.logs(weights);
        return x -> x.isKnown() ? only(x.label(), logs) : logs;
    }

    private static double[] only(int label, double[] logs) {
        double[] known = new double[logs.length];
        Arrays.fill(known, Double.NEGATIVE_INFINITY);
        known[label] = logs[label];
        return known;
    }

    @Override
    public Sums zero(double[] weights) {
        return new Sums(outcomes);
    }

    @Override
    public void accumulate(Labelled<X> x, double[] shares, double weight, Sums into) {
        into.add(weight, shares);
    }

    @Override
    public double[] maximize(Sums counts, double[] current) {
        return proportions().maximize(counts, current);
    }

    @Override
    public double expectedLogWeights(double[] weights, Sums counts) {
        return proportions().expectedLogWeights(weights, counts);
    }

    @Override
    public Optional<Chart<double[]>> chart(double[] weights) {
        return proportions().chart(weights);
    }

    @Override
    public List<Edge<double[]>> edges(double[] weights) {
        return proportions().edges(weights);
    }

    @Override
    public GateWorker<Labelled<X>, Sums> worker(double[] weights) {
        return new Proportions.Counting<>(weights) {
            @Override
            public double[] logWeights(Block<Labelled<X>> tile, double[] joint, int components, int stride) {
                LabelledBlock<X> labelled = LabelledBlock.of(tile);
                for (int i = 0; i < tile.size(); i++) {
                    int label = labelled.label(i);
                    for (int k = 0; k < outcomes && label != Labelled.UNKNOWN; k++) {
                        if (k != label) {
                            joint[k * stride + i] = Double.NEGATIVE_INFINITY;
                        }
                    }
                }
                return super.logWeights(tile, joint, components, stride);
            }
        };
    }
}
