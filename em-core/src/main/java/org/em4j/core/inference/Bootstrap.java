package org.em4j.core.inference;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.em4j.core.Execution;
import org.em4j.core.Interruption;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Tasks;

/**
 * Fits to data drawn again and again: what the estimates would have been on other samples (Efron 1979). Results are a
 * function of an execution's seed, on any number of threads, each of which fits to one sample at a time.
 *
 * @param replicates how many samples
 * @param each told of each fit that has ended, by any thread
 */
public record Bootstrap(int replicates, Runnable each) {
    private static final double TAIL = 0.025;

    /** Two replicates at least. */
    public Bootstrap {
        if (replicates < 2) {
            throw new IllegalArgumentException("replicates are at least 2, not " + replicates);
        }
    }

    /** A bootstrap of a number of samples, of which nobody is told. */
    public Bootstrap(int replicates) {
        this(replicates, () -> {});
    }

    /** Counts {@code (n)} of a sample of size {@code round(Σ w)} with replacement: observation i with chance in {@code w_i}. */
    public static double[] resampled(double[] weights, RandomGenerator random) {
        double[] until = weights.clone();
        for (int i = 1; i < until.length; i++) {
            until[i] += until[i - 1];
        }
        double total = until[until.length - 1];
        double[] counts = new double[until.length];
        for (long draw = Math.round(total); draw > 0; draw--) {
            int i = Arrays.binarySearch(until, random.nextDouble() * total);
            counts[i < 0 ? -i - 1 : i + 1]++;
        }
        return counts;
    }

    /**
     * Draws and fits.
     *
     * @param refit draws a sample and fits it, best from the estimate on; called by several threads at a time
     * @throws CancellationException if the calling thread is interrupted
     */
    public <P> List<Fit<P>> fits(Function<RandomGenerator, Fit<P>> refit, Execution execution) {
        List<Fit<P>> fits = Tasks.run(0, replicates, execution.threads(), i -> {
            Fit<P> fit = refit.apply(execution.random(i));
            each.run();
            return fit;
        });
        Interruption.check();
        return fits;
    }

    /**
     * Standard errors and percentile intervals over the replicates whose fits converged: one that has spent its budget still lies
     * near the estimate that it started from, and would make errors too small.
     *
     * @param method what the drawing is called
     * @throws NoInformationException if fewer than half did
     */
    public <P> StandardErrors standardErrors(
            String method,
            P theta,
            Quantities<P> quantities,
            Function<RandomGenerator, Fit<P>> refit,
            Execution execution) {
        List<double[]> values = new ArrayList<>();
        int spent = 0;
        for (Fit<P> fit : fits(refit, execution)) {
            if (fit instanceof Fit.Converged) {
                values.add(quantities.values().apply(fit.theta()));
            } else if (fit instanceof Fit.BudgetSpent) {
                spent++;
            }
        }
        int failed = replicates - values.size();
        if (2 * values.size() < replicates) {
            throw new NoInformationException(failed + " of " + replicates + " bootstrap fits did not converge; "
                    + (2 * spent > failed
                            ? "their budget of iterations was spent: give them more"
                            : "the model is too large for these data: use fewer components"));
        }
        double[] estimate = quantities.values().apply(theta);
        List<Estimate> estimates = new ArrayList<>();
        for (int q = 0; q < estimate.length; q++) {
            int at = q;
            double[] drawn = values.stream().mapToDouble(v -> v[at]).sorted().toArray();
            estimates.add(new Estimate(
                    quantities.names().get(q),
                    estimate[q],
                    deviation(drawn),
                    quantile(drawn, TAIL),
                    quantile(drawn, 1 - TAIL)));
        }
        String samples = " of " + values.size() + " samples"
                + (failed == 0 ? "" : " (fits to " + failed + " others did not converge, and are left out)");
        return new StandardErrors(method + samples, OptionalDouble.empty(), estimates, List.of());
    }

    private static double deviation(double[] x) {
        double mean = Arrays.stream(x).average().orElseThrow();
        return Math.sqrt(Arrays.stream(x).map(v -> (v - mean) * (v - mean)).sum() / (x.length - 1));
    }

    private static double quantile(double[] sorted, double p) {
        double at = p * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }
}
