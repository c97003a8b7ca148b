package org.em4j.laws.density;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.mixture.ComponentPosterior;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.mixture.MixtureStatistics;
import org.em4j.core.model.Posterior;
import org.em4j.core.model.Statistics;
import org.em4j.core.model.Sums;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Trial;

/** Bayes: what an observation is to its components, and the components to all observations. */
public final class ProbabilitiesSumToOne implements Law {
    private static final double U = Math.ulp(1.0) / 2;

    @Override
    public String statement() {
        return "responsibilities, and the weights that the M-step makes of them, are not negative and sum to one";
    }

    @Override
    public List<String> equations() {
        return List.of("3695a", "3695b", "3695e", "3695h");
    }

    @Override
    public String needs() {
        return "the components of a mixture";
    }

    @Override
    public boolean appliesTo(ModelCase<?, ?, ?, ?> example) {
        return example.theta() instanceof MixtureParameters<?>;
    }

    @Override
    public <X, P, Q extends Posterior, S extends Statistics<S>> void check(ModelCase<X, P, Q, S> c, Trial trial) {
        var posterior = c.model().posterior(c.theta());
        for (X x : c.data()) {
            check(posterior.apply(x), trial);
        }
        if (c.expectation().statistics() instanceof MixtureStatistics<?, ?> s
                && s.gate() instanceof Sums counts
                && c.theta() instanceof MixtureParameters<?> theta) {
            double weight = Arrays.stream(c.weights()).sum();
            double bound = 4 * U * (c.data().size() + 8) * weight;
            trial.equal(
                    "what fell to all components",
                    IntStream.range(0, theta.weights().length)
                            .mapToDouble(counts::get)
                            .sum(),
                    weight,
                    bound);
        }
        if (c.mStep().orElse(c.theta()) instanceof MixtureParameters<?> next) {
            check("a weight from the M-step", next.weights(), trial);
        }
    }

    private static void check(Posterior posterior, Trial trial) {
        if (posterior instanceof ComponentPosterior<?> q) {
            check("a responsibility", q.responsibilities(), trial);
            q.within().forEach(within -> check(within, trial));
        }
    }

    private static void check(String what, double[] probabilities, Trial trial) {
        for (double p : probabilities) {
            trial.atLeast(what, p, 0, 0);
        }
        trial.equal(
                "the sum, of " + what + " and its like",
                Arrays.stream(probabilities).sum(),
                1,
                4 * probabilities.length * U);
    }
}
