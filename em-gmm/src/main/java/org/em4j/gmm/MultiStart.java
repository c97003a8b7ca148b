package org.em4j.gmm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.stream.Stream;
import org.em4j.core.Execution;
import org.em4j.core.data.RowObservations;
import org.em4j.core.distribution.Degeneracies;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Trace;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.fit.search.Restarts;
import org.em4j.core.model.DegenerateException;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.start.HardAssignmentStart;

/**
 * Starts that compete: all begin, the most promising are followed to the end, and the fit begins where the winner did. Of more
 * rows than {@value Subsample#SIZE} as many are drawn to judge them by, and the fit begins at the maximum on those.
 *
 * <p>The maxima of simpler families start, too, as {@link NestedMaxima} have it.
 */
public final class MultiStart {
    private static final int STARTS = 9;
    private static final int FOLLOWED = 3;

    /** Iterations after which a start that has not converged is judged by where it is. */
    private static final int LONGEST = 1_000;

    /** Maxima on the sample that are compared on all rows. */
    private static final int COMPARED = 3;

    /** Of parameters whose likelihood no pass over all rows has told. */
    private static final Trace UNSEEN = new Trace(List.of());

    private final MixtureProblem problem;
    private final MixtureProblem jury;
    private final boolean isSampled;
    private final boolean isOpen;
    private final Restarts restarts;
    private final Em em;
    private final Em trial;
    private final Resolution resolution;
    private final StartSequence starts;

    /** Of mixtures with an estimator's settings, of any family and size, to rows. */
    public MultiStart(GaussianMixtureEstimator<?, ?> settings, RowObservations rows, Execution execution) {
        this(new MixtureProblem(settings, rows, Optional.empty(), execution));
    }

    MultiStart(MixtureProblem problem) {
        this.problem = problem;
        this.restarts = problem.settings().restarts();
        this.em = problem.settings().em();
        this.isOpen = problem.settings().start().isEmpty() && problem.labelled().isEmpty();
        this.trial = new Em()
                .maxIterations(LONGEST)
                .audit(em.audit())
                .accelerate(new Squarem())
                .checkpoint(em.checkpoint());
        Subsample sample = Subsample.of(problem.rows(), problem.execution().seed());
        this.isSampled = sample.isPart();
        this.jury = problem.on(sample.rows());
        this.resolution = Resolution.of(sample.rows());
        this.starts = new StartSequence(problem, sample.rows());
    }

    /** Where a fit started, and where it is. */
    private record Entrant<P extends MultivariateNormal, S extends GaussianStatistics<S>>(
            GaussianMixture<P, S> start, GaussianMixture<P, S> at) {}

    /** What came of a family; nothing where it does not fit even all rows together, and why. */
    public record Cell<P extends MultivariateNormal, S extends GaussianStatistics<S>>(
            CovarianceFamily<P, S> family,
            Optional<Fitted<GaussianMixtureEstimator<P, S>, GaussianMixture<P, S>>> fitted,
            String note) {}

    /** The best of one family, and the maxima that were found. */
    <P extends MultivariateNormal, S extends GaussianStatistics<S>>
            Fitted<GaussianMixtureEstimator<P, S>, GaussianMixture<P, S>> fit(CovarianceFamily<P, S> family, int k) {
        HardAssignmentStart.requireRows(k, problem.rows());
        NestedMaxima lenders = new NestedMaxima();
        for (CovarianceFamily<?, ?> other : NestedMaxima.simplestFirst()) {
            if (other != family && isOpen(k) && NestedMaxima.lends(other, family)) {
                lend(other, k, lenders);
            }
        }
        Optima<GaussianMixture<P, S>> optima = optima(family, k, lenders);
        return problem.fitted(optima.best()).among(optima);
    }

    /**
     * The best of each of some families, the simplest first; of fewer if the thread is interrupted.
     *
     * @param each told of each that has ended
     */
    public List<Cell<?, ?>> fit(List<CovarianceFamily<?, ?>> families, int k, Runnable each) {
        List<Cell<?, ?>> cells = new ArrayList<>();
        NestedMaxima lenders = new NestedMaxima();
        for (CovarianceFamily<?, ?> family : NestedMaxima.simplestFirst()) {
            if (Thread.currentThread().isInterrupted()) {
                return cells;
            }
            if (families.contains(family)) {
                cells.add(cell(family, k, Optional.of(lenders)));
                each.run();
            } else if (isOpen(k) && families.stream().anyMatch(other -> NestedMaxima.lends(family, other))) {
                lend(family, k, lenders);
            }
        }
        return cells;
    }

