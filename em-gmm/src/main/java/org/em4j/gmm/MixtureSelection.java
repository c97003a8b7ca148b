package org.em4j.gmm;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.em4j.core.data.Rows;
import org.em4j.core.data.TextTable;
import org.em4j.core.fit.Criteria;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Tasks;
import org.em4j.core.model.DegenerateException;
import org.em4j.core.model.Statistics;

/**
 * Gaussian mixtures of several sizes and families side by side, to choose from.
 *
 * <p>Each starts from the clusters of one {@link Agglomeration}. One that ends below a family within it, or fails, starts once
 * more where the best of those families ended: so no family ends below one that it contains.
 *
 * @param candidates by size, and within it by family, the simplest first
 */
public record MixtureSelection(List<Candidate<?, ?>> candidates) {
    /** Nats: what is lost by a start from covariances that are of a smaller family but for rounding. */
    private static final double ROUNDING = 1e-6;

    private static final int SHOWN = 5;

    /**
     * One of them.
     *
     * @param fit how it ended; empty where no covariance of the family fits even all rows together
     * @param uncertainties of its rows, where it ended well
     * @param note how it ended, if not well; else empty
     */
    public record Candidate<P extends Normal, S extends Statistics<S>>(
            CovarianceFamily<P, S> family,
            int components,
            Optional<Fit<GaussianMixture<P, S>>> fit,
            Optional<Criteria> criteria,
            Optional<Uncertainties> uncertainties,
            String note) {
        /** Log-likelihood, or minus infinity if it failed. */
        double logLikelihood() {
            return criteria.map(Criteria::logLikelihood).orElse(Double.NEGATIVE_INFINITY);
        }

        /** Bayesian information criterion, smaller is better; infinite if it failed. */
        public double bic() {
            return criteria.map(Criteria::bic).orElse(Double.POSITIVE_INFINITY);
        }

        /** Akaike's information criterion, smaller is better; infinite if it failed. */
        public double aic() {
            return criteria.map(Criteria::aic).orElse(Double.POSITIVE_INFINITY);
        }

        /** Integrated completed likelihood, smaller is better; infinite if it failed. */
        public double icl() {
            return criteria.flatMap(c -> uncertainties.map(u -> u.icl(c))).orElse(Double.POSITIVE_INFINITY);
        }

        /** Such as {@code VEV, 2}. */
        public String name() {
            return family.name() + ", " + components;
        }
    }

    /** Fits that are under way. */
    private record Search(MixtureEstimation estimation, Em em, Agglomeration tree, boolean noise, Runnable each) {
        <P extends Normal, S extends Statistics<S>> Candidate<P, S> cold(CovarianceFamily<P, S> family, int k) {
            try {
                return fit(new GaussianMixture<>(family, tree.start(family, k)), k);
            } catch (DegenerateException e) {
                String note = e.degeneracy().describe();
                return new Candidate<>(family, k, Optional.empty(), Optional.empty(), Optional.empty(), note);
            } finally {
                each.run();
            }
        }

        private <P extends Normal, S extends Statistics<S>> Candidate<P, S> fit(GaussianMixture<P, S> start, int k) {
            Rows rows = estimation.rows();
            boolean more = noise && start.noise().isEmpty();
            Fit<GaussianMixture<P, S>> fit = estimation.fit(em, more ? start.with(Noise.over(rows)) : start);
            boolean well = fit.endedWell();
            return new Candidate<>(
                    start.family(),
                    k,
                    Optional.of(fit),
                    well ? Optional.of(estimation.criteria(fit.theta(), fit.trace())) : Optional.empty(),
                    well ? Optional.of(Uncertainties.of(fit.theta(), rows)) : Optional.empty(),
                    well && fit instanceof Fit.Converged ? "" : fit.describe());
        }

        /** All families of one size, the simplest first, each at least as good as those within it. */
        List<Candidate<?, ?>> inOrder(List<Candidate<?, ?>> cold) {
            List<Candidate<?, ?>> done = new ArrayList<>();
            for (Candidate<?, ?> candidate : cold) {
                done.add(better(candidate, done));
            }
            return done;
        }

        private <P extends Normal, S extends Statistics<S>> Candidate<P, S> better(
                Candidate<P, S> cold, List<Candidate<?, ?>> simpler) {
            Optional<Candidate<?, ?>> within = simpler.stream()
                    .filter(c -> cold.family.structure().contains(c.family.structure()))
                    .filter(c -> c.criteria.isPresent())
                    .max(Comparator.comparingDouble(Candidate::logLikelihood));
            if (within.isEmpty() || cold.logLikelihood() >= within.get().logLikelihood() - ROUNDING) {
                return cold;
            }
            GaussianMixture<?, ?> there = within.get().fit.orElseThrow().theta();
            Candidate<P, S> warm = fit(there.in(cold.family), cold.components);
            return warm.logLikelihood() > cold.logLikelihood() ? warm : cold;
        }
    }

