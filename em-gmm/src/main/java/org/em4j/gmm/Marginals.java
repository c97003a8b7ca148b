package org.em4j.gmm;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Pattern;
import org.em4j.core.distribution.FullNormal;
import org.em4j.core.distribution.GaussianConditional;
import org.em4j.core.distribution.MissingValuePosterior;
import org.em4j.core.distribution.Moments;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.gate.Uniform;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.HardAssignmentStart;

/** Mixtures of some columns of a mixture: whatever the others are, or given what they are. */
final class Marginals {
    private Marginals() {}

    static GaussianMixture<FullNormal, Moments> marginal(GaussianMixture<?, ?> mixture, int... columns) {
        List<FullNormal> components = new ArrayList<>();
        for (MultivariateNormal component : mixture.theta().components()) {
            double[] mean = component.mean();
            double[][] covariance = component.covariance();
            components.add(FullNormal.of(
                    chosen(mean, columns),
                    IntStream.of(columns)
                            .mapToObj(i -> chosen(covariance[i], columns))
                            .toArray(double[][]::new)));
        }
        return full(mixture.weights(), components, mixture.noise().map(n -> new Noise(n.weight(), box(n, columns))));
    }

    /** A row's missing columns given the others: each component by how probable the others make it. */
    static GaussianMixture<FullNormal, Moments> conditional(GaussianMixture<?, ?> mixture, double[] x) {
        GaussianMixture<FullNormal, Moments> whole = mixture.nearestIn(CovarianceFamily.FULL);
        Pattern pattern = Pattern.of(x);
        int[] missing = pattern.missing();
        Function<double[], ComponentPosterior<MissingValuePosterior>> posterior =
                whole.model().posterior(whole.theta());
        ComponentPosterior<MissingValuePosterior> q = posterior.apply(x);
        List<FullNormal> components = new ArrayList<>();
        for (int k = 0; k < whole.size(); k++) {
            MissingValuePosterior completion = q.within().get(k);
            double[] mean =
                    IntStream.of(missing).mapToDouble(completion::expected).toArray();
            double[] covariance = GaussianConditional.of(
                            whole.theta().components().get(k), pattern)
                    .covariance();
            components.add(FullNormal.of(mean, HardAssignmentStart.square(covariance, missing.length)));
        }
        Optional<Noise> noise = mixture.noise().flatMap(n -> given(n, q.logEvidence(), x, missing));
        if (noise.isEmpty() && !(q.logEvidence() > Double.NEGATIVE_INFINITY)) {
            throw new InvalidDataException("what is given lies so far out that it has no density");
        }
        return full(q.responsibilities(), components, noise);
    }

    /** Noise by how probable what is given makes it; none outside its box, and never all. */
    private static Optional<Noise> given(Noise noise, double logEvidence, double[] x, int... missing) {
        double joint = Math.log(noise.weight()) + noise.density().log(x);
        double rest = Math.log1p(-noise.weight()) + logEvidence;
        double weight = Math.min(1 / (1 + Math.exp(rest - joint)), Math.nextDown(1.0));
        return weight > 0 ? Optional.of(new Noise(weight, box(noise, missing))) : Optional.empty();
    }

    private static GaussianMixture<FullNormal, Moments> full(
            double[] weights, List<FullNormal> components, Optional<Noise> noise) {
        return new GaussianMixture<>(CovarianceFamily.FULL, new MixtureParameters<>(weights, components), noise);
    }

    private static Uniform box(Noise noise, int... columns) {
        return new Uniform(
                chosen(noise.density().lower(), columns), chosen(noise.density().upper(), columns));
    }

    private static double[] chosen(double[] values, int... columns) {
        return IntStream.of(columns).mapToDouble(j -> values[j]).toArray();
    }
}