    /** Fits families from the first start alone, on all rows. */
    public List<Cell<?, ?>> scout(List<CovarianceFamily<?, ?>> families, int k, Runnable each) {
        List<Cell<?, ?>> cells = new ArrayList<>();
        for (CovarianceFamily<?, ?> family : NestedMaxima.simplestFirst()) {
            if (families.contains(family) && !Thread.currentThread().isInterrupted()) {
                cells.add(cell(family, k, Optional.empty()));
                each.run();
            }
        }
        return cells;
    }

    /** Whether starts of so many components compete: of one component there is one maximum. */
    public boolean isOpen(int k) {
        return isOpen && k > 1;
    }

    /** What comes of a family from many starts; from the first alone, where nobody could lend any. */
    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> Cell<P, S> cell(
            CovarianceFamily<P, S> family, int k, Optional<NestedMaxima> lenders) {
        try {
            Fit<GaussianMixture<P, S>> fit = lenders.map(
                            all -> optima(family, k, all).best())
                    .orElseGet(() -> problem.fit(em, starts.start(family, k, 0)));
            return new Cell<>(family, Optional.of(problem.fitted(fit)), "");
        } catch (DegenerateException e) {
            return new Cell<>(family, Optional.empty(), e.degeneracy().describe());
        }
    }

    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> void lend(
            CovarianceFamily<P, S> family, int k, NestedMaxima lenders) {
        try {
            judged(family, k, lenders);
        } catch (DegenerateException | CancellationException e) {
            return; // and lends nothing
        }
    }

    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> Optima<GaussianMixture<P, S>> optima(
            CovarianceFamily<P, S> family, int k, NestedMaxima lenders) {
        if (!isOpen(k)) {
            return oneWay(family, k);
        }
        try {
            Optima<Entrant<P, S>> own = judged(family, k, lenders);
            return Thread.currentThread().isInterrupted() ? cut(own.map(Entrant::at)) : ended(own, family, k);
        } catch (CancellationException e) {
            return cut(lenders.last().orElseThrow(() -> e).nearestIn(family), UNSEEN);
        }
    }

    /** From the starts alone, on all rows. */
    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> Optima<GaussianMixture<P, S>> oneWay(
            CovarianceFamily<P, S> family, int k) {
        boolean several = restarts.runs() > 1 && k > 1;
        Restarts runs = several ? restarts : new Restarts(1);
        MixtureProblem each = several ? problem.alone() : problem;
        return runs.searchFrom(
                i -> starts.start(family, k, i),
                several ? em.listener(entry -> {}) : em,
                each::fit,
                (a, b) -> isAlike(a, b, jury.rows()),
                problem.execution().threads());
    }

    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> Optima<Entrant<P, S>> judged(
            CovarianceFamily<P, S> family, int k, NestedMaxima lenders) {
        List<GaussianMixture<P, S>> lent = lenders.to(family);
        int n = STARTS + restarts.runs() - 1 + lent.size();
        Restarts runs = new Restarts(n, Math.max(FOLLOWED, n / 4));
        Optima<Entrant<P, S>> optima = runs.searchFrom(
                i -> {
                    GaussianMixture<P, S> start =
                            i < lent.size() ? lent.get(i) : starts.start(family, k, i - lent.size());
                    return new Entrant<>(start, start);
                },
                trial,
                (brief, entrant) -> resolved(jury.fit(brief, entrant.at)).map(at -> new Entrant<>(entrant.start, at)),
                (a, b) -> isAlike(a.at, b.at, jury.rows()),
                problem.execution().threads());
        if (optima.best().endedWell() || optima.best() instanceof Fit.Cancelled) {
            lenders.add(optima.best().theta().at);
        }
        return optima;
    }

    /** What sits on a line or plane of rounded values is high, and no maximum to look for. */
    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> Fit<GaussianMixture<P, S>> resolved(
            Fit<GaussianMixture<P, S>> fit) {
        return fit.endedWell() && resolution.narrower(fit.theta()).isPresent()
                ? new Fit.Degenerate<>(fit.theta(), fit.trace(), Degeneracies.narrow())
                : fit;
    }

