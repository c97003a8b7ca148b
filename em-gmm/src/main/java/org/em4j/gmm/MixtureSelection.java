package org.em4j.gmm;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.em4j.core.data.TextTable;
import org.em4j.core.fit.Criteria;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Restarts;
import org.em4j.core.fit.Tasks;
import org.em4j.core.model.Statistics;

/**
 * Gaussian mixtures of several sizes and families side by side, to choose from.
 *
 * <p>Each is what {@link MixtureSearch} finds for it alone.
 *
 * @param candidates by size, and within it by family, the simplest first
 */
public record MixtureSelection(List<Candidate<?, ?>> candidates) {
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

    /**
     * Fits all families in all sizes.
     *
     * @param search how the maxima are looked for; its threads do not change a bit of what is found
     * @param sizes numbers of components
     * @param each told of each fit that has ended, by any thread
     */
    public static MixtureSelection of(
            MixtureSearch search, Em em, List<Integer> sizes, List<CovarianceFamily<?, ?>> families, Runnable each) {
        Restarts restarts = search.restarts();
        Contest contest = new Contest(search.restarts(restarts.threads(1)), em);
        int n = sizes.size();
        List<List<Candidate<?, ?>>> largestFirst = Tasks.run(0, n, restarts.threads(), i -> {
            int k = sizes.get(n - 1 - i);
            List<Candidate<?, ?>> candidates = new ArrayList<>();
            contest.of(families, k, each).forEach(cell -> candidates.add(candidate(cell, k, search.estimation())));
            return candidates;
        });
        List<Candidate<?, ?>> candidates = new ArrayList<>();
        for (int i = largestFirst.size() - 1; i >= 0; i--) {
            candidates.addAll(largestFirst.get(i));
        }
        return new MixtureSelection(candidates);
    }

    private static <P extends Normal, S extends Statistics<S>> Candidate<P, S> candidate(
            Contest.Cell<P, S> cell, int k, MixtureEstimation estimation) {
        Optional<Fit<GaussianMixture<P, S>>> well = cell.fit().filter(Fit::endedWell);
        return new Candidate<>(
                cell.family(),
                k,
                cell.fit(),
                well.map(fit -> estimation.criteria(fit.theta(), fit.trace())),
                well.map(fit -> Uncertainties.of(fit.theta(), estimation.rows())),
                cell.fit()
                        .map(fit -> fit instanceof Fit.Converged ? "" : fit.describe())
                        .orElse(cell.note()));
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
                        Degeneracies.narrow().cause())
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
