package org.em4j.factor.structural.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.factor.estep.Heywood;

/**
 * What is climbed: the log-likelihood of parts and the log prior, and so many times the logarithm of the determinant of
 * S, which keeps variances and correlations inside their space.
 *
 * @param barrier that number of times, in nats; 0 where the likelihood alone decides
 */
public record Objective(StructuralModel model, List<GroupSample> parts, double barrier) {
    public Objective barrier(double times) {
        return new Objective(model, parts, times);
    }

    /** Value, gradient and information; nothing where the parameters are no covariances. */
    public Optional<Slopes> at(double[] theta) {
        Slopes slopes = new Slopes(theta.length);
        try {
            List<ImpliedMoments> implied = model.implied(theta);
            for (GroupSample part : parts) {
                slopes.add(part, implied.get(part.group()), model.terms(part.group()));
            }
            for (int g = 0; g < implied.size(); g++) {
                int[] moving = GenericPoint.moving(model, g);
                slopes.addBarrier(barrier, implied.get(g), moving, bounds(g, moving), model.terms(g));
            }
            prior(theta, slopes);
            boolean finite = Double.isFinite(slopes.value())
                    && Arrays.stream(slopes.gradient()).allMatch(Double::isFinite)
                    && Arrays.stream(slopes.information())
                            .flatMapToDouble(Arrays::stream)
                            .allMatch(Double::isFinite);
            return finite ? Optional.of(slopes) : Optional.empty();
        } catch (NotPositiveDefiniteException e) {
            return Optional.empty();
        }
    }

    private double[] bounds(int group, int[] moving) {
        double[] bounds = new double[moving.length];
        for (Term t : model.terms(group)) {
            if (t.isVariance()) {
                int place = Arrays.binarySearch(moving, t.row());
                if (place >= 0) {
                    bounds[place] = model.specification().bound(t);
                }
            }
        }
        return bounds;
    }

    /** {@code -r (log u + v/2u)/2}, whose expected curvature at its own answer is {@code r/2u²}. */
    private void prior(double[] theta, Slopes slopes) {
        Specification specification = model.specification();
        if (specification.heywood() instanceof Heywood.Prior prior) {
            for (int k : specification.uniquenesses()) {
                for (Term t : specification.termsOf(k)) {
                    double v = specification.variances().get(t.row()) / 2;
                    double u = theta[k];
                    slopes.add(
                            k,
                            prior.logPrior(u, 2 * v),
                            -0.5 * prior.rows() * (1 / u - v / (u * u)),
                            0.5 * prior.rows() / (u * u));
                }
            }
        }
    }
}
