package org.em4j.factor.select;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.em4j.core.Execution;
import org.em4j.core.TextPage;
import org.em4j.core.TextTable;
import org.em4j.core.data.Rows;
import org.em4j.core.distribution.Moments;
import org.em4j.core.fit.Fit;
import org.em4j.core.inference.CovarianceCoverage;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.model.DegenerateException;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Identification;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.estimate.FactorSample;
import org.em4j.factor.estimate.ReferenceModels;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.report.FitStatistics;
import org.em4j.factor.start.Correlations;
import org.em4j.factor.start.MeanImputedMoments;

/**
 * Factor analyses with 0, 1, 2 and more factors side by side, to choose from.
 *
 * @param candidates in order of the number of factors
 * @param parallel eigenvalues beside those of noise
 */
public record FactorSelection(List<Candidate> candidates, ParallelAnalysis parallel) {
    /** Level of the likelihood-ratio tests. */
    private static final double LEVEL = 0.05;

    /**
     * An estimate with some number of factors, and what it is worth.
     *
     * @param factors q
     * @param criteria information criteria, at the highest likelihood found; empty where that is no maximum to compare
     * @param statistics its test against the unrestricted covariance; empty where that is singular
     * @param improper zero-based columns that are Heywood cases
     * @param note how it ended, if not well; else empty
     */
    public record Candidate(
            int factors,
            Optional<InformationCriteria> criteria,
            Optional<FitStatistics> statistics,
            List<Integer> improper,
            String note) {
        /** Bayesian information criterion, smaller is better; infinite where there is nothing to compare. */
        public double bic() {
            return criteria.map(InformationCriteria::bic).orElse(Double.POSITIVE_INFINITY);
        }
    }

    /** What the candidates are of. */
    private record Search(Moments data, FactorSolution.Input input, Optional<ReferenceModels> saturated) {
        FactorSelection of(IntFunction<FactorEstimate> estimates, int most, ParallelAnalysis parallel) {
            List<Candidate> candidates = new ArrayList<>(List.of(independent()));
            for (int q = 1; q <= most && Identification.degreesOfFreedom(data.columns(), q) >= 0; q++) {
                candidates.add(candidate(q, estimates));
            }
            return new FactorSelection(List.copyOf(candidates), parallel);
        }

        private Candidate candidate(int q, IntFunction<FactorEstimate> estimates) {
            try {
                return candidate(q, estimates.apply(q));
            } catch (DegenerateException e) {
                return nothing(q, List.of(), e.degeneracy().describe());
            }
        }

        private static Candidate nothing(int q, List<Integer> improper, String note) {
            return new Candidate(q, Optional.empty(), Optional.empty(), improper, note);
        }

        private Candidate candidate(int q, FactorEstimate estimate) {
            Fit<FactorParameters> fit = estimate.fit();
            boolean supremum =
                    fit instanceof Fit.Degenerate && !estimate.maxima().isEmpty();
            if (!supremum && !fit.endedWell()) {
                return nothing(q, estimate.improper(), fit.describe());
            }
            double logLikelihood =
                    supremum ? estimate.maxima().get(0) : fit.trace().last().logLikelihood();
            String note = fit instanceof Fit.Converged ? "" : supremum ? "no maximum" : fit.describe();
            return at(estimate.theta(), q, logLikelihood, estimate.improper(), note);
        }

        private Candidate at(FactorParameters theta, int q, double logLikelihood, List<Integer> improper, String note) {
            int d = data.columns();
            int parameters = Identification.freeParameters(d, q) + (input == FactorSolution.Input.DATA ? d : 0);
            Optional<FitStatistics> statistics =
                    saturated.map(s -> FitStatistics.of(theta, logLikelihood, Identification.degreesOfFreedom(d, q), s)
                            .factors(q));
            return new Candidate(
                    q,
                    Optional.of(new InformationCriteria(parameters, logLikelihood, data.weight())),
                    statistics,
                    improper,
                    note);
        }

        /** No factor at all. */
        private Candidate independent() {
            Correlations correlations = Correlations.of(data);
            int d = data.columns();
            double[] variances =
                    Arrays.stream(correlations.sd()).map(s -> s * s).toArray();
            double logLikelihood = saturated
                    .map(ReferenceModels::independent)
                    .orElseGet(() -> -0.5 * data.weight() * d - correlations.constant(0));
            FactorParameters theta = FactorParameters.of(data.mean(), new double[d][1], variances);
            return at(theta, 0, logLikelihood, List.of(), "");
        }
    }

    /**
     * Estimates with up to some number of factors, or as many as leave degrees of freedom. Where rows are fewer than columns
     * there is no test, and what no number of factors has a maximum for is said in its place.
     *
     * @param estimation settings; its number of factors does not count
     * @throws DegenerateException if columns do not vary
     */
    public static FactorSelection select(
            FactorAnalysisEstimator estimation,
            int most,
            Moments data,
            FactorSolution.Input input,
            Execution execution) {
        FactorSample sample = FactorSample.of(data);
        return new Search(data, input, saturated(data))
                .of(q -> estimation.factors(q).fit(sample, execution), most, ParallelAnalysis.run(data, execution));
    }

