package org.em4j.gmm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.em4j.core.accelerate.Squarem;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Optima;
import org.em4j.core.fit.Restarts;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Evidence;
import org.em4j.core.model.Statistics;

/**
 * Starts that compete: all begin, the most promising are followed to the end, and the fit begins where the winner did. Of more
 * rows than {@value #SAMPLE} as many are drawn to judge them by, and the fit begins at the maximum on those.
 *
 * <p>A family lends its maximum to those that contain it, so none ends below one within it. But to one that is the same in any
 * units of the columns only such families lend, or units would decide which maximum is found.
 */
final class Contest {
    private static final int SAMPLE = 2_000;
    private static final int STARTS = 9;
    private static final int FOLLOWED = 3;

    /** Iterations after which a start that has not converged is judged by where it is. */
    private static final int LONGEST = 1_000;

    /** Maxima on the sample that are compared on all rows. */
    private static final int COMPARED = 3;

    private final Starts starts;
    private final Restarts restarts;
    private final boolean isOpen;
    private final Em em;
    private final MixtureEstimation all;
    private final Em trial;
    private final MixtureEstimation jury;
    private final boolean isSampled;
    private final Resolution resolution;

    Contest(MixtureSearch search, Em em) {
        this.restarts = search.restarts();
        this.em = em;
        this.all = search.estimation();
        this.isOpen = search.start().isEmpty() && all.labels().length == 0;
        this.trial = new Em(StoppingRule.distance(Em.TOLERANCE), LONGEST, entry -> {}, em.audit(), new Squarem());
        Rows rows = all.rows().informative();
        Rows drawn = rows.only(Draw.some(rows.size(), SAMPLE, Restarts.random(restarts.seed())));
        this.isSampled = drawn.size() < rows.size() && hasSpread(drawn);
        this.jury = all.on(isSampled ? drawn : rows);
        this.resolution = Resolution.of(jury.rows());
        this.starts = new Starts(search, jury.rows());
    }

    /** Whether columns vary in a sample: some may do so in few rows only. */
    private static boolean hasSpread(Rows sample) {
        try {
            HardLabels.requireSpread(CovarianceFamily.FULL, Filled.of(sample).moments());
            return true;
        } catch (DegenerateException e) {
            return false;
        }
    }

    /** Where a fit started, and where it is. */
    private record Entrant<P extends Normal, S extends Statistics<S>>(
            GaussianMixture<P, S> start, GaussianMixture<P, S> at) {}

    /** What a family has found before the jury. */
    private record Found<P extends Normal, S extends Statistics<S>>(
            CovarianceFamily<P, S> family, Optima<Entrant<P, S>> optima) {
        Fit<Entrant<P, S>> best() {
            return optima.best();
        }
    }

    /** What came of a family; nothing where it does not fit even all rows together, and why. */
    record Cell<P extends Normal, S extends Statistics<S>>(
            CovarianceFamily<P, S> family, Optional<Fit<GaussianMixture<P, S>>> fit, String note) {}

    /** The maxima of one family. */
    <P extends Normal, S extends Statistics<S>> Optima<GaussianMixture<P, S>> of(CovarianceFamily<P, S> family, int k) {
        HardLabels.requireRows(k, all.rows());
        List<Found<?, ?>> simpler = new ArrayList<>();
        for (CovarianceFamily<?, ?> other : simplestFirst()) {
            if (other != family && isOpen(k) && lends(other, family)) {
                lend(other, k, simpler);
            }
        }
        return of(family, k, simpler);
    }

    /**
     * The best of each of some families, the simplest first; of fewer if the thread is interrupted.
     *
     * @param each told of each that has ended
     */
    List<Cell<?, ?>> of(List<CovarianceFamily<?, ?>> families, int k, Runnable each) {
        List<Cell<?, ?>> cells = new ArrayList<>();
        List<Found<?, ?>> found = new ArrayList<>();
        for (CovarianceFamily<?, ?> family : simplestFirst()) {
            if (Thread.currentThread().isInterrupted()) {
                return cells;
            }
            if (families.contains(family)) {
                cells.add(cell(family, k, found));
                each.run();
            } else if (isOpen(k) && families.stream().anyMatch(other -> lends(family, other))) {
                lend(family, k, found);
            }
        }
        return cells;
    }

