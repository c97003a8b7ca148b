package org.em4j.core.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.math3.linear.Array2DRowRealMatrix;
import org.apache.commons.math3.linear.RealMatrix;
import org.em4j.core.data.Observations;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.model.LatentModel;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;

/**
 * Estimates of named quantities with standard errors, by the delta method on the chart. What lies on the edge of the parameter
 * space has none, and the others' are conditional on its being there.
 *
 * @param method how they were found
 * @param missing the largest part of the information about any direction that is missing with the latent variables, and
 *     EM's rate of convergence; empty where there was no information to ask
 * @param estimates of the quantities that the data determine
 * @param refusals one sentence for each direction in which the likelihood is flat, naming what moves along it, and one for
 *     the edges of the parameter space
 */
public record StandardErrors(String method, OptionalDouble missing, List<Estimate> estimates, List<String> refusals) {
    /** A quantity moves along a flat direction if it does by more than this part of its largest derivative. */
    private static final double MOVES = 1e-4;

    private static final double FAR = 0.1;
    private static final int NAMED = 4;

    /**
     * From the observed information alone: right where the model is.
     *
     * @throws NoInformationException if theta is no maximum, or not near enough
     */
    public static <P> StandardErrors of(Information<P> information, Quantities<P> quantities) {
        return delta("information", information, quantities, information.covariance());
    }

    /**
     * The sandwich {@code I⁻¹ (Σ w s s') I⁻¹} of the observations' scores s (Huber 1967): right for what the estimates
     * converge to even where the model is not. It takes 4 passes a coordinate. Weights count copies.
     *
     * @throws NoInformationException as {@link #of}
     */
    public static <X, P, Q extends Posterior, S extends Statistics<S>> StandardErrors sandwich(
            Information<P> information, Quantities<P> quantities, LatentModel<X, P, Q, S> model, Observations<X> data) {
        double[] weights = data.weights();
        Differences<P> around = information.around();
        double[][] scores =
                around.jacobian(z -> LogEvidence.of(model, around.point(z), data), new double[around.size()]);
        RealMatrix s = new Array2DRowRealMatrix(scores, false);
        RealMatrix weighted = s.copy();
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < scores.length; j++) {
                weighted.multiplyEntry(j, i, weights[i]);
            }
        }
        RealMatrix bread = information.covariance();
        RealMatrix meat = weighted.multiply(s.transpose());
        return delta("sandwich", information, quantities, bread.multiply(meat).multiply(bread));
    }

    /**
     * The delta method's errors, with 95 % intervals by profile likelihood; quantities of which an end cannot be found are
     * refused. A hundred E-steps or more for each quantity and coordinate.
     *
     * @throws NoInformationException if theta is no maximum, or too far from it
     */
    public static <P> StandardErrors profile(EmProblem<P> map, Information<P> information, Quantities<P> quantities) {
        StandardErrors wald = of(information, quantities);
        List<Estimate> estimates = new ArrayList<>();
        List<String> refusals = new ArrayList<>(wald.refusals);
        for (Estimate e : wald.estimates) {
            int q = quantities.names().indexOf(e.name());
            try {
                estimates.add(new ProfileInterval<>(
                                map, information, theta -> quantities.values().apply(theta)[q])
                        .estimate(e.name()));
            } catch (NoInformationException open) {
                refusals.add(open.getMessage());
            }
        }
        return new StandardErrors("profile likelihood", wald.missing, estimates, refusals);
    }

    /**
     * A copy with the errors of those quantities alone that others have errors of, too; for the rest they are refused.
     */
    public StandardErrors where(StandardErrors others) {
        Set<String> names = others.estimates.stream().map(Estimate::name).collect(Collectors.toSet());
        return new StandardErrors(
                method,
                missing,
                estimates.stream().filter(e -> names.contains(e.name())).toList(),
                others.refusals);
    }

    private static <P> StandardErrors delta(
            String method, Information<P> information, Quantities<P> quantities, RealMatrix covariance) {
        requireNear(information);
        Differences<P> around = information.around();
        double[] zero = new double[around.size()];
        RealMatrix j = new Array2DRowRealMatrix(
                around.jacobian(z -> quantities.values().apply(around.point(z)), zero), false);
        double[] values = quantities.values().apply(information.theta());
        boolean[] moves = new boolean[values.length];
        List<String> refusals = information.flat().stream()
                .flatMap(direction -> refusal(j.preMultiply(direction), j, moves, quantities.names()).stream())
                .toList();
        List<Estimate> estimates = new ArrayList<>();
        List<String> held = new ArrayList<>();
        for (int q = 0; q < values.length; q++) {
            double[] slope = j.getColumn(q);
            double variance = Vectors.dot(slope, covariance.operate(slope));
            if (Vectors.largest(slope) == 0) {
                held.add(quantities.names().get(q));
            } else if (!moves[q]) {
                estimates.add(Estimate.wald(quantities.names().get(q), values[q], Math.sqrt(Math.max(0, variance))));
            }
        }
        List<String> sentences = new ArrayList<>(refusals);
        if (!held.isEmpty()) {
            sentences.add("no standard errors for what is held at a bound, or frozen: " + String.join(", ", held)
                    + "; those of the others are given it");
        }
        if (!information.edge().isEmpty()) {
            sentences.add("the errors are conditional on what lies on the edge of the parameter space: "
                    + String.join(", ", information.edge()));
        }
        return new StandardErrors(method, OptionalDouble.of(information.missing()), estimates, sentences);
    }

    private static void requireNear(Information<?> information) {
        double distance = information.distance();
        if (!(distance < FAR)) {
            throw new NoInformationException(String.format(
                    Locale.ROOT,
                    "the fit is still %.2g standard errors away from the maximum; let it converge, with a smaller StoppingRule.distance",
                    distance));
        }
    }

    /** Marks the quantities that move along a flat direction, and says which do most, if any do. */
    private static Optional<String> refusal(double[] motion, RealMatrix j, boolean[] moves, List<String> names) {
        for (int q = 0; q < motion.length; q++) {
            moves[q] |= Math.abs(motion[q]) > MOVES * Vectors.largest(j.getColumn(q));
        }
        String most = IntStream.range(0, motion.length)
                .boxed()
                .filter(q -> Math.abs(motion[q]) > MOVES * Vectors.largest(j.getColumn(q)))
                .sorted(Comparator.comparingDouble(q -> -Math.abs(motion[q])))
                .limit(NAMED)
                .map(q -> (motion[q] < 0 ? "less " : "more ") + names.get(q))
                .collect(Collectors.joining(", "));
        return most.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "no standard errors for what moves along a direction in which the likelihood is flat: " + most);
    }

    /** Sums and sizes. */
    private static final class Vectors {
        private Vectors() {}

        static double dot(double[] a, double[] b) {
            return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).sum();
        }

        static double largest(double[] a) {
            return Arrays.stream(a).map(Math::abs).max().orElse(0);
        }
    }
}