    /**
     * Estimates of rows with gaps, compared by the likelihood of what is observed.
     *
     * @param saturated what they are tested against, of the same rows, if what is observed determines it
     * @throws DegenerateException if columns do not vary
     */
    public static FactorSelection ofIncomplete(
            FactorAnalysisEstimator estimation,
            int most,
            Rows rows,
            Optional<ReferenceModels> saturated,
            Execution execution) {
        Moments data = saturated.map(ReferenceModels::moments).orElseGet(() -> MeanImputedMoments.of(rows));
        FactorSample sample = FactorSample.of(rows, data);
        return new Search(data, FactorSolution.Input.DATA, saturated)
                .of(
                        q -> estimation.factors(q).fit(sample, execution),
                        most,
                        ParallelAnalysis.run(data, CovarianceCoverage.of(rows).together(), execution));
    }

    private static Optional<ReferenceModels> saturated(Moments data) {
        try {
            return Optional.of(ReferenceModels.of(data));
        } catch (NotPositiveDefiniteException e) {
            return Optional.empty();
        }
    }

    /** The number of factors of least BIC. */
    public int byBic() {
        return candidates.stream()
                .min(Comparator.comparingDouble(Candidate::bic))
                .orElseThrow()
                .factors();
    }

    /** The first number of factors that the likelihood-ratio test does not reject at 5 %, if any. */
    public OptionalInt byLikelihoodRatio() {
        return candidates.stream()
                .filter(c -> c.statistics()
                        .filter(s -> s.pValue(s.bartlett()) > LEVEL)
                        .isPresent())
                .mapToInt(Candidate::factors)
                .findFirst();
    }

    /** The number of eigenvalues that noise does not explain. */
    public int byParallelAnalysis() {
        return parallel.factors();
    }

    /** A table, and what each way to choose says. */
    public String describe(List<String> columns) {
        return page(columns).toString();
    }

    /** What {@link #describe} says, by its parts. */
    public TextPage page(List<String> columns) {
        TextTable table = new TextTable(List.of(
                "factors",
                "log-likelihood",
                "parameters",
                "BIC",
                "chi-square",
                "df",
                "p",
                "RMSEA",
                "eigenvalue",
                "of noise, 95 %",
                ""));
        for (Candidate c : candidates) {
            int k = c.factors() - 1;
            List<String> line = new ArrayList<>(List.of("" + c.factors()));
            line.addAll(c.criteria().map(FactorSelection::cells).orElse(List.of("-", "-", "-")));
            line.addAll(c.statistics().map(FactorSelection::cells).orElse(List.of("-", "-", "-", "-")));
            line.add(k < 0 ? "" : TextTable.number(parallel.eigenvalues()[k]));
            line.add(k < 0 ? "" : TextTable.number(parallel.quantiles()[k]));
            line.add(c.improper().isEmpty() ? "" : "Heywood: " + named(c.improper(), columns));
            table.line(line);
        }
        boolean tested = candidates.stream().anyMatch(c -> c.statistics().isPresent());
        return new TextPage()
                .table("Numbers of factors", table)
                .words("\nleast BIC: " + byBic() + "\nfirst not rejected by the likelihood-ratio test at 5 %: "
                        + (!tested
                                ? "there is no test, because the likelihood of an unrestricted covariance has no maximum"
                                : byLikelihoodRatio().isPresent()
                                        ? "" + byLikelihoodRatio().getAsInt()
                                        : "none of these")
                        + "\nparallel analysis: " + byParallelAnalysis() + "\n" + notes());
    }

    private static List<String> cells(InformationCriteria criteria) {
        return List.of(
                String.format(Locale.ROOT, "%.4f", criteria.logLikelihood()),
                "" + criteria.freeParameters(),
                String.format(Locale.ROOT, "%.2f", criteria.bic()));
    }

    private static List<String> cells(FitStatistics s) {
        return List.of(
                String.format(Locale.ROOT, "%.3f", s.bartlett()),
                "" + s.degreesOfFreedom(),
                s.degreesOfFreedom() > 0 ? TextTable.number(s.pValue(s.bartlett())) : "",
                TextTable.number(s.rmsea()));
    }

    /** What became of numbers of factors that did not end well, by number. */
    private String notes() {
        return candidates.stream()
                .filter(c -> c.criteria().isEmpty() && !c.note().isEmpty())
                .map(c -> c.factors() + (c.factors() == 1 ? " factor: " : " factors: ") + c.note() + "\n")
                .collect(Collectors.joining());
    }

    private static String named(List<Integer> improper, List<String> columns) {
        return improper.stream().map(columns::get).collect(Collectors.joining(", "));
    }
}
