package org.em4j.factor.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.Tying;
import org.em4j.core.model.Chart;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorMoments;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.FactorPosterior;
import org.em4j.factor.estep.Identification;

/**
 * Factor analysers that share loadings, noise or both, each with a mean of its own: with the two kinds of noise, the eight
 * parsimonious Gaussian mixtures of McNicholas and Murphy (2008).
 *
 * <p>Shared loadings with separate noise have no closed M-step: loadings given the noise and noise given the loadings take
 * turns until neither moves by more than {@value #STILL} of itself.
 *
 * @param component one of the factor analysers
 * @param parts what they share
 */
public record SharedFactors(LinearFactorModel component, Set<Part> parts)
        implements Tying<FactorParameters, FactorMoments> {
    private static final double STILL = 1e-13;
    private static final int TURNS = 2000;

    /** What can be shared. */
    public enum Part {
        /** The loadings. */
        LOADINGS,
        /** The uniquenesses, or the noise variance. */
        NOISE
    }

    /** Copies the set; confirmatory analysers share nothing yet. */
    public SharedFactors {
        parts = Collections.unmodifiableSet(
                new TreeSet<>(parts)); // in an order, so that it is the same bytes in every JVM
        if (component instanceof ConfirmatoryFactorAnalysis
                || (component instanceof Restrained r && r.model() instanceof ConfirmatoryFactorAnalysis)) {
            throw new IllegalArgumentException("confirmatory factor analysers cannot share loadings or noise");
        }
    }

    /** A mixture of k of them. */
    public Mixture<double[], FactorParameters, FactorPosterior, FactorMoments> mixture(int k) {
        return parts.isEmpty() ? new Mixture<>(k, component) : new Mixture<>(k, component, this);
    }

    /** Whether components have in common what they are to share. */
    public boolean isSharedBy(List<FactorParameters> components) {
        FactorParameters first = components.get(0);
        return components.stream()
                .allMatch(p -> (!parts.contains(Part.LOADINGS) || Arrays.equals(p.flatLoadings(), first.flatLoadings()))
                        && (!parts.contains(Part.NOISE) || Arrays.equals(p.uniquenesses(), first.uniquenesses())));
    }

    /** Whether components share a part, have one noise variance for all columns, or have no more parameters than covariances. */
    public boolean mayBeIdentified() {
        return !parts.isEmpty()
                || component.noises() == 1
                || Identification.degreesOfFreedom(component.d(), component.q()) >= 0;
    }

    /** Number of parameters that the data determine in a mixture of k: weights, means, loadings up to rotation, noise. */
    public int freeParameters(int k) {
        int loadings = component.d() * component.q() - component.q() * (component.q() - 1) / 2;
        return k
                - 1
                + k * component.d()
                + loadings * (parts.contains(Part.LOADINGS) ? 1 : k)
                + component.noises() * (parts.contains(Part.NOISE) ? 1 : k);
    }

    @Override
    public List<FactorParameters> maximize(List<FactorMoments> statistics, List<FactorParameters> current) {
        if (parts.contains(Part.LOADINGS)) {
            return sharedLoadings(statistics, current);
        }
        List<FactorMoments.Regression> own = new ArrayList<>();
        for (int k = 0; k < statistics.size(); k++) {
            own.add(Mixture.inComponent(k, statistics.get(k)::regress));
        }
        double[][] noise = noise(
                statistics,
                own.stream().map(FactorMoments.Regression::variances).toArray(double[][]::new));
        List<FactorParameters> next = new ArrayList<>();
        for (int k = 0; k < own.size(); k++) {
            next.add(new FactorParameters(own.get(k).mean(), own.get(k).loadings(), noise[k]));
        }
        return next;
    }

    private List<FactorParameters> sharedLoadings(List<FactorMoments> statistics, List<FactorParameters> current) {
        List<FactorMoments> s = new ArrayList<>();
        for (int k = 0; k < statistics.size(); k++) {
            s.add(Mixture.inComponent(k, statistics.get(k)::centred));
        }
        double[][] noise = current.stream().map(FactorParameters::uniquenesses).toArray(double[][]::new);
        double[] loadings;
        for (int turn = 0; ; turn++) {
            loadings = loadings(s, noise);
            double[][] before = noise;
            noise = noise(s, residuals(s, loadings, statistics));
            if (parts.contains(Part.NOISE) || turn == TURNS || isStill(before, noise)) {
                break;
            }
        }
        List<FactorParameters> next = new ArrayList<>();
        for (int k = 0; k < s.size(); k++) {
            next.add(new FactorParameters(statistics.get(k).mean(loadings), loadings, noise[k]));
        }
        return next;
    }

    private static boolean isStill(double[][] before, double[][] after) {
        for (int k = 0; k < after.length; k++) {
            for (int j = 0; j < after[k].length; j++) {
                if (Math.abs(after[k][j] - before[k][j]) > STILL * before[k][j]) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The regression of x on z over all components, each weighted by its precision, flat {@code (d x q)}. */
    private double[] loadings(List<FactorMoments> s, double[][] noise) {
        int q = component.q();
        double[] loadings = new double[component.d() * q];
        for (int j = 0; j < component.d(); j++) {
            double[] normal = new double[q * q];
            double[] b = new double[q];
            for (int k = 0; k < s.size(); k++) {
                // with shared noise the precision is the same for all, and any one will do
                double precision = parts.contains(Part.NOISE) ? 1 : noise[0][j] / noise[k][j];
                for (int i = 0; i < q * q; i++) {
                    normal[i] += precision * s.get(k).zz[i];
                }
                for (int a = 0; a < q; a++) {
                    b[a] += precision * s.get(k).xz[j * q + a];
                }
            }
            try {
                System.arraycopy(Cholesky.of(normal, q).solve(b), 0, loadings, j * q, q);
            } catch (NotPositiveDefiniteException e) {
                throw new DegenerateException(Degeneracy.of(
                                "the factors' scores do not vary, or one follows from the others", "use fewer factors")
                        .inAll("all components", "use fewer factors"));
            }
        }
        return loadings;
    }

    /** Variances of what the loadings leave of each column in each component {@code (K x d)}. */
    private static double[][] residuals(List<FactorMoments> s, double[] loadings, List<FactorMoments> before) {
        double[][] variances = new double[s.size()][];
        Arrays.setAll(variances, k -> s.get(k).residualVariances(loadings, before.get(k)));
        return variances;
    }

    /** The components' uniquenesses, given their residual variances. */
    private double[][] noise(List<FactorMoments> s, double[][] residuals) {
        double[][] noise = new double[residuals.length][];
        if (!parts.contains(Part.NOISE)) {
            for (int k = 0; k < noise.length; k++) {
                double[] own = residuals[k];
                double weight = s.get(k).weight;
                noise[k] = Mixture.inComponent(k, () -> component.noise(own, weight));
            }
            return noise;
        }
        double total = s.stream().mapToDouble(m -> m.weight).sum();
        double[] pooled = new double[component.d()];
        for (int k = 0; k < noise.length; k++) {
            for (int j = 0; j < pooled.length; j++) {
                pooled[j] += s.get(k).weight / total * residuals[k][j];
            }
        }
        // the prior on the shared noise counts once for each component: all of them together have K priors and the
        // whole weight,
        // which has the same maximum as one prior and a K-th of the weight
        Arrays.fill(noise, component.noise(pooled, total / noise.length));
        return noise;
    }

    /** In words, such as {@code factor analysers with 2 factors each, loadings shared}. */
    @Override
    public String toString() {
        String shared = parts.stream()
                .sorted()
                .map(part -> part.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" and "));
        return (component instanceof ProbabilisticPca ? "probabilistic PCAs" : "factor analysers")
                + " with " + component.q() + (component.q() == 1 ? " factor each" : " factors each")
                + (shared.isEmpty() ? "" : ", " + shared + " shared");
    }

    @Override
    public Optional<Chart<List<FactorParameters>>> chart(List<FactorParameters> at) {
        return Optional.of(new SharedChart(component, parts, at));
    }
}
