package org.em4j.factor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Optima;
import org.em4j.core.fit.Trace;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Degeneracy;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Moments;

/**
 * What a fit of a mixture of factor analysers is called. Given the responsibilities each component is a factor analysis of
 * weighted rows, whose maximum or supremum over all uniquenesses, zero among them, {@link ProfileSearch} finds. So EM goes
 * on to which only the labels are missing (alternating expectation and conditional maximisation, Meng and van Dyk 1997),
 * and comes to an edge that EM creeps towards for ever.
 *
 * @param family the components, and what they share
 * @param rows what they were fitted to
 * @param em with the settings of the fit
 */
public record FactorMixtureSearch(SharedFactors family, Rows rows, Em em) {
    private static final int MOST = 2000;

    /** Gains of less, in nats, are the last. */
    private static final double STILL = 1e-9;

    /**
     * The fit with what is known of its components; gone on with where the likelihood is higher elsewhere uphill, and
     * degenerate where it is highest on the edge. As it was, and undecided, where components share parts, have priors or
     * more parameters than their covariances, where values are missing, or columns are very many.
     */
    public FactorMixtureFit decide(Fit<MixtureParameters<FactorParameters>> fit) {
        FactorMixtureFit undecided = new FactorMixtureFit(fit, List.of());
        if (!fit.endedWell() || !isDecidable()) {
            return undecided;
        }
        try {
            Place best = climb(fit.theta());
            double reached = fit.trace().last().logLikelihood();
            return best.logLikelihood() < reached - Optima.NATS ? undecided : named(fit, best);
        } catch (DegenerateException | InvalidDataException e) { // a component has lost its columns, or its rows
            return undecided;
        } catch (CancellationException e) {
            return new FactorMixtureFit(new Fit.Cancelled<>(fit.theta(), fit.trace()), List.of());
        }
    }

    private boolean isDecidable() {
        LinearFactorModel component = family.component();
        boolean alone = component instanceof FactorAnalysis
                || (component instanceof Restrained r
                        && r.model() instanceof FactorAnalysis
                        && r.heywood() instanceof Heywood.Bound);
        return alone
                && family.parts().isEmpty()
                && rows.gaps() == 0
                && component.d() <= PrincipalAxes.WIDE
                && Identification.degreesOfFreedom(component.d(), component.q()) >= 0;
    }

    /** Parameters, each component's place in its closed space, and the log-likelihood in nats. */
    private record Place(MixtureParameters<FactorParameters> theta, List<Summit> summits, double logLikelihood) {}

    private Place climb(MixtureParameters<FactorParameters> start) {
        Place at = step(start);
        for (int step = 1; step < MOST; step++) {
            Place next = step(at.theta);
            if (!(next.logLikelihood > at.logLikelihood + STILL)) {
                return next.logLikelihood > at.logLikelihood ? next : at;
            }
            at = next;
        }
        return at;
    }

