package org.em4j.factor.structural.model;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.em4j.core.Randomness;
import org.em4j.core.linalg.Cholesky;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;

/**
 * Points at random, to ask what holds of a model almost everywhere: a rank that is smaller than it could be is so on a
 * set of measure zero, which no such point hits.
 */
public final class GenericPoint {
    private static final int ATTEMPTS = 60;

    /** Variance inflation beyond which variables follow from others: at random points others have far less. */
    private static final double COLLINEAR = 1e8;

    /** Ranks and densities are the same at almost all points: which one is looked at is a constant of the method. */
    private static final long ANY = 1;

    private GenericPoint() {}

    /**
     * A point where every variance that is not fixed at zero is more than that, and the covariances allow it.
     *
     * @throws DegenerateException if there is none
     */
    public static double[] point(StructuralModel model, RandomGenerator random) {
        double shrink = 1;
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            double[] theta = draw(model, random, shrink);
            if (isProper(model, theta)) {
                return theta;
            }
            shrink *= 0.8;
        }
        throw new DegenerateException(Degeneracy.of(
                "the covariances that are fixed admit no positive variances",
                "fix smaller ones, or let the variances be free"));
    }

    private static double[] draw(StructuralModel model, RandomGenerator random, double shrink) {
        double[] theta = new double[model.freeParameters()];
        for (int k = 0; k < theta.length; k++) {
            Term t = model.specification().termsOf(k).get(0);
            theta[k] = switch (t.kind()) {
                case LOADING, REGRESSION -> (0.3 + 0.6 * random.nextDouble()) * (random.nextInt(4) == 0 ? -1 : 1);
                case COVARIANCE ->
                    t.isVariance()
                            ? model.specification().bound(t) + 0.5 + random.nextDouble()
                            : shrink * (random.nextDouble() - 0.5);
                case INTERCEPT -> random.nextGaussian();
            };
        }
        return theta;
    }

    private static boolean isProper(StructuralModel model, double[] theta) {
        try {
            for (int g = 0; g < model.groups(); g++) {
                int[] moving = moving(model, g);
                Slopes.barrier(ImpliedMoments.of(model, theta, g), moving, new double[moving.length]);
            }
            return true;
        } catch (NotPositiveDefiniteException e) {
            return false;
        }
    }

    /** Variables of a group whose disturbances are not fixed at zero. */
    public static int[] moving(StructuralModel model, int group) {
        return model.terms(group).stream()
                .filter(t -> t.isVariance() && !(t.isFixed() && t.value() == 0))
                .mapToInt(Term::row)
                .sorted()
                .toArray();
    }

    /** The columns, and of the latent variables those that have a density together with them. */
    static int[] whole(StructuralModel model) {
        double[] theta = point(model, Randomness.of(ANY));
        List<ImpliedMoments> implied = model.implied(theta);
        List<Integer> whole =
                new ArrayList<>(IntStream.range(0, model.columns()).boxed().toList());
        if (!independent(implied, whole)) {
            throw new DegenerateException(Degeneracy.of(
                    "some column is left no variance of its own: others determine it",
                    "let its uniqueness be free, or leave it out"));
        }
        for (int i = model.columns(); i < model.size(); i++) {
            whole.add(i);
            if (!independent(implied, whole)) {
                whole.remove(whole.size() - 1);
            }
        }
        return whole.stream().mapToInt(Integer::intValue).toArray();
    }

    private static boolean independent(List<ImpliedMoments> implied, List<Integer> variables) {
        int[] of = variables.stream().mapToInt(Integer::intValue).toArray();
        try {
            for (ImpliedMoments at : implied) {
                if (Cholesky.of(at.covariance(of), of.length).conditionNumber() > COLLINEAR) {
                    return false;
                }
            }
            return true;
        } catch (NotPositiveDefiniteException e) {
            return false;
        }
    }
}
