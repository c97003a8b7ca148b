package org.em4j.gallery.sequence;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.em4j.core.mixture.gate.Simplex;
import org.em4j.core.model.Posterior;

/**
 * Forward-backward in logs, scaled at each step: what {@link ScaledPasses} do in other arithmetic.
 *
 * @param first log probabilities of the first state {@code (K)}
 * @param steps log probabilities of transitions {@code (K x K)}, from rows to columns
 */
record LogPasses(double[] first, double[][] steps) {
    /** Of probabilities. */
    static LogPasses of(double[] first, double[][] transitions) {
        return new LogPasses(
                logs(first), Arrays.stream(transitions).map(LogPasses::logs).toArray(double[][]::new));
    }

    private static double[] logs(double... probabilities) {
        return Arrays.stream(probabilities).map(Math::log).toArray();
    }

    private double[] each(IntToDoubleFunction value) {
        return IntStream.range(0, first.length).mapToDouble(value).toArray();
    }

    /** The posterior of a sequence whose emissions have these posteriors {@code (T x K)}. */
    <Q extends Posterior> HiddenMarkov.Path<Q> path(List<List<Q>> within) {
        int length = within.size();
        double[][] forward = new double[length][]; // log p(z_t | x_1 ... x_t)
        double[] scale = new double[length]; // log p(x_t | x_1 ... x_{t-1})
        for (int t = 0; t < length; t++) {
            double[] before = t == 0 ? first : forward[t - 1];
            List<Q> q = within.get(t);
            double[] prior = t == 0 ? first : each(k -> Simplex.normalize(each(i -> before[i] + steps[i][k])));
            forward[t] = each(k -> prior[k] + q.get(k).logEvidence());
            scale[t] = Simplex.normalize(forward[t]);
        }
        double logEvidence = Arrays.stream(scale).sum();
        double[][] smoothed = new double[length][first.length];
        double[] transitions = new double[first.length * first.length];
        double entropy = 0;
        double[] backward = new double[first.length]; // log of p(x_{t+1} ... | z_t) over p(x_{t+1} ... | x_1 ... x_t)
        for (int t = length - 1; t >= 0 && logEvidence > Double.NEGATIVE_INFINITY; t--) {
            double[] after = backward.clone();
            double[] before = forward[t];
            List<Q> q = within.get(t);
            double[] logs = each(k -> before[k] + after[k]);
            double drift = Simplex.normalize(logs); // rounding, which would add up over a long sequence
            for (int i = 0; i < first.length; i++) {
                smoothed[t][i] = Simplex.probability(logs[i]);
                entropy += smoothed[t][i] * (q.get(i).entropy() - (t == 0 && smoothed[t][i] > 0 ? logs[i] : 0));
            }
            for (int i = 0; i < first.length && t > 0; i++) {
                double[] step = steps[i];
                double[] next = each(k -> step[k] + q.get(k).logEvidence() + after[k]);
                backward[i] = Simplex.normalize(next) - scale[t] - drift;
                for (int k = 0; k < first.length; k++) {
                    double both = Simplex.probability(forward[t - 1][i] + backward[i] + next[k]);
                    transitions[i * first.length + k] += both;
                    entropy -= both > 0 ? both * next[k] : 0;
                }
            }
        }
        return new HiddenMarkov.Path<>(smoothed, transitions, within, scale, entropy);
    }
}
