package org.em4j.core.fit;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A fit's history.
 *
 * @param entries one for each iteration, from the start (iteration 0) on
 * @param warnings checks of the audit that failed and did not end the fit
 */
public record Trace(List<Entry> entries, List<Audit.Check> warnings) {
    /** Without warnings. */
    public Trace(List<Entry> entries) {
        this(entries, List.of());
    }

    /**
     * One iteration.
     *
     * @param iteration number of steps before it
     * @param eSteps passes over the data so far: one more than iterations, and those that an accelerator tried in vain
     * @param logLikelihood at this iteration's parameters, in nats
     * @param objective log-likelihood plus log prior, in nats
     * @param gradientNorm how steep the objective is here: {@code sqrt(g' I⁻¹ g)} for its gradient g and the complete
     *     data's information I, whatever the coordinates; half its square is what the M-step from here gains, in nats
     * @param surrogateGain {@code Q(theta) - Q(previous)} under the previous posteriors
     * @param remainder the rest of the log-likelihood's change: the Kullback-Leibler divergence of the previous
     *     posteriors from these, never negative but for rounding
     * @param audit the largest part of its error bound that a check of the audit used
     */
    public record Entry(
            int iteration,
            int eSteps,
            double logLikelihood,
            double objective,
            double gradientNorm,
            double surrogateGain,
            double remainder,
            double audit) {}

    /** The last entry. */
    public Entry last() {
        return entries.get(entries.size() - 1);
    }

    /** Number of iterations, the start not counted. */
    public int iterations() {
        return entries.size() - 1;
    }

    /**
     * Aitken's estimate of what the objective still had to gain at iteration t, in nats: the rest of the geometric series
     * that its last two changes begin. Empty before there are two, where they do not shrink, and for want of a series
     * where an accelerator was at work.
     */
    public OptionalDouble left(int t) {
        if (t < 2) {
            return OptionalDouble.empty();
        }
        double change = change(t);
        double rate = change / change(t - 1);
        return rate >= 0 && rate < 1 ? OptionalDouble.of(change * rate / (1 - rate)) : OptionalDouble.empty();
    }

    private double change(int t) {
        return entries.get(t).objective() - entries.get(t - 1).objective();
    }

    /** EM's rate of convergence: by what part the gradient shrank in the last iteration; empty before there is one. */
    public OptionalDouble rate() {
        int t = iterations();
        return t < 1 || !(entries.get(t - 1).gradientNorm() > 0)
                ? OptionalDouble.empty()
                : OptionalDouble.of(last().gradientNorm() / entries.get(t - 1).gradientNorm());
    }

    /** One sentence on how near to a maximum it ended. */
    public String describeEnd() {
        double norm = last().gradientNorm();
        if (Double.isInfinite(norm)) {
            return last().eSteps() + " E-steps; there is no M-step from where it ended";
        }
        OptionalDouble left = left(iterations());
        return String.format(
                Locale.ROOT,
                "%d E-steps; gradient norm %.1e, so a step of EM would gain %.1e nats%s",
                last().eSteps(),
                norm,
                norm * norm / 2,
                left.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT, ", and all to come %.1e by Aitken's estimate", left.getAsDouble()));
    }

    /** The largest part of its error bound that a check of the audit used at any iteration. */
    public double audit() {
        return entries.stream().mapToDouble(Entry::audit).max().orElse(0);
    }

    /** One sentence on what the audit found. */
    public String describeAudit() {
        return warnings.isEmpty()
                ? String.format(
                        Locale.ROOT, "audit held at every iteration, using up to %.1g of its error bounds", audit())
                : "audit warned " + warnings.size() + " times, first that "
                        + warnings.get(0).describe();
    }

    /** The log-likelihoods, from the start on, in nats. */
    public double[] logLikelihoods() {
        return entries.stream().mapToDouble(Entry::logLikelihood).toArray();
    }
}
