package org.em4j.core.fit;

import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The same fit from several starts; the best is kept. A start whose fit fails is replaced, a few times: a likelihood
 * that is unbounded somewhere may still have the maximum that is wanted elsewhere.
 *
 * @param runs number of starts
 * @param seed what the starts are a function of
 */
public record Restarts(int runs, long seed) {
    /** The generator all of the library's randomness comes from. */
    private static final String ALGORITHM = "L64X128MixRandom";

    /** At least one run. */
    public Restarts {
        if (runs < 1) {
            throw new IllegalArgumentException("runs is at least 1, not " + runs);
        }
    }

    /** A source of randomness that is a function of the seed, on every JVM. */
    public static RandomGenerator random(long seed) {
        return RandomGeneratorFactory.of(ALGORITHM).create(seed);
    }

    private static final int REPLACEMENTS = 9;

    /** Fits from each start; returns the fit of the highest objective among those that ended well, else the first. */
    public <P> Fit<P> best(Initializer<P> initializer, Function<P, Fit<P>> fit) {
        RandomGenerator random = random(seed);
        Fit<P> best = fit.apply(initializer.start(random));
        int failed = ended(best) ? 0 : 1;
        for (int run = 1; run < runs + Math.min(failed, REPLACEMENTS) && !(best instanceof Fit.Cancelled); run++) {
            Fit<P> other = fit.apply(initializer.start(random));
            failed += ended(other) ? 0 : 1;
            best = other instanceof Fit.Cancelled || better(other, best) ? other : best;
        }
        return best;
    }

    private static boolean ended(Fit<?> fit) {
        return fit instanceof Fit.Converged || fit instanceof Fit.BudgetSpent;
    }

    private static boolean better(Fit<?> a, Fit<?> b) {
        return ended(a)
                && (!ended(b) || a.trace().last().objective() > b.trace().last().objective());
    }
}
