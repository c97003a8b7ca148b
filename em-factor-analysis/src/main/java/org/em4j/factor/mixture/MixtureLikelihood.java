package org.em4j.factor.mixture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.em4j.core.Interruption;
import org.em4j.core.data.Pattern;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.factor.estep.FactorConditional;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estimate.ObservedLikelihood;
import org.em4j.factor.estimate.ProjectedDescent;
import org.em4j.factor.start.Correlations;

/**
 * Minus the likelihood of a mixture of factor analysers that may share parts, given rows that may have gaps, and minus the
 * log prior: a function of log weights but for a constant, then means, loadings by rows and uniquenesses, what is shared
 * once, on the scale of the columns. Its gradient is that of each component's own likelihood of rows that count as much as
 * they are held to be the component's (Fisher's identity).
 *
 * @param layout of the coordinates
 * @param scale of the columns
 * @param prior rows of {@link Heywood.Prior}; 0 for none
 * @param groups of rows of one pattern
 */
record MixtureLikelihood(MixtureLayout layout, Correlations scale, double prior, List<Group> groups) {
    /**
     * Rows of one pattern of missing values.
     *
     * @param z what is observed, on the scale of the columns {@code (n x m)}
     */
    record Group(Pattern pattern, List<double[]> z, List<Double> weights) {}

    /** Reads the rows, once. */
    static MixtureLikelihood of(Rows rows, MixtureLayout layout, Correlations scale, double prior) {
        Map<Pattern, Group> groups = new LinkedHashMap<>();
        Rows standardised = scale.standardised(rows);
        for (int i = 0; i < rows.size(); i++) {
            double[] z = standardised.get(i);
            Pattern pattern = Pattern.of(z);
            int[] observed = pattern.observed();
            if (rows.weight(i) > 0 && observed.length > 0) {
                Group group = groups.computeIfAbsent(pattern, p -> new Group(p, new ArrayList<>(), new ArrayList<>()));
                group.z.add(Arrays.stream(observed).mapToDouble(j -> z[j]).toArray());
                group.weights.add(rows.weight(i));
            }
        }
        return new MixtureLikelihood(layout, scale, prior, List.copyOf(groups.values()));
    }

    /** Total weight of the rows. */
    double weight() {
        return groups.stream()
                .flatMap(group -> group.weights.stream())
                .mapToDouble(w -> w)
                .sum();
    }

    /** Minus the log-likelihood and log prior in the units of the data, in nats, of one on the scale of the columns. */
    double inUnits(double loss) {
        double shift = 0;
        for (Group group : groups) {
            double weight = group.weights.stream().mapToDouble(w -> w).sum();
            for (int j : group.pattern.observed()) {
                shift += weight * Math.log(scale.sd()[j]);
            }
        }
        for (double s : scale.sd()) {
            shift += layout.size() * prior * Math.log(s);
        }
        return loss + shift;
    }

    /**
     * Evaluates at the coordinates.
     *
     * @throws java.util.concurrent.CancellationException if the calling thread is interrupted
     */
    ProjectedDescent.Point at(double[] v) {
        Interruption.check();
        double[] gradient = new double[v.length];
        double loss = 0;
        try {
            Expected expected = expected(v);
            loss = expected.loss;
            for (int k = 0; k < layout.size(); k++) {
                gradient[k] = expected.total * layout.weight(v, k)
                        - expected.components.get(k).weight();
                ObservedLikelihood own = expected.components.get(k).likelihood(this);
                double[] theta = layout.component(v, k);
                ProjectedDescent.Point point = own.at(theta);
                loss += own.priorLoss(theta);
                layout.addComponent(gradient, k, point.gradient());
                loss = Double.isInfinite(point.loss()) ? Double.POSITIVE_INFINITY : loss;
            }
        } catch (NotPositiveDefiniteException e) {
            return new ProjectedDescent.Point(Double.POSITIVE_INFINITY, gradient);
        }
        return new ProjectedDescent.Point(Double.isNaN(loss) ? Double.POSITIVE_INFINITY : loss, gradient);
    }

    /** Whether a row has a gap. */
    boolean isIncomplete() {
        return groups.stream().anyMatch(group -> group.pattern.observed().length < layout.d());
    }

    /** Of each component, what the rows tell of loadings, by rows, and uniquenesses, were the labels known. */
    List<double[][]> information(double[] v) {
        Expected expected = expected(v);
        return IntStream.range(0, layout.size())
                .mapToObj(k -> expected.components.get(k).likelihood(this).information(layout.component(v, k)))
                .toList();
    }