    private Place step(MixtureParameters<FactorParameters> theta) {
        double[][] responsibilities = new FactorMixture(family, theta).responsibilities(rows);
        int size = theta.components().size();
        double[] weights = new double[size];
        List<FactorParameters> components = new ArrayList<>();
        List<Summit> summits = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            double[] w = new double[rows.size()];
            int component = k;
            Arrays.setAll(w, i -> rows.weight(i) * responsibilities[i][component]);
            Moments moments = Moments.of(rows.weighted(w));
            Correlations correlations = Correlations.of(moments);
            Summit summit = search(correlations)
                    .summit(correlations.standardised(theta.components().get(k)), correlations);
            weights[k] = moments.weight() / rows.totalWeight();
            components.add(correlations.inUnits(summit.theta()));
            summits.add(summit);
        }
        MixtureParameters<FactorParameters> next = new MixtureParameters<>(weights, components);
        double[] score = new FactorMixture(family, next).score(rows);
        double logLikelihood = IntStream.range(0, score.length)
                .mapToDouble(i -> rows.weight(i) * score[i])
                .sum();
        return new Place(next, summits, logLikelihood);
    }

    private ProfileSearch search(Correlations correlations) {
        double[] least = new double[correlations.columns()];
        Arrays.setAll(least, j -> {
            double sd = correlations.sd()[j];
            return family.component() instanceof Restrained r ? r.heywood().least() * r.variances()[j] / (sd * sd) : 0;
        });
        return ProfileSearch.of(
                correlations, correlations.root(), family.component().q(), 0, least);
    }

    private FactorMixtureFit named(Fit<MixtureParameters<FactorParameters>> fit, Place best) {
        List<FactorMixtureFit.Ending> endings = IntStream.range(0, best.summits.size())
                .mapToObj(k -> new FactorMixtureFit.Ending(
                        k, best.summits.get(k).edge(), best.summits.get(k).flat()))
                .toList();
        List<FactorMixtureFit.Ending> edges =
                endings.stream().filter(e -> !e.edge().isEmpty()).toList();
        if (edges.isEmpty() || family.component() instanceof Restrained) {
            double left = best.logLikelihood - fit.trace().last().logLikelihood();
            boolean arrived = left < Optima.NATS || fit instanceof Fit.BudgetSpent;
            return new FactorMixtureFit(arrived ? fit : continued(fit, best, em), endings);
        }
        Fit<MixtureParameters<FactorParameters>> there = continued(fit, best, em.maxIterations(0));
        return new FactorMixtureFit(
                new Fit.Degenerate<>(there.theta(), there.trace(), degeneracy(edges, best.logLikelihood)), endings);
    }

    private Degeneracy degeneracy(List<FactorMixtureFit.Ending> edges, double supremum) {
        List<FactorMixtureFit.Ending> collapsed = edges.stream()
                .filter(e -> e.edge().size() > family.component().q())
                .toList();
        List<FactorMixtureFit.Ending> named = collapsed.isEmpty() ? edges : collapsed;
        String towards = collapsed.isEmpty() ? String.format(Locale.ROOT, "towards %.4f", supremum) : "without bound";
        String places = named.stream()
                .map(e -> (e.edge().size() == 1 ? "uniqueness of " : "uniquenesses of ")
                        + Correlations.named(e.edge())
                        + (named.size() == 1 ? "" : " in component " + (e.component() + 1)))
                .collect(Collectors.joining(" and the "));
        boolean one = named.size() == 1 && named.get(0).edge().size() == 1;
        Degeneracy why = Degeneracy.of(
                        String.format(
                                Locale.ROOT,
                                "a Heywood case: the likelihood rises %s as the %s %s to zero, and has no maximum",
                                towards,
                                places,
                                one ? "falls" : "fall"),
                        "bound the uniquenesses (0.005 of the variance is usual), give them a prior, share the noise, or use"
                                + " fewer factors or components")
                .columns(named.stream()
                        .flatMap(e -> e.edge().stream())
                        .distinct()
                        .sorted()
                        .toList());
        int first = named.get(0).component();
        return named.size() == 1 ? why.in("component " + (first + 1), first) : why;
    }

    /** The fit, gone on with from the best place by EM; as it was where that fails. */
    private Fit<MixtureParameters<FactorParameters>> continued(
            Fit<MixtureParameters<FactorParameters>> fit, Place best, Em settings) {
        Fit<MixtureParameters<FactorParameters>> there = settings.listener(entry -> {})
                .accelerate(Accelerator.NONE)
                .fit(family.mixture(best.theta.components().size()), rows, best.theta);
        if (!there.endedWell()) {
            return fit;
        }
        Trace trace = there.trace().after(fit.trace());
        return there instanceof Fit.Converged<MixtureParameters<FactorParameters>> converged
                ? new Fit.Converged<>(there.theta(), trace, converged.reason(), converged.edge())
                : new Fit.BudgetSpent<>(there.theta(), trace);
    }
}