    private static boolean isAlike(GaussianMixture<?, ?> a, GaussianMixture<?, ?> b, RowObservations rows) {
        return LogEvidence.distance(a.score(rows), b.score(rows), rows.weights()) < Optima.APART;
    }

    /**
     * The fit that was asked for. Where most starts fail, and clusters collapse onto more rows than determine a plane, these are in
     * the data, and a maximum that other starts reach is an accident.
     */
    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> Optima<GaussianMixture<P, S>> ended(
            Optima<Entrant<P, S>> found, CovarianceFamily<P, S> family, int k) {
        if (!found.best().endedWell()) {
            return oneWay(family, k);
        }
        if (2 * found.failed() > found.starts()) {
            Fit<GaussianMixture<P, S>> clusters = problem.fit(em, starts.start(family, k, 0));
            if (clusters instanceof Fit.Degenerate<?> collapsed
                    && collapsed.degeneracy().rows().size() > problem.rows().columns()) {
                return Optima.of(List.of(clusters), found.starts(), found.failed());
            }
        }
        Optima<GaussianMixture<P, S>> maxima = found.map(Entrant::at);
        return isSampled ? onAllRows(maxima) : again(found.best().theta().start, maxima);
    }

    /** From where the winner began; should that end elsewhere, from where the winner ended. */
    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> Optima<GaussianMixture<P, S>> again(
            GaussianMixture<P, S> start, Optima<GaussianMixture<P, S>> maxima) {
        Fit<GaussianMixture<P, S>> winner = maxima.best();
        Fit<GaussianMixture<P, S>> fit = problem.fit(em, start);
        if (!hasReached(fit, winner)) {
            if (fit instanceof Fit.Cancelled) {
                return cut(maxima);
            }
            fit = problem.fit(em, winner.theta());
        }
        return fit instanceof Fit.Converged
                ? maxima.best(fit)
                : Optima.of(List.of(fit), maxima.starts(), maxima.failed());
    }

    private static boolean hasReached(Fit<?> fit, Fit<?> winner) {
        if (fit instanceof Fit.BudgetSpent || fit.trace().entries().isEmpty()) {
            return fit instanceof Fit.BudgetSpent;
        }
        boolean isHigher =
                fit.trace().last().objective() > winner.trace().last().objective();
        return Optima.isSame(fit, winner) || (isHigher && winner instanceof Fit.BudgetSpent);
    }

    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> Optima<GaussianMixture<P, S>> onAllRows(
            Optima<GaussianMixture<P, S>> found) {
        Em still = trial.maxIterations(0).accelerate(Accelerator.NONE);
        List<Fit<GaussianMixture<P, S>>> there = found.found().stream()
                .limit(Math.max(COMPARED, restarts.runs()))
                .map(optimum -> problem.fit(still, optimum.fit().theta()))
                .sorted(Comparator.comparingDouble(at -> -at.trace().last().objective()))
                .limit(restarts.runs())
                .toList();
        List<Fit<GaussianMixture<P, S>>> fits =
                there.stream().map(at -> problem.fit(em, at.theta())).toList();
        if (fits.stream().anyMatch(Fit.Cancelled.class::isInstance)) {
            List<Fit<GaussianMixture<P, S>>> all =
                    Stream.of(fits, there).flatMap(List::stream).toList();
            return Optima.cancelled(all, found.starts(), found.failed());
        }
        return Optima.of(fits, found.starts(), found.failed(), (a, b) -> isAlike(a, b, jury.rows()));
    }

    /** What an interrupt leaves. How good it is on all rows is not known where only a sample was looked at. */
    private <P extends MultivariateNormal, S extends GaussianStatistics<S>> Optima<GaussianMixture<P, S>> cut(
            Optima<GaussianMixture<P, S>> maxima) {
        Fit<GaussianMixture<P, S>> best = maxima.best();
        return cut(best.theta(), isSampled ? UNSEEN : best.trace());
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> Optima<GaussianMixture<P, S>> cut(
            GaussianMixture<P, S> at, Trace trace) {
        return Optima.of(List.of(new Fit.Cancelled<>(at, trace)), 1, 0);
    }
}
