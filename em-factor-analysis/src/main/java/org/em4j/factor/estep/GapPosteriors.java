package org.em4j.factor.estep;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.em4j.core.data.Pattern;
import org.em4j.core.data.PatternCache;
import org.em4j.core.linalg.JointGaussian;

/**
 * Posteriors of rows with gaps, straight from the joint distribution of (z; x): of the factors and of what is missing
 * together, given what is observed. Thread-confined.
 */
public final class GapPosteriors {
    private static final int KEPT = 256;

    private final double[] mean;
    private final int q;
    private final JointGaussian joint; // about zero, so that data far from the origin lose no digits
    private final PatternCache<Given> patterns = new PatternCache<>(KEPT, this::given);

    private GapPosteriors(JointGaussian joint, double[] mean) {
        this.mean = mean;
        this.q = joint.dimension() - mean.length;
        this.joint = JointGaussian.of(new double[joint.dimension()], joint.covariance());
    }

    /** For the joint distribution at some parameters. */
    public static GapPosteriors of(JointGaussian joint, FactorParameters theta) {
        return new GapPosteriors(joint, theta.centre());
    }

    private record Given(
            JointGaussian observed, JointGaussian.Conditional latent, double[][] covariance, double entropy) {}

    private Given given(Pattern pattern) {
        int[] observed = columns(pattern.observed()).toArray();
        int[] latent = IntStream.concat(IntStream.range(0, q), columns(pattern.missing()))
                .toArray();
        JointGaussian.Conditional conditional = joint.conditional(latent, observed);
        double[][] covariance = conditional.covariance();
        double entropy = JointGaussian.of(new double[latent.length], covariance).entropy();
        return new Given(joint.marginal(observed), conditional, covariance, entropy);
    }

    private IntStream columns(int[] columns) {
        return Arrays.stream(columns).map(j -> q + j);
    }

    /** The posterior of one row. */
    public FactorPosterior of(double[] row, Pattern pattern) {
        Given given = patterns.of(pattern);
        double[] observed = Arrays.stream(pattern.observed())
                .mapToDouble(j -> row[j] - mean[j])
                .toArray();
        double[] latent = given.latent().mean(observed);
        return new FactorPosterior(
                Arrays.copyOf(latent, q),
                given.covariance(),
                given.observed().logDensity(observed),
                given.entropy(),
                new MissingColumns(pattern.missing(), mean, Arrays.copyOfRange(latent, q, latent.length)));
    }
}