    /** A component's part of the rows, by pattern. */
    private record Part(Map<Pattern, Moments> patterns) {
        double weight() {
            return patterns.values().stream().mapToDouble(Moments::weight).sum();
        }

        ObservedLikelihood likelihood(MixtureLikelihood of) {
            return new ObservedLikelihood(patterns, of.scale, of.layout.q(), of.prior);
        }
    }

    /** The E-step for the labels: minus the log-likelihood, the rows' weight, and what is each component's. */
    private static final class Expected {
        private double loss;
        private double total;
        private final List<Part> components;

        Expected(int size) {
            this.components = IntStream.range(0, size)
                    .mapToObj(k -> new Part(new LinkedHashMap<>()))
                    .toList();
        }

        /** Adds rows of one pattern, given the log joint densities {@code [component][row]}, to moments that are empty. */
        void add(Group group, double[][] log, Moments[] moments) {
            for (int i = 0; i < log[0].length; i++) {
                double most = Double.NEGATIVE_INFINITY;
                for (double[] of : log) {
                    most = Math.max(most, of[i]);
                }
                double sum = 0;
                for (double[] of : log) {
                    sum += Math.exp(of[i] - most);
                }
                double weight = group.weights.get(i);
                loss -= weight * (most + Math.log(sum));
                total += weight;
                for (int k = 0; k < moments.length; k++) {
                    moments[k].add(group.z.get(i), weight * Math.exp(log[k][i] - most) / sum);
                }
            }
            for (int k = 0; k < moments.length; k++) {
                if (moments[k].weight() > 0) {
                    components.get(k).patterns.put(group.pattern, moments[k]);
                }
            }
        }
    }

    private Expected expected(double[] v) {
        int size = layout.size();
        Expected expected = new Expected(size);
        for (Group group : groups) {
            double[][] log = new double[size][];
            Moments[] moments = new Moments[size];
            for (int k = 0; k < size; k++) {
                double[] theta = layout.component(v, k);
                log[k] = logJoint(group, theta, Math.log(layout.weight(v, k)));
                moments[k] = new Moments(Arrays.stream(group.pattern.observed())
                        .mapToDouble(j -> theta[j])
                        .toArray());
            }
            expected.add(group, log, moments);
        }
        return expected;
    }

    /** Of each row of a group, the log of a component's weight times its density. */
    private double[] logJoint(Group group, double[] theta, double logWeight) {
        int[] observed = group.pattern.observed();
        int m = observed.length;
        Cholesky factor = Cholesky.of(ObservedLikelihood.covariance(theta, observed, scale.columns()), m);
        double constant = logWeight - 0.5 * (m * FactorConditional.LOG_2PI + factor.logDeterminant());
        double[] joint = new double[group.z.size()];
        for (int i = 0; i < joint.length; i++) {
            double[] left = group.z.get(i).clone();
            for (int j = 0; j < m; j++) {
                left[j] -= theta[observed[j]];
            }
            double squared = 0;
            for (double white : factor.whiten(left)) {
                squared += white * white;
            }
            joint[i] = constant - 0.5 * squared;
        }
        return joint;
    }

    /** Coordinates of parameters in the units of the data. */
    double[] coordinates(MixtureParameters<FactorParameters> theta) {
        double[] v = new double[layout.length()];
        for (int k = 0; k < layout.size(); k++) {
            v[k] = Math.log(Math.max(theta.weight(k), Double.MIN_NORMAL));
            FactorParameters own = scale.standardised(theta.components().get(k));
            layout.setComponent(v, k, new ObservedLikelihood(Map.of(), scale, layout.q(), prior).coordinates(own));
        }
        return v;
    }

    /** Parameters in the units of the data. */
    MixtureParameters<FactorParameters> parameters(double[] v) {
        int d = layout.d();
        int noises = d * (1 + layout.q());
        double[] weights = new double[layout.size()];
        List<FactorParameters> components = new ArrayList<>();
        for (int k = 0; k < weights.length; k++) {
            weights[k] = layout.weight(v, k);
            double[] own = layout.component(v, k);
            components.add(scale.inUnits(new FactorParameters(
                    Arrays.copyOf(own, d),
                    Arrays.copyOfRange(own, d, noises),
                    Arrays.copyOfRange(own, noises, own.length))));
        }
        return new MixtureParameters<>(weights, components);
    }
}
