package org.em4j.factor.mixture;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Trace;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Degeneracy;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estep.Identification;
import org.em4j.factor.estep.LocalMaximum;
import org.em4j.factor.estimate.ProjectedDescent;
import org.em4j.factor.model.Restrained;
import org.em4j.factor.model.SharedFactors;
import org.em4j.factor.start.Correlations;
import org.em4j.factor.start.MeanImputedMoments;

/**
 * What a fit of a mixture of factor analysers is called: a maximum, one at a bound, a Heywood case whose supremum nothing
 * attains, or not identified. A {@link ProjectedDescent} on minus the {@link MixtureLikelihood} goes on from where EM ends,
 * and comes to an edge that EM creeps towards for ever.
 *
 * @param family the components, and what they share
 * @param rows what they were fitted to
 * @param em with the settings of the fit
 */
public record FactorMixtureSearch(SharedFactors family, Rows rows, Em em) {
    private static final String FEWER = "use fewer factors";

    /**
     * The fit with what is known of its components; gone on with where the objective is higher elsewhere uphill, and
     * degenerate where it is highest on the edge of the space, or components are not identified.
     */
    public FactorMixtureFit decide(Fit<MixtureParameters<FactorParameters>> fit) {
        FactorMixtureFit undecided = new FactorMixtureFit(fit, List.of());
        if (!fit.endedWell()) {
            return undecided;
        }
        if (!family.mayBeIdentified()) {
            String cause = Identification.describe(
                    family.component().d(), family.component().q());
            Degeneracy why = Degeneracy.of(cause, FEWER)
                    .inAll("each component", "use fewer factors, or share loadings or noise");
            return new FactorMixtureFit(new Fit.Degenerate<>(fit.theta(), fit.trace(), why), List.of());
        }
        try {
            Place best = climb(fit.theta());
            double reached = fit.trace().last().objective();
            return best.objective < reached - Optima.NATS ? undecided : named(fit, best);
        } catch (CancellationException e) {
            return new FactorMixtureFit(new Fit.Cancelled<>(fit.theta(), fit.trace()), List.of());
        }
    }

    private boolean isIsotropic() {
        return family.component().noises() == 1;
    }

    private MixtureLayout layout(MixtureParameters<FactorParameters> theta) {
        return new MixtureLayout(
                family.parts(),
                theta.components().size(),
                family.component().d(),
                family.component().q(),
                family.component().noises());
    }

    private Heywood heywood() {
        return family.component() instanceof Restrained restrained ? restrained.heywood() : new Heywood.Report();
    }

    /** Parameters, where they lie in the closed space, and the objective or its supremum in nats. */
    private record Place(
            MixtureParameters<FactorParameters> theta, List<FactorMixtureFit.Ending> endings, double objective) {}

    private Place climb(MixtureParameters<FactorParameters> start) {
        double prior = heywood() instanceof Heywood.Prior p ? p.rows() : 0;
        MixtureLikelihood likelihood = MixtureLikelihood.of(rows, layout(start), scale(), prior);
        MixtureLayout layout = likelihood.layout();
        double[] v = likelihood.coordinates(start);
        double[] least = least(v, layout);
        Arrays.setAll(v, i -> Math.max(v[i], least[i]));
        double n = likelihood.weight();
        ProjectedDescent.End end = new ProjectedDescent(likelihood::at, least, w -> scales(w, layout, n), n).from(v);
        double beyond = 0; // what a uniqueness of zero would add
        for (int i = 0; i < v.length && heywood() instanceof Heywood.Report; i++) {
            beyond += end.held()[i] ? end.point().gradient()[i] * end.v()[i] : 0;
        }
        MixtureParameters<FactorParameters> there = likelihood.parameters(end.v());
        List<FactorParameters> within =
                there.components().stream().map(family.component()::within).toList();
        return new Place(
                new MixtureParameters<>(there.weights(), within),
                endings(likelihood, end),
                beyond - likelihood.inUnits(end.point().loss()));
    }

