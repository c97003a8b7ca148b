package org.em4j.laws.density;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.apache.commons.math3.util.MathArrays;
import org.em4j.core.data.Observations;
import org.em4j.core.distribution.Moments;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;

/**
 * A density that is known to be one, near that of draws: about each of them a normal kernel of a few widths for what is
 * measured, and for what is counted the draw's own value, or now and then another.
 */
final class KernelDensity {
    /** A kernel as wide as all draws of a normal density would have it, and narrower ones for what sits in lumps. */
    private static final double[] NARROWER = {1, 0.2, 0.04};

    /** How often a counted value is another than that of the draw in the middle. */
    private static final double OTHERS = 0.3;

    private final DrawnSpace space;
    private final List<List<Object>> draws;
    private final List<double[]> white;
    private final Cholesky covariance;
    private final double[] widths;
    private final double[] peaks;

    private KernelDensity(DrawnSpace space, List<List<Object>> draws, Cholesky covariance) {
        int d = space.measured().size();
        double widest = Math.pow(draws.size(), -1.0 / (d + 4)); // Scott's rule
        this.space = space;
        this.draws = draws;
        this.covariance = covariance;
        this.white = draws.stream()
                .map(draw -> covariance.whiten(numbers(space, draw)))
                .toList();
        this.widths = Arrays.stream(NARROWER).map(part -> part * widest).toArray();
        this.peaks = Arrays.stream(widths).map(width -> Math.pow(width, -d)).toArray();
    }

    /** Around draws; empty where they lie in a plane, and have no density. */
    static Optional<KernelDensity> around(DrawnSpace space, List<List<Object>> draws) {
        int d = space.measured().size();
        try {
            double[] covariance = d == 0
                    ? new double[0]
                    : Moments.of(Observations.of(draws.stream()
                                    .map(draw -> numbers(space, draw))
                                    .toList()))
                            .covariance();
            return Optional.of(new KernelDensity(space, draws, Cholesky.of(covariance, d)));
        } catch (NotPositiveDefiniteException e) {
            return Optional.empty();
        }
    }

    private static double[] numbers(DrawnSpace space, List<Object> leaves) {
        return space.measured().keySet().stream()
                .mapToDouble(i -> (Double) leaves.get(i))
                .toArray();
    }

    List<Object> sample(RandomGenerator random) {
        int centre = random.nextInt(draws.size());
        List<Object> leaves = new ArrayList<>(draws.get(centre));
        space.counted().forEach((i, values) -> {
            if (random.nextDouble() < OTHERS) {
                leaves.set(i, values.get(random.nextInt(values.size())));
            }
        });
        double width = widths[random.nextInt(widths.length)];
        double[] z = white.get(centre).clone();
        Arrays.setAll(z, j -> z[j] + width * random.nextGaussian());
        double[] x = covariance.colour(z);
        int j = 0;
        for (int i : space.measured().keySet()) {
            leaves.set(i, x[j++]);
        }
        return leaves;
    }

    double logDensity(List<Object> leaves) {
        double[] z = covariance.whiten(numbers(space, leaves));
        double sum = 0;
        for (int k = 0; k < draws.size(); k++) {
            double squares = MathArrays.distance(z, white.get(k));
            squares *= squares;
            double kernels = 0;
            for (int i = 0; i < widths.length; i++) {
                kernels += Math.exp(-0.5 * squares / (widths[i] * widths[i])) * peaks[i];
            }
            sum += kernels > 0 ? kernels * counted(leaves, draws.get(k)) : 0;
        }
        return Math.log(sum / (draws.size() * widths.length))
                - 0.5 * (z.length * Math.log(2 * Math.PI) + covariance.logDeterminant());
    }

    private double counted(List<Object> leaves, List<Object> centre) {
        double product = 1;
        for (var place : space.counted().entrySet()) {
            int i = place.getKey();
            product *= OTHERS / place.getValue().size() + (leaves.get(i).equals(centre.get(i)) ? 1 - OTHERS : 0);
        }
        return product;
    }
}