    /**
     * Fits all families in all sizes.
     *
     * @param sizes numbers of components
     * @param noise whether there is noise beside them
     * @param threads which do not change a bit of what is found
     * @param each told of each fit that has ended, by any thread
     */
    public static MixtureSelection of(
            MixtureEstimation estimation,
            Em em,
            List<Integer> sizes,
            List<CovarianceFamily<?, ?>> families,
            boolean noise,
            int threads,
            Runnable each) {
        Search search = new Search(estimation.threads(1), em, Agglomeration.of(estimation.rows()), noise, each);
        List<CovarianceFamily<?, ?>> order = new ArrayList<>(CovarianceFamily.all());
        order.retainAll(families);
        Collections.reverse(order);
        int m = order.size();
        List<Candidate<?, ?>> cold =
                Tasks.run(0, sizes.size() * m, threads, i -> search.cold(order.get(i % m), sizes.get(i / m)));
        List<List<Candidate<?, ?>>> done =
                Tasks.run(0, cold.size() / m, threads, i -> search.inOrder(cold.subList(i * m, (i + 1) * m)));
        return new MixtureSelection(done.stream().flatMap(List::stream).toList());
    }

    /** The same, but for mixtures of which a component is narrower than the columns were recorded: what they gain is no structure. */
    public MixtureSelection resolved(Resolution resolution) {
        List<Candidate<?, ?>> resolved = new ArrayList<>();
        candidates.forEach(candidate -> resolved.add(resolved(candidate, resolution)));
        return new MixtureSelection(resolved);
    }

    private static <P extends Normal, S extends Statistics<S>> Candidate<P, S> resolved(
            Candidate<P, S> candidate, Resolution resolution) {
        boolean narrow = candidate.criteria.isPresent()
                && resolution.narrower(candidate.fit.orElseThrow().theta()).isPresent();
        return narrow
                ? new Candidate<>(
                        candidate.family,
                        candidate.components,
                        candidate.fit,
                        Optional.empty(),
                        Optional.empty(),
                        "a component is narrower than the columns' rounding, on a line or plane of their few distinct values")
                : candidate;
    }

    /** The candidate that ended well and has the least of a criterion; the simplest of those that tie. */
    public Optional<Candidate<?, ?>> least(ToDoubleFunction<Candidate<?, ?>> criterion) {
        return candidates.stream()
                .filter(c -> c.criteria.isPresent())
                .min(Comparator.comparingDouble(criterion)
                        .thenComparingInt(c -> c.criteria.orElseThrow().freeParameters()));
    }

    /** BIC of all, the best in figures, what each criterion chooses, and why others failed. */
    public String describe() {
        List<Integer> sizes =
                candidates.stream().map(Candidate::components).distinct().toList();
        List<String> headings = new ArrayList<>(List.of("BIC"));
        sizes.forEach(k -> headings.add("" + k));
        TextTable table = new TextTable(headings);
        String best = least(Candidate::bic).map(Candidate::name).orElse("");
        candidates.stream().map(Candidate::family).distinct().forEach(family -> {
            List<String> line = new ArrayList<>(List.of(family.name()));
            candidates.stream()
                    .filter(c -> c.family == family)
                    .forEach(c -> line.add(c.criteria.map(x -> number(x.bic())).orElse("-")
                            + (c.name().equals(best) ? "*" : " ")));
            table.line(line);
        });
        return table
                + "\nBIC is p log n - 2 log-likelihood: smaller is better. mclust prints its negative,\n"
                + "2 log-likelihood - p log n: larger is better.\n\n"
                + leading()
                + "\nleast BIC: " + chosen(Candidate::bic) + "\nleast ICL: " + chosen(Candidate::icl) + "\nleast AIC: "
                + chosen(Candidate::aic) + "\n" + failures();
    }

    private String leading() {
        TextTable table =
                new TextTable(List.of("", "log-likelihood", "parameters", "BIC", "ICL", "AIC", "entropy", ""));
        candidates.stream()
                .filter(c -> c.criteria.isPresent())
                .sorted(Comparator.comparingDouble(Candidate::bic))
                .limit(SHOWN)
                .forEach(c -> table.line(List.of(
                        c.name(),
                        String.format(Locale.ROOT, "%.4f", c.logLikelihood()),
                        "" + c.criteria.orElseThrow().freeParameters(),
                        number(c.bic()),
                        number(c.icl()),
                        number(c.aic()),
                        number(c.uncertainties.orElseThrow().entropy()),
                        c.note)));
        return table.toString();
    }

    private static String number(double x) {
        return String.format(Locale.ROOT, "%.2f", x);
    }

    private String chosen(ToDoubleFunction<Candidate<?, ?>> criterion) {
        return least(criterion).map(Candidate::name).orElse("none: all failed");
    }

    private String failures() {
        Map<String, String> names = candidates.stream()
                .filter(c -> c.criteria.isEmpty())
                .collect(
                        Collectors.toMap(Candidate::note, Candidate::name, (a, b) -> a + "; " + b, LinkedHashMap::new));
        String lines = names.entrySet().stream()
                .map(e -> e.getValue() + ": " + e.getKey() + "\n")
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "\nfailed, - in the table:\n" + lines;
    }
}