    /** Of one component there is one maximum. */
    private boolean isOpen(int k) {
        return isOpen && k > 1;
    }

    private static List<CovarianceFamily<?, ?>> simplestFirst() {
        List<CovarianceFamily<?, ?>> order = new ArrayList<>(CovarianceFamily.all());
        Collections.reverse(order);
        return order;
    }

    private static boolean lends(CovarianceFamily<?, ?> simpler, CovarianceFamily<?, ?> to) {
        return to.structure().contains(simpler.structure())
                && (!to.structure().isFreeOfUnits() || simpler.structure().isFreeOfUnits());
    }

    private <P extends Normal, S extends Statistics<S>> Cell<P, S> cell(
            CovarianceFamily<P, S> family, int k, List<Found<?, ?>> found) {
        try {
            return new Cell<>(family, Optional.of(of(family, k, found).best()), "");
        } catch (DegenerateException e) {
            return new Cell<>(family, Optional.empty(), e.degeneracy().describe());
        }
    }

    private <P extends Normal, S extends Statistics<S>> void lend(
            CovarianceFamily<P, S> family, int k, List<Found<?, ?>> found) {
        try {
            found.add(judged(family, k, found));
        } catch (DegenerateException | CancellationException e) {
            return; // and lends nothing
        }
    }

    private <P extends Normal, S extends Statistics<S>> Optima<GaussianMixture<P, S>> of(
            CovarianceFamily<P, S> family, int k, List<Found<?, ?>> found) {
        if (!isOpen(k)) {
            return oneWay(family, k);
        }
        try {
            Found<P, S> own = judged(family, k, found);
            found.add(own);
            return Thread.currentThread().isInterrupted() ? cut(own.best().theta().at) : ended(own, k);
        } catch (CancellationException e) {
            if (found.isEmpty()) {
                throw e;
            }
            return cut(found.get(found.size() - 1).best().theta().at.in(family));
        }
    }

    /** From the starts alone, on all rows. */
    private <P extends Normal, S extends Statistics<S>> Optima<GaussianMixture<P, S>> oneWay(
            CovarianceFamily<P, S> family, int k) {
        boolean several = restarts.runs() > 1 && k > 1;
        Restarts runs = several ? restarts : new Restarts(1, restarts.seed());
        MixtureEstimation each = several ? all : shared();
        return runs.searchFrom(
                i -> starts.start(family, k, i),
                several ? em.listener(entry -> {}) : em,
                each::fit,
                (a, b) -> isAlike(a, b, all.rows()));
    }

    private <P extends Normal, S extends Statistics<S>> Found<P, S> judged(
            CovarianceFamily<P, S> family, int k, List<Found<?, ?>> simpler) {
        List<GaussianMixture<P, S>> lent = lent(family, simpler);
        int n = STARTS + restarts.runs() - 1 + lent.size();
        Restarts runs = new Restarts(n, Math.max(FOLLOWED, n / 4), restarts.seed(), restarts.threads());
        Optima<Entrant<P, S>> optima = runs.searchFrom(
                i -> {
                    GaussianMixture<P, S> start =
                            i < lent.size() ? lent.get(i) : starts.start(family, k, i - lent.size());
                    return new Entrant<>(start, start);
                },
                trial,
                (brief, entrant) -> resolved(jury.fit(brief, entrant.at)).map(at -> new Entrant<>(entrant.start, at)),
                (a, b) -> isAlike(a.at, b.at, jury.rows()));
        return new Found<>(family, optima);
    }

    /** The maxima of simpler families, each of which holds all that those within it have found. */
    private static <P extends Normal, S extends Statistics<S>> List<GaussianMixture<P, S>> lent(
            CovarianceFamily<P, S> family, List<Found<?, ?>> simpler) {
        List<Found<?, ?>> lenders = simpler.stream()
                .filter(f -> f.best().endedWell() && lends(f.family, family))
                .toList();
        return lenders.stream()
                .filter(f ->
                        lenders.stream().noneMatch(other -> other.family != f.family && lends(f.family, other.family)))
                .map(f -> f.best().theta().at.in(family))
                .toList();
    }