    /** The columns' scale: that of a bound or prior where there is one; one for all where their noise is. */
    private Correlations scale() {
        Correlations data = Correlations.of(MeanImputedMoments.of(rows));
        double[] sd = family.component() instanceof Restrained restrained
                ? Arrays.stream(restrained.variances()).map(Math::sqrt).toArray()
                : data.sd();
        if (isIsotropic()) {
            Arrays.fill(
                    sd, Math.sqrt(Arrays.stream(sd).map(s -> s * s).average().orElseThrow()));
        }
        return new Correlations(data.n(), data.mean(), sd, data.matrix());
    }

    /** Bounds of the coordinates: where none is asked for, next to zero for what varies as much as the component does. */
    private double[] least(double[] v, MixtureLayout layout) {
        double[] least = new double[v.length];
        Arrays.fill(least, Double.NEGATIVE_INFINITY);
        Arrays.fill(least, layout.noise(0), v.length, Double.POSITIVE_INFINITY);
        for (int k = 0; k < layout.size(); k++) {
            double[] variances = variances(layout, v, k);
            for (int j = 0; j < variances.length; j++) {
                int i = layout.noise(k, j);
                least[i] = Math.min(least[i], LocalMaximum.NEXT_TO_ZERO * variances[j]);
            }
        }
        for (int i = layout.noise(0); i < v.length; i++) {
            least[i] = Math.max(least[i], heywood().least());
        }
        return least;
    }

    /** What data whose labels were known would have for second derivatives, inverted. */
    private static double[] scales(double[] v, MixtureLayout layout, double n) {
        double[] information = new double[v.length];
        int d = layout.d();
        int q = layout.q();
        for (int k = 0; k < layout.size(); k++) {
            double weight = n * layout.weight(v, k);
            double[] variances = variances(layout, v, k);
            double[] own = new double[d * (2 + q)];
            Arrays.setAll(own, i -> weight / variances[i < d ? i : (i - d) / q % d]);
            for (int j = 0; j < d; j++) {
                double psi = Math.max(v[layout.noise(k, j)], 1e-2 * variances[j]);
                own[d + d * q + j] = 0.5 * weight / (psi * psi);
            }
            layout.addComponent(information, k, own);
            information[k] = weight;
        }
        return Arrays.stream(information).map(i -> 1 / i).toArray();
    }

    private static double[] variances(MixtureLayout layout, double[] v, int k) {
        double[] variances = new double[layout.d()];
        for (int j = 0; j < variances.length; j++) {
            variances[j] = v[layout.noise(k, j)];
            for (int a = 0; a < layout.q(); a++) {
                double loading = v[layout.loading(k) + j * layout.q() + a];
                variances[j] += loading * loading;
            }
        }
        return variances;
    }

    /** One for each set of uniquenesses. */
    private List<FactorMixtureFit.Ending> endings(MixtureLikelihood likelihood, ProjectedDescent.End end) {
        MixtureLayout layout = likelihood.layout();
        List<Integer> held = IntStream.range(0, layout.noises() * layout.own())
                .filter(i -> end.held()[layout.noise(0) + i])
                .boxed()
                .toList();
        List<Integer> flat = heywood() instanceof Heywood.Prior || held.size() == layout.noises() * layout.own()
                ? List.of() // a prior knows every uniqueness
                : new MixtureIdentification(likelihood).undetermined(end.v(), held);
        return IntStream.range(0, layout.noises())
                .mapToObj(s -> new FactorMixtureFit.Ending(
                        layout.noises() < layout.size() ? OptionalInt.empty() : OptionalInt.of(s),
                        columns(held, s, layout),
                        columns(flat, s, layout)))
                .toList();
    }

    /** The columns of set s. */
    private static List<Integer> columns(List<Integer> numbers, int s, MixtureLayout layout) {
        int own = layout.own();
        return numbers.stream()
                .filter(i -> i / own == s)
                .flatMap(i -> own == 1 ? IntStream.range(0, layout.d()).boxed() : Stream.of(i % own))
                .toList();
    }

