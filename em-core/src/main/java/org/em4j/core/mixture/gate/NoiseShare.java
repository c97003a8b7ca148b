package org.em4j.core.mixture.gate;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.em4j.core.block.Block;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Edge;
import org.em4j.core.model.Sums;

/**
 * The part ε of the observations that is noise of a fixed density, and belongs to no component; the other outcome is the
 * one component.
 *
 * @param noise the density of the noise
 */
public record NoiseShare<X>(Density<X> noise) implements Gate<X, Double, Sums> {
    /** The least log odds of noise that a chart holds: below e⁻⁶⁰⁰ the shares of noise are zero, see {@link Simplex}. */
    private static final double LEAST = -600;

    @Override
    public int outcomes() {
        return 2;
    }

    @Override
    public Function<X, double[]> logWeights(Double share) {
        double logRest = Math.log1p(-share);
        double logNoise = Math.log(share);
        return x -> new double[] {logRest, logNoise + noise.log(x)};
    }

    /** What is no noise, what is, and the log density of what is. */
    @Override
    public Sums zero(Double share) {
        return new Sums(3);
    }

    @Override
    public void accumulate(X x, double[] shares, double weight, Sums into) {
        into.add(weight, shares[0], shares[1], shares[1] == 0 ? 0 : shares[1] * noise.log(x));
    }

    @Override
    public Double maximize(Sums s, Double current) {
        double share = s.get(1) / (s.get(0) + s.get(1));
        if (!(share < 1)) { // also where there is no weight at all
            throw new DegenerateException(Degeneracy.of("all rows are noise", "fit without noise"));
        }
        return share;
    }

    @Override
    public double expectedLogWeights(Double share, Sums s) {
        return Sums.xlog1py(s.get(0), -share) + Sums.xlogy(s.get(1), share) + s.get(2);
    }

    /** The log odds of noise; no coordinate where none is left. */
    @Override
    public Optional<Chart<Double>> chart(Double at) {
        return Optional.of(
                at == 0
                        ? Chart.of(share -> new double[0], u -> 0.0)
                        : Chart.of(
                                share -> new double[] {Math.max(LEAST, Math.log(share) - Math.log1p(-share))},
                                u -> 1 / (1 + Math.exp(-u[0]))));
    }

    @Override
    public List<Edge<Double>> edges(Double share) {
        return List.of(new Edge<>("P(noise) = 0", share, (now, far) -> far));
    }

    @Override
    public String name(int k) {
        return "";
    }

    @Override
    public GateWorker<X, Sums> worker(Double share) {
        return new Worker(share);
    }

    private final class Worker implements GateWorker<X, Sums> {
        private final double[] logs;
        private double[] densities = {};
        private int n;

        Worker(double share) {
            this.logs = new double[] {Math.log1p(-share), Math.log(share)};
        }

        @Override
        public double[] logWeights(Block<X> tile, double[] joint, int components, int stride) {
            n = tile.size();
            densities = densities.length < n ? new double[stride] : densities;
            for (int i = 0; i < n; i++) {
                densities[i] = noise.log(tile.get(i));
                joint[stride + i] = densities[i];
            }
            return logs;
        }

        @Override
        public void accumulate(double[] w, int at, double[] shares, int stride, double[] counts, Sums into) {
            double log = 0;
            for (int i = 0; i < n; i++) {
                double share = w[at + i] * shares[stride + i];
                log += share == 0 ? 0 : share * densities[i];
            }
            into.add(1, counts[0], counts[1], log);
        }
    }
}