    /** What sits on a line or plane of rounded values is high, and no maximum to look for. */
    private <P extends Normal, S extends Statistics<S>> Fit<GaussianMixture<P, S>> resolved(
            Fit<GaussianMixture<P, S>> fit) {
        return fit.endedWell() && resolution.narrower(fit.theta()).isPresent()
                ? new Fit.Degenerate<>(fit.theta(), fit.trace(), Degeneracies.narrow())
                : fit;
    }

    private static boolean isAlike(GaussianMixture<?, ?> a, GaussianMixture<?, ?> b, Rows rows) {
        return Evidence.distance(a.score(rows), b.score(rows), rows.weights()) < Optima.APART;
    }

    private MixtureEstimation shared() {
        return all.threads(restarts.threads());
    }

    /**
     * The fit that was asked for. Where most starts fail, and clusters collapse onto more rows than determine a plane, these are in
     * the data, and a maximum that other starts reach is an accident.
     */
    private <P extends Normal, S extends Statistics<S>> Optima<GaussianMixture<P, S>> ended(Found<P, S> own, int k) {
        Optima<Entrant<P, S>> found = own.optima;
        if (!own.best().endedWell()) {
            return oneWay(own.family, k);
        }
        if (2 * found.failed() > found.starts()) {
            Fit<GaussianMixture<P, S>> clusters = shared().fit(em, starts.start(own.family, k, 0));
            if (clusters instanceof Fit.Degenerate<?> collapsed
                    && collapsed.degeneracy().rows().size() > all.rows().columns()) {
                return Optima.of(List.of(clusters), found.starts(), found.failed());
            }
        }
        Optima<GaussianMixture<P, S>> maxima = found.map(Entrant::at);
        return isSampled ? onAllRows(maxima) : again(own.best().theta().start, maxima);
    }

    /** From where the winner began; should that end elsewhere, from where the winner ended. */
    private <P extends Normal, S extends Statistics<S>> Optima<GaussianMixture<P, S>> again(
            GaussianMixture<P, S> start, Optima<GaussianMixture<P, S>> maxima) {
        Fit<GaussianMixture<P, S>> winner = maxima.best();
        Fit<GaussianMixture<P, S>> fit = shared().fit(em, start);
        if (!hasReached(fit, winner)) {
            if (fit instanceof Fit.Cancelled) {
                return cut(winner.theta());
            }
            fit = shared().fit(em, winner.theta());
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

    private <P extends Normal, S extends Statistics<S>> Optima<GaussianMixture<P, S>> onAllRows(
            Optima<GaussianMixture<P, S>> found) {
        Em still = em.maxIterations(0).listener(entry -> {});
        List<Fit<GaussianMixture<P, S>>> fits = found.found().stream()
                .limit(Math.max(COMPARED, restarts.runs()))
                .map(optimum -> shared().fit(still, optimum.fit().theta()))
                .sorted(Comparator.comparingDouble(
                        there -> -there.trace().last().objective()))
                .limit(restarts.runs())
                .map(there -> shared().fit(em, there.theta()))
                .toList();
        if (fits.stream().anyMatch(Fit.Cancelled.class::isInstance)) {
            return cut(fits.get(0).theta());
        }
        return Optima.of(fits, found.starts(), found.failed(), (a, b) -> isAlike(a, b, all.rows()));
    }

    /** What an interrupt leaves, on all rows. */
    private <P extends Normal, S extends Statistics<S>> Optima<GaussianMixture<P, S>> cut(GaussianMixture<P, S> at) {
        Thread.interrupted(); // or there would be no E-step to tell how good it is
        Fit<GaussianMixture<P, S>> fit = shared().fit(em.maxIterations(0), at);
        Thread.currentThread().interrupt();
        return Optima.of(List.of(new Fit.Cancelled<>(fit.theta(), fit.trace())), 1, 0);
    }
}
