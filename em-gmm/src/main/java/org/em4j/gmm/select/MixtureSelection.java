package org.em4j.gmm.select;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import org.em4j.core.Execution;
import org.em4j.core.TextPage;
import org.em4j.core.TextTable;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Degeneracies;
import org.em4j.core.distribution.GaussianStatistics;
import org.em4j.core.distribution.MultivariateNormal;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.Fit;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.gmm.ClassificationEntropy;
import org.em4j.gmm.GaussianMixture;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.MultiStart;
import org.em4j.gmm.Resolution;
import org.em4j.gmm.covariance.CovarianceFamily;

/**
 * Gaussian mixtures of several sizes and families side by side, to choose from.
 *
 * <p>Each of a size within reach of the least BIC or ICL is what a {@link GaussianMixtureEstimator} finds for it alone.
 *
 * @param candidates by size, and within it by family, the simplest first
 * @param scouted the sizes out of reach, whose candidates were fitted from one start alone: a search may find higher maxima
 */
public record MixtureSelection(List<Candidate<?, ?>> candidates, Set<Integer> scouted) {
    /** On nine data sets no size that began further than this, or twice what searches gained, from the least came to have it. */
    public static final double REACH = 30;

    private static final int SHOWN = 5;
    private static final String MARK = "~";

    /**
     * A family and a size, with the fit and what it is worth.
     *
     * @param fitted the fit, however it ended; empty where no covariance of the family fits even all rows together
     * @param uncertainties of its rows, where it ended well
     * @param note how it ended, if not well; else empty
     */
    public record Candidate<P extends MultivariateNormal, S extends GaussianStatistics<S>>(
            CovarianceFamily<P, S> family,
            int components,
            Optional<Fitted<GaussianMixtureEstimator<P, S>, GaussianMixture<P, S>>> fitted,
            Optional<InformationCriteria> criteria,
            Optional<ClassificationEntropy> uncertainties,
            String note) {
        /** Log-likelihood, or minus infinity if it failed. */
        public double logLikelihood() {
            return criteria.map(InformationCriteria::logLikelihood).orElse(Double.NEGATIVE_INFINITY);
        }

        /** Bayesian information criterion, smaller is better; infinite if it failed. */
        public double bic() {
            return criteria.map(InformationCriteria::bic).orElse(Double.POSITIVE_INFINITY);
        }

        /** Akaike's information criterion, smaller is better; infinite if it failed. */
        public double aic() {
            return criteria.map(InformationCriteria::aic).orElse(Double.POSITIVE_INFINITY);
        }

        /** Integrated completed likelihood, smaller is better; infinite if it failed. */
        public double icl() {
            return criteria.flatMap(c -> uncertainties.map(u -> u.icl(c))).orElse(Double.POSITIVE_INFINITY);
        }

        /** Family and size, such as {@code VEV, 2}. */
        public String name() {
            return family.name() + ", " + components;
        }
    }

    /**
     * Fits all families in all sizes; of an interrupted thread, in those that were done with. A mixture of which a component is narrower than the columns were recorded counts as failed: what
     * it gains is no structure.
     *
     * @param settings of the fits; its family and number of components are of no meaning
     * @param sizes numbers of components
     * @param reach how far above the least a size may begin, in BIC or ICL, to be searched, such as {@link #REACH}; more where
     *     searches gain more than half as much; infinite for all sizes
     * @param each told of each fit that has ended, by any thread: once or twice a candidate
     */
    public static MixtureSelection select(
            GaussianMixtureEstimator<?, ?> settings,
            Rows rows,
            List<Integer> sizes,
            List<CovarianceFamily<?, ?>> families,
            double reach,
            Runnable each,
            Execution execution) {
        MultiStart search = new MultiStart(settings, rows, execution.threads(1));
        Resolution resolution = Resolution.of(rows);
        List<Integer> open = sizes.stream().filter(search::isOpen).toList();
        CandidateSizes.Fitting searched = k -> candidates(search.fit(families, k, each), k, rows, resolution);
        if (reach == Double.POSITIVE_INFINITY || open.isEmpty()) {
            return new MixtureSelection(
                    new CandidateSizes(sizes, searched, execution.threads()).candidates(), Set.of());
        }
        CandidateSizes shortlist = new CandidateSizes(
                sizes, k -> candidates(search.scout(families, k, each), k, rows, resolution), execution.threads());
        shortlist.search(open, reach, searched);
        return new MixtureSelection(shortlist.candidates(), shortlist.waiting());
    }

