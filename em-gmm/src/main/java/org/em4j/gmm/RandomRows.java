package org.em4j.gmm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Initializer;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Moments;
import org.em4j.core.model.Statistics;

/**
 * Starts about rows drawn at random, different ones for different components, with equal weights and the covariance of all
 * rows: for where clusters mislead, and for many restarts.
 *
 * @param family what to start
 * @param k number of components
 * @param rows the data, without gaps
 * @param moments of the data
 */
public record RandomRows<P extends Normal, S extends Statistics<S>>(
        CovarianceFamily<P, S> family, int k, Rows rows, Moments moments) implements Initializer<MixtureParameters<P>> {
    /**
     * Starts for k components on the rows; values that are missing are drawn, once, from one normal distribution.
     *
     * @throws InvalidDataException if there are fewer rows of positive weight than components
     * @throws DegenerateException if no component of the family fits even all rows together
     */
    public static <P extends Normal, S extends Statistics<S>> RandomRows<P, S> of(
            CovarianceFamily<P, S> family, int k, Rows rows) {
        Rows filled = HardLabels.requireStart(family, k, rows);
        return new RandomRows<>(family, k, filled, Moments.of(filled));
    }

    @Override
    public MixtureParameters<P> start(RandomGenerator random) {
        Queue<Integer> order = shuffled(random);
        List<double[]> means = new ArrayList<>();
        List<double[]> equal = new ArrayList<>(); // to an earlier component's mean: the two would never part
        while (means.size() < k && !order.isEmpty()) {
            double[] row = rows.get(order.remove());
            (means.stream().anyMatch(mean -> Arrays.equals(mean, row)) ? equal : means).add(row);
        }
        means.addAll(equal);
        return HardLabels.shared(family, moments, means.subList(0, k).toArray(double[][]::new));
    }

    /** Numbers of rows as drawn one after another, each by its weight of what is left (Efraimidis and Spirakis 2006). */
    private Queue<Integer> shuffled(RandomGenerator random) {
        double[] time = new double[rows.size()];
        Arrays.setAll(time, i -> random.nextExponential() / rows.weight(i));
        Queue<Integer> order = new PriorityQueue<>(rows.size(), Comparator.comparingDouble(i -> time[i]));
        IntStream.range(0, rows.size()).filter(i -> rows.weight(i) > 0).forEach(order::add);
        return order;
    }
}
