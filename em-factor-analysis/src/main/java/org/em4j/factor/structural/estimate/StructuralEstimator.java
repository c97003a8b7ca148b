package org.em4j.factor.structural.estimate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.em4j.core.Execution;
import org.em4j.core.estimate.Estimator;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.EmProblem;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Trace;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.DistinctMaxima;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.structural.model.Objective;
import org.em4j.factor.structural.model.Sample;
import org.em4j.factor.structural.model.SampleMap;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.factor.structural.model.Term;

/**
 * Maximum-likelihood estimation of structural models: refused where they are not identified; then EM, finished by Fisher's
 * scoring, and what is found called by its name: a maximum, an edge with its supremum, or a direction that the data leave
 * open.
 *
 * @param model what is fitted
 * @param restarts number of starts of the scoring
 * @param start where all begins; if empty, at principal axes
 * @param em settings of EM
 */
public record StructuralEstimator(StructuralModel model, Restarts restarts, Optional<double[]> start, Em em)
        implements Estimator<Sample, StructuralFit> {
    /** Differences in log-likelihood below this are no other maximum, in nats. */
    private static final double SAME = 1e-4;

    /** Towards an edge EM creeps: so many iterations show the way. */
    private static final int TOWARDS_AN_EDGE = 100;

    /** One start, at principal axes, and default settings of EM. */
    public StructuralEstimator(StructuralModel model) {
        this(model, new Restarts(1), Optional.empty(), new Em());
    }

    /** A copy with another number of starts. */
    public StructuralEstimator restarts(Restarts others) {
        return new StructuralEstimator(model, others, start, em);
    }

    /** A copy that starts where the caller says. */
    public StructuralEstimator from(double[] theta) {
        return new StructuralEstimator(model, restarts, Optional.of(theta.clone()), em);
    }

    /** A copy with other settings of EM. */
    public StructuralEstimator em(Em settings) {
        return new StructuralEstimator(model, restarts, start, settings);
    }

    /**
     * Fits to a sample.
     *
     * @throws IllegalArgumentException if the data have another number of columns
     * @throws DegenerateException if the model is not identified, whatever the data, or columns do not vary
     */
    @Override
    public StructuralFit fit(Sample sample, Execution execution) {
        if (sample.columns() != model.columns()) {
            throw new IllegalArgumentException(
                    "a model of " + model.columns() + " columns, and data of " + sample.columns());
        }
        IdentificationRank identified = IdentificationRank.generally(model, sample);
        if (!identified.holds()) {
            throw new DegenerateException(identified.degeneracy());
        }
        double[] first = model.specification().inside(start.orElseGet(() -> Starting.of(model, sample.available())));
        if (em.maxIterations() == 0) {
            Fit<double[]> fit = em.fit(new SampleMap(model, sample), first);
            return StructuralFit.of(model, sample, fit, identified, List.of(), new DistinctMaxima(1, List.of()));
        }
        return new Search(model, sample, identified, execution).from(first);
    }

    private final class Search {
        private final StructuralModel model;
        private final Sample sample;
        private final IdentificationRank identified;
        private final Execution execution;
        private final List<String> bounded = new ArrayList<>();
        private final List<Double> ends = new ArrayList<>();

        Search(StructuralModel model, Sample sample, IdentificationRank identified, Execution execution) {
            this.execution = execution;
            this.model = model;
            this.sample = sample;
            this.identified = identified;
        }

        StructuralFit from(double[] first) {
            BarrierMaximum found = best(first);
            if (found.edges().isEmpty()) {
                return inside(first, found);
            }
            Optional<StructuralEdge> kept =
                    found.edges().stream().filter(this::isBounded).findFirst();
            return kept.isPresent() ? bounded(kept.get(), found) : atEdge(first, found);
        }

        private BarrierMaximum best(double[] first) {
            Objective objective = new Objective(model, sample.parts(), 0);
            BarrierMaximum best = BarrierMaximum.of(objective, first);
            ends.add(best.supremum());
            RandomGenerator random = execution.random();
            for (int run = 1; run < restarts.runs() && !Thread.currentThread().isInterrupted(); run++) {
                BarrierMaximum other =
                        BarrierMaximum.of(objective, model.specification().inside(Starting.near(model, first, random)));
                ends.add(other.supremum());
                best = other.supremum() > best.supremum() + SAME ? other : best;
            }
            return best;
        }

        private boolean isBounded(StructuralEdge edge) {
            return edge.isVariance()
                    && model.specification().isColumn(edge.variables().get(0))
                    && model.specification().heywood() instanceof Heywood.Bound;
        }

        /** A variance that ends at its bound is fixed there, and the rest estimated. */
        private StructuralFit bounded(StructuralEdge edge, BarrierMaximum found) {
            Term variance = variance(edge);
            Specification s = model.specification();
            double bound = s.bound(variance);
            StructuralModel rest = new StructuralModel(s.fixed(variance.parameter(), bound));
            Search search = new Search(rest, sample, identified, execution);
            search.bounded.addAll(bounded);
            search.bounded.add(s.variable(variance.row()));
            return search.from(without(found.theta(), variance.parameter()));
        }

        private Term variance(StructuralEdge edge) {
            int variable = edge.variables().get(0);
            return model.terms(edge.group()).stream()
                    .filter(t -> t.isVariance() && t.row() == variable)
                    .findFirst()
                    .orElseThrow();
        }

        private static double[] without(double[] theta, int parameter) {
            double[] rest = new double[theta.length - 1];
            System.arraycopy(theta, 0, rest, 0, parameter);
            System.arraycopy(theta, parameter + 1, rest, parameter, rest.length - parameter);
            return rest;
        }

        private StructuralFit inside(double[] first, BarrierMaximum found) {
            EmProblem<double[]> map = new SampleMap(model, sample);
            Fit<double[]> fit = em.fit(map, first);
            if (!(fit instanceof Fit.Converged<double[]> converged)) {
                return fitted(fit);
            }
            BarrierMaximum top = found;
            if (fit.trace().last().objective() > found.value() + SAME) {
                top = BarrierMaximum.of(new Objective(model, sample.parts(), 0), fit.theta());
                if (!top.edges().isEmpty()) {
                    return atEdge(first, top);
                }
            }
            IdentificationRank there = IdentificationRank.at(model, sample, top.theta());
            if (!there.holds()) {
                return fitted(new Fit.Degenerate<>(fit.theta(), fit.trace(), there.atEstimate()));
            }
            String reason = converged.reason()
                    + String.format(
                            Locale.ROOT, ", then Fisher's scoring: a step would gain %.0e nats", top.decrement() / 2);
            Optional<Trace> trace = joined(map, fit.trace(), top.theta());
            return fitted(trace.isEmpty() ? fit : new Fit.Converged<>(top.theta(), trace.get(), reason));
        }

        private StructuralFit fitted(Fit<double[]> fit) {
            return StructuralFit.of(
                    model, sample, fit, identified, List.copyOf(bounded), DistinctMaxima.of(ends, SAME));
        }

        /** EM's trace with one entry more, audited as any; nothing if that is no better. */
        private Optional<Trace> joined(EmProblem<double[]> map, Trace trace, double[] theta) {
            Trace one = em.maxIterations(0)
                    .listener(entry -> {})
                    .accelerate(Accelerator.NONE)
                    .fit(map, theta)
                    .trace();
            Trace.Entry last = trace.last();
            if (one.entries().isEmpty() || one.last().objective() < last.objective() - SAME) {
                return Optional.empty();
            }
            Trace.Entry at = one.last();
            List<Trace.Entry> entries = new ArrayList<>(trace.entries());
            entries.add(new Trace.Entry(
                    entries.size(),
                    last.eSteps() + 1,
                    at.logLikelihood(),
                    at.objective(),
                    at.gradientNorm(),
                    0,
                    at.logLikelihood() - last.logLikelihood(),
                    at.audit(),
                    at.rounding(),
                    0,
                    at.exactness()));
            return Optional.of(new Trace(entries, trace.warnings()));
        }

        private StructuralFit atEdge(double[] first, BarrierMaximum found) {
            EmProblem<double[]> map = new SampleMap(model, sample);
            Fit<double[]> fit = em.maxIterations(Math.min(TOWARDS_AN_EDGE, em.maxIterations()))
                    .fit(map, first);
            if (fit instanceof Fit.Cancelled || fit instanceof Fit.AuditFailed) {
                return fitted(fit);
            }
            Optional<Trace> trace = joined(map, fit.trace(), found.theta());
            return fitted(new Fit.Degenerate<>(
                    trace.isEmpty() ? fit.theta() : found.theta(), trace.orElse(fit.trace()), degeneracy(found)));
        }

        private Degeneracy degeneracy(BarrierMaximum found) {
            Specification s = model.specification();
            String edges = found.edges().stream()
                    .map(e -> e.words(s)
                            + (s.groups().size() > 1 ? " in " + s.groups().get(e.group()) : ""))
                    .distinct()
                    .collect(Collectors.joining(", and "));
            boolean heywood = found.edges().stream()
                    .anyMatch(e -> e.isVariance() && s.isColumn(e.variables().get(0)));
            String cause = (heywood ? "a Heywood case: " : "") + edges + ": the likelihood rises "
                    + (Double.isInfinite(found.supremum())
                            ? "without end"
                            : String.format(Locale.ROOT, "towards %.4f", supremum(found)))
                    + ", and has no maximum inside the space of proper solutions";
            List<Integer> columns = found.edges().stream()
                    .filter(StructuralEdge::isVariance)
                    .flatMap(e -> e.variables().stream())
                    .filter(s::isColumn)
                    .distinct()
                    .toList();
            return Degeneracy.of(cause, remedy(heywood, found)).columns(columns);
        }

        private String remedy(boolean heywood, BarrierMaximum found) {
            if (heywood) {
                return "bound the uniquenesses (0.005 of the variance is usual), give them a prior, or leave the column out";
            }
            return found.edges().stream().anyMatch(e -> e.variables().size() == 2)
                    ? "make them one factor"
                    : "leave out what others determine";
        }

        /** Where single variances vanish, the supremum is the maximum of the model in which they are zero. */
        private double supremum(BarrierMaximum found) {
            Optional<StructuralEdge> zero = found.edges().stream()
                    .filter(e -> e.isVariance()
                            && model.specification().isColumn(e.variables().get(0)))
                    .findFirst();
            if (zero.isEmpty()) {
                return found.supremum();
            }
            try {
                int parameter = variance(zero.get()).parameter();
                StructuralModel rest = new StructuralModel(model.specification().fixed(parameter, 0));
                Search search = new Search(rest, sample, identified, execution);
                return search.supremum(
                        BarrierMaximum.of(new Objective(rest, sample.parts(), 0), without(found.theta(), parameter)));
            } catch (DegenerateException e) {
                return found.supremum();
            }
        }
    }
}