    private static List<Candidate<?, ?>> candidates(
            List<MultiStart.Cell<?, ?>> cells, int k, Rows rows, Resolution resolution) {
        List<Candidate<?, ?>> candidates = new ArrayList<>();
        for (MultiStart.Cell<?, ?> cell : cells) {
            if (Thread.currentThread().isInterrupted()) {
                return List.of();
            }
            candidates.add(resolved(candidate(cell, k, rows), resolution));
        }
        return Thread.currentThread().isInterrupted() ? List.of() : candidates;
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> Candidate<P, S> candidate(
            MultiStart.Cell<P, S> cell, int k, Rows rows) {
        var well = cell.fitted().filter(fitted -> fitted.fit().endedWell());
        return new Candidate<>(
                cell.family(),
                k,
                cell.fitted(),
                well.map(Fitted::criteria),
                well.map(fitted -> ClassificationEntropy.of(fitted.parameters(), rows)),
                cell.fitted()
                        .map(Fitted::fit)
                        .map(fit -> fit instanceof Fit.Converged ? "" : fit.describe())
                        .orElse(cell.note()));
    }

    private static <P extends MultivariateNormal, S extends GaussianStatistics<S>> Candidate<P, S> resolved(
            Candidate<P, S> candidate, Resolution resolution) {
        boolean narrow = candidate.criteria.isPresent()
                && resolution
                        .narrower(candidate.fitted.orElseThrow().parameters())
                        .isPresent();
        return narrow
                ? new Candidate<>(
                        candidate.family,
                        candidate.components,
                        candidate.fitted,
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
        return page().toString();
    }

    /** What {@link #describe} says, by its parts. */
    public TextPage page() {
        List<Integer> sizes =
                candidates.stream().map(Candidate::components).distinct().toList();
        List<String> headings = new ArrayList<>(List.of("BIC"));
        sizes.forEach(k -> headings.add(k + mark(k)));
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
        return new TextPage()
                .table("BIC of all: - failed, * the best", table)
                .words("\nBIC is p log n - 2 log-likelihood: smaller is better. mclust prints its negative,\n"
                        + "2 log-likelihood - p log n: larger is better.\n"
                        + (scouted.isEmpty()
                                ? ""
                                : MARK
                                        + " marks sizes out of reach of the least BIC and ICL: one start each, a search may find more.\n")
                        + "\n")
                .table("The best by BIC", leading())
                .words("\nleast BIC: " + chosen(Candidate::bic) + "\nleast ICL: " + chosen(Candidate::icl)
                        + "\nleast AIC: " + chosen(Candidate::aic) + "\n" + failures());
    }

    private String mark(int k) {
        return scouted.contains(k) ? MARK : "";
    }

    private String marked(Candidate<?, ?> candidate) {
        return candidate.name() + mark(candidate.components());
    }

    private TextTable leading() {
        TextTable table =
                new TextTable(List.of("", "log-likelihood", "parameters", "BIC", "ICL", "AIC", "entropy", ""));
        candidates.stream()
                .filter(c -> c.criteria.isPresent())
                .sorted(Comparator.comparingDouble(Candidate::bic))
                .limit(SHOWN)
                .forEach(c -> table.line(List.of(
                        marked(c),
                        String.format(Locale.ROOT, "%.4f", c.logLikelihood()),
                        "" + c.criteria.orElseThrow().freeParameters(),
                        number(c.bic()),
                        number(c.icl()),
                        number(c.aic()),
                        number(c.uncertainties.orElseThrow().entropy()),
                        c.note)));
        return table;
    }

    private static String number(double x) {
        return String.format(Locale.ROOT, "%.2f", x);
    }

    private String chosen(ToDoubleFunction<Candidate<?, ?>> criterion) {
        return least(criterion).map(this::marked).orElse("none: all failed");
    }

    private String failures() {
        Map<String, String> names = candidates.stream()
                .filter(c -> c.criteria.isEmpty())
                .collect(Collectors.toMap(Candidate::note, this::marked, (a, b) -> a + "; " + b, LinkedHashMap::new));
        String lines = names.entrySet().stream()
                .map(e -> e.getValue() + ": " + e.getKey() + "\n")
                .collect(Collectors.joining());
        return lines.isEmpty() ? "" : "\nfailed, - in the table:\n" + lines;
    }
}