    private FactorMixtureFit named(Fit<MixtureParameters<FactorParameters>> fit, Place best) {
        List<FactorMixtureFit.Ending> edges =
                best.endings.stream().filter(e -> !e.edge().isEmpty()).toList();
        if (!edges.isEmpty() && heywood() instanceof Heywood.Report) {
            return degenerate(continued(fit, best, em.maxIterations(0)), heywoodCase(edges, best.objective), best);
        }
        double left = best.objective - fit.trace().last().objective();
        boolean arrived = left < Optima.NATS || fit instanceof Fit.BudgetSpent;
        Fit<MixtureParameters<FactorParameters>> there = arrived ? fit : continued(fit, best, em);
        List<FactorMixtureFit.Ending> flat =
                best.endings.stream().filter(e -> !e.flat().isEmpty()).toList();
        return flat.isEmpty()
                ? new FactorMixtureFit(there, best.endings)
                : degenerate(there, notIdentified(flat), best);
    }

    private static FactorMixtureFit degenerate(
            Fit<MixtureParameters<FactorParameters>> there, Degeneracy why, Place best) {
        return new FactorMixtureFit(new Fit.Degenerate<>(there.theta(), there.trace(), why), best.endings);
    }

    private Degeneracy heywoodCase(List<FactorMixtureFit.Ending> edges, double supremum) {
        List<FactorMixtureFit.Ending> collapsed = edges.stream()
                .filter(e -> e.edge().size() > family.component().q())
                .toList();
        List<FactorMixtureFit.Ending> named = collapsed.isEmpty() ? edges : collapsed;
        String towards = collapsed.isEmpty() ? String.format(Locale.ROOT, "towards %.4f", supremum) : "without bound";
        boolean one = named.size() == 1 && (isIsotropic() || named.get(0).edge().size() == 1);
        String share = family.parts().contains(SharedFactors.Part.NOISE) ? "" : "share the noise, ";
        return named(
                named,
                FactorMixtureFit.Ending::edge,
                (isIsotropic() ? "" : "a Heywood case: ") + "the likelihood rises " + towards + " as the "
                        + places(named, FactorMixtureFit.Ending::edge) + (one ? " falls" : " fall")
                        + " to zero, and has no maximum",
                (isIsotropic() ? "" : "bound the uniquenesses (0.005 of the variance is usual), give them a prior, ")
                        + share + "or use fewer factors or components");
    }

    private Degeneracy notIdentified(List<FactorMixtureFit.Ending> flat) {
        boolean one = flat.size() == 1 && flat.get(0).flat().size() == 1;
        return named(
                flat,
                FactorMixtureFit.Ending::flat,
                "not identified: the " + places(flat, FactorMixtureFit.Ending::flat) + " can change"
                        + (one ? "" : " together") + ", and the likelihood stays the same",
                FEWER);
    }

    /** What is at fault, by component where it is in more than one. */
    private String places(
            List<FactorMixtureFit.Ending> endings, Function<FactorMixtureFit.Ending, List<Integer>> columns) {
        return endings.stream()
                .map(e -> noise(columns.apply(e)) + (endings.size() == 1 ? "" : " in " + e.place()))
                .collect(Collectors.joining(" and the "));
    }

    private String noise(List<Integer> columns) {
        return isIsotropic()
                ? "noise variance"
                : (columns.size() == 1 ? "uniqueness of " : "uniquenesses of ")
                        + Correlations.named(columns.stream().sorted().toList());
    }

    /** A degeneracy with its columns, and its component where it is one. */
    private static Degeneracy named(
            List<FactorMixtureFit.Ending> endings,
            Function<FactorMixtureFit.Ending, List<Integer>> columns,
            String cause,
            String remedy) {
        Degeneracy why = Degeneracy.of(cause, remedy)
                .columns(endings.stream()
                        .flatMap(e -> columns.apply(e).stream())
                        .distinct()
                        .sorted()
                        .toList());
        OptionalInt first = endings.get(0).component();
        return endings.size() == 1 && first.isPresent()
                ? why.within(endings.get(0).place(), first.getAsInt())
                : why;
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
