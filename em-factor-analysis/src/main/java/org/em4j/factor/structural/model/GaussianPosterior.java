package org.em4j.factor.structural.model;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.em4j.core.linalg.JointGaussian;

/** The posteriors of one group's rows of which the same columns are seen, straight from the joint normal distribution. */
final class GaussianPosterior {
    private final int[] seen;
    private final int[] open;
    private final double[] mean;
    private final JointGaussian marginal; // about zero, so that data far from the origin lose no digits
    private final JointGaussian.Conditional conditional;
    private final double[] covariance;
    private final double entropy;

    private GaussianPosterior(int[] seen, int[] open, double[] mean, JointGaussian joint) {
        this.seen = seen;
        this.open = open;
        this.mean = mean;
        this.marginal = joint.marginal(seen);
        this.conditional = joint.conditional(open, seen);
        double[][] rest = conditional.covariance();
        this.covariance = Arrays.stream(rest).flatMapToDouble(Arrays::stream).toArray();
        this.entropy = JointGaussian.of(new double[open.length], rest).entropy();
    }

    /**
     * Given some of the variables.
     *
     * @param whole the variables that have a density together, the columns first
     * @param seen of the columns
     */
    static GaussianPosterior of(ImpliedMoments at, int[] whole, int[] seen) {
        int[] open = IntStream.range(0, whole.length)
                .filter(i -> Arrays.binarySearch(seen, i) < 0)
                .toArray();
        double[][] covariance = at.covariance().getSubMatrix(whole, whole).getData();
        return new GaussianPosterior(
                seen, open, at.mean(whole), JointGaussian.of(new double[whole.length], covariance));
    }

    /** The posterior of a row {@code (d)}. */
    Completion completion(int group, double[] x) {
        double[] deviations =
                Arrays.stream(seen).mapToDouble(j -> x[j] - mean[j]).toArray();
        double[] expected = mean.clone();
        double[] moved = conditional.mean(deviations);
        for (int k = 0; k < open.length; k++) {
            expected[open[k]] += moved[k];
        }
        for (int j : seen) {
            expected[j] = x[j];
        }
        return new Completion(group, expected, open, covariance, marginal.logDensity(deviations), entropy);
    }
}
