package org.em4j.core.fit;

import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.estep.Exactness;

/**
 * A fit's history.
 *
 * @param entries one for each iteration, from the start (iteration 0) on
 * @param warnings checks of the audit that failed and did not end the fit
 */
public record Trace(List<Entry> entries, List<Audit.Check> warnings) implements Serializable {
    private static final Entry NOWHERE = new Entry(
            0,
            0,
            Double.NEGATIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            Double.POSITIVE_INFINITY,
            0,
            0,
            0,
            0,
            0,
            Exactness.EXACT);

    /** {@code sqrt(1 - r)} for the largest rate r below one: no EM that moves at all is slower. */
    static final double SLOWEST = Math.sqrt(Math.ulp(1.0));

    /** EM steps whose slowest tells the rate. */
    private static final int STEPS = 3;

    /** Steps of EM in which a gradient that does not fall is one of rounding. */
    private static final int WINDOW = 8;

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
     * @param rounding bound of the rounding error in the objective, in nats
     * @param emSteps how many steps of EM itself, in a row, led here: none from the start, or beyond one of them
     * @param exactness of the log-likelihood
     */
    public record Entry(
            int iteration,
            int eSteps,
            double logLikelihood,
            double objective,
            double gradientNorm,
            double surrogateGain,
            double remainder,
            double audit,
            double rounding,
            int emSteps,
            Exactness exactness)
            implements Serializable {
        private Entry after(Entry last, int t, double jump) {
            return new Entry(
                    t,
                    last.eSteps + eSteps,
                    logLikelihood,
                    objective,
                    gradientNorm,
                    surrogateGain,
                    jump,
                    audit,
                    rounding,
                    emSteps,
                    exactness);
        }

        /** Whether rounding alone may explain the gradient. */
        boolean isWithinRounding() {
            return gradientNorm * gradientNorm <= 2 * rounding;
        }
    }

    /**
     * A history that begins with another, of a fit that was gone on with from elsewhere: the jump there counts as its
     * last step's remainder.
     */
    public Trace after(Trace first) {
        int before = first.entries.size();
        List<Entry> joined = Stream.concat(
                        first.entries.stream(),
                        IntStream.range(0, entries.size()).mapToObj(t -> {
                            Entry e = entries.get(t);
                            double jump = e.logLikelihood - first.last().logLikelihood;
                            return e.after(first.last(), before + t, t == 0 ? jump : e.remainder);
                        }))
                .toList();
        return new Trace(joined, first.warnings);
    }

    /** The last entry; of a start without a density, or one that was not looked at, one whose figures are minus infinity. */
    public Entry last() {
        return entries.isEmpty() ? NOWHERE : entries.get(entries.size() - 1);
    }

    /** Number of iterations, the start not counted. */
    public int iterations() {
        return Math.max(0, entries.size() - 1);
    }

    /**
     * Aitken's estimate of what the objective still had to gain at iteration t, in nats: the rest of the geometric series
     * that its last two changes begin. Empty before two steps of EM in a row, and where they do not shrink.
     */
    public OptionalDouble left(int t) {
        if (t < 2 || entries.get(t).emSteps() < 2) {
            return OptionalDouble.empty();
        }
        double change = change(t);
        double rate = change / change(t - 1);
        return rate >= 0 && rate < 1 ? OptionalDouble.of(change * rate / (1 - rate)) : OptionalDouble.empty();
    }

    private double change(int t) {
        return entries.get(t).objective() - entries.get(t - 1).objective();
    }

    /**
     * EM's rate of convergence: by what part a step of EM shrinks the gradient, the slowest of the last three in a row, as
     * rates rise to the true one. Empty where no step of EM has led here.
     */
    public OptionalDouble rate() {
        return rate(iterations());
    }

    private OptionalDouble rate(int t) {
        int inARow = entries.isEmpty() ? 0 : entries.get(t).emSteps();
        return IntStream.rangeClosed(1, Math.min(STEPS, inARow))
                .mapToDouble(back -> shrinkage(t + 1 - back))
                .max();
    }

    private double shrinkage(int t) {
        double norm = entries.get(t).gradientNorm();
        return norm == 0 ? 0 : norm / entries.get(t - 1).gradientNorm();
    }

    /** The rate where it was last known below one; zero if it never was. */
    double lastRate() {
        for (int t = iterations(); t > 0; t--) {
            OptionalDouble rate = rate(t);
            if (rate.isPresent() && rate.getAsDouble() < 1) {
                return rate.getAsDouble();
            }
        }
        return 0;
    }

    /**
     * How far the maximum is, in standard errors: {@code g / sqrt(1 - r)} with the gradient's norm g and EM's rate r, for
     * the observed information is 1 - r of the complete data's where EM is slowest. Empty where the rate is not known, or
     * the gradient does not shrink.
     */
    public OptionalDouble distance() {
        double norm = last().gradientNorm();
        return rate().stream()
                .filter(rate -> norm == 0 || rate < 1)
                .map(rate -> norm == 0 ? 0 : norm / Math.sqrt(1 - rate))
                .findFirst();
    }

    /**
     * Whether EM's own steps make the gradient go up and down or leave it as it is, within rounding: in exact arithmetic it
     * falls, or turns once, where EM leaves a saddle.
     */
    boolean isLostInRounding() {
        int t = iterations();
        int from = t - Math.min(WINDOW, last().emSteps());
        return last().isWithinRounding()
                && IntStream.range(from + 1, t).filter(this::turns).count() >= 2;
    }

    private boolean turns(int t) {
        double to = entries.get(t).gradientNorm();
        double from = entries.get(t - 1).gradientNorm();
        return to == from || (to < from) != (entries.get(t + 1).gradientNorm() < to);
    }

    /** Whether the gradient is within rounding, and has been no shorter for a while. */
    boolean isStalled() {
        int recent = Math.max(1, entries.size() - WINDOW);
        return last().isWithinRounding() && shortest(recent, entries.size()) >= shortest(0, recent);
    }

    private double shortest(int from, int to) {
        return entries.subList(from, to).stream()
                .mapToDouble(Entry::gradientNorm)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    /** One sentence on how near to a maximum it ended. */
    public String describeEnd() {
        double norm = last().gradientNorm();
        if (Double.isInfinite(norm)) {
            return last().eSteps() + " E-steps; there is no M-step from where it ended";
        }
        OptionalDouble distance = distance();
        return String.format(
                Locale.ROOT,
                "%d E-steps; gradient norm %.1e, so a step of EM would gain %.1e nats%s",
                last().eSteps(),
                norm,
                norm * norm / 2,
                distance.isEmpty()
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", and all to come %.1e; the maximum is %.1e standard errors away",
                                distance.getAsDouble() * distance.getAsDouble() / 2,
                                distance.getAsDouble()));
    }

    /** The largest part of its error bound that a check of the audit used at any iteration. */
    public double audit() {
        return entries.stream().mapToDouble(Entry::audit).max().orElse(0);
    }

    /** One sentence on what the audit found. */
    public String describeAudit() {
        String of =
                last().exactness().isExact() ? "" : " of " + last().exactness().kind();
        return warnings.isEmpty()
                ? String.format(
                        Locale.ROOT,
                        "audit%s held at every iteration, using up to %.1g of its error bounds",
                        of,
                        audit())
                : "audit warned " + warnings.size() + " times, first that "
                        + warnings.get(0).describe();
    }

    /** The log-likelihoods, from the start on, in nats. */
    public double[] logLikelihoods() {
        return entries.stream().mapToDouble(Entry::logLikelihood).toArray();
    }
}
