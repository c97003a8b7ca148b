package org.em4j.gmm;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
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
 */
public record RandomRows<P extends Normal, S extends Statistics<S>>(CovarianceFamily<P, S> family, int k, Rows rows)
        implements Initializer<MixtureParameters<P>> {
    private record Ticket(double[] row, double number) {}

    /**
     * Starts for k components on the rows; values that are missing are drawn, once, from one normal distribution.
     *
     * @throws InvalidDataException if there are fewer rows of positive weight than components
     * @throws DegenerateException if no component of the family fits even all rows together
     */
    public static <P extends Normal, S extends Statistics<S>> RandomRows<P, S> of(
            CovarianceFamily<P, S> family, int k, Rows rows) {
        return new RandomRows<>(family, k, HardLabels.requireStart(family, k, rows));
    }

    @Override
    public MixtureParameters<P> start(RandomGenerator random) {
        List<double[]> means = new ArrayList<>();
        List<double[]> equal = new ArrayList<>(); // to an earlier component's mean: the two would never part
        for (double[] row : shuffled(random)) {
            if (means.size() == k) {
                break;
            }
            (means.stream().anyMatch(mean -> Arrays.equals(mean, row)) ? equal : means).add(row);
        }
        means.addAll(equal);
        return HardLabels.shared(family, Moments.of(rows), means.subList(0, k).toArray(double[][]::new));
    }

    /** As drawn one after another, each by its weight of what is left (Efraimidis and Spirakis 2006). */
    private List<double[]> shuffled(RandomGenerator random) {
        return IntStream.range(0, rows.size())
                .filter(i -> rows.weight(i) > 0)
                .mapToObj(i -> new Ticket(rows.get(i), random.nextExponential() / rows.weight(i)))
                .sorted(Comparator.comparingDouble(Ticket::number))
                .map(Ticket::row)
                .toList();
    }
}
