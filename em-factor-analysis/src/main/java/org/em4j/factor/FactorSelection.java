package org.em4j.factor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.em4j.core.data.TextTable;
import org.em4j.core.fit.Criteria;
import org.em4j.core.fit.Fit;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.core.model.Moments;

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
     * One of them.
     *
     * @param factors q
     * @param criteria information criteria, at the highest likelihood found
     * @param statistics its test against the unrestricted covariance
     * @param improper zero-based columns that are Heywood cases
     * @param note how it ended, if not well; else empty
     */
    public record Candidate(
            int factors, Criteria criteria, FitStatistics statistics, List<Integer> improper, String note) {}

    /**
     * Estimates with up to some number of factors, or as many as leave degrees of freedom.
     *
     * @param estimation settings; its number of factors does not count
     * @throws NotPositiveDefiniteException if the sample covariance is singular
     */
    public static FactorSelection of(Estimation estimation, int most, Moments data, FactorSolution.Input input) {
        List<Candidate> candidates = new ArrayList<>(List.of(independent(data, input)));
        for (int q = 1; q <= most && Identification.degreesOfFreedom(data.columns(), q) >= 0; q++) {
            Estimate estimate = estimation.factors(q).of(data);
            FactorSolution solution = FactorSolution.of(estimate, data, input, Optional.empty());
            if (estimate.fit().trace().entries().isEmpty()) {
                break; // no density at the start: there is nothing to compare
            }
            candidates.add(candidate(solution, data));
        }
        return new FactorSelection(
                List.copyOf(candidates),
                ParallelAnalysis.of(data, estimation.restarts().seed()));
    }

    private static Candidate candidate(FactorSolution solution, Moments data) {
        Estimate estimate = solution.estimate();
        Criteria reached = solution.criteria();
        boolean improper =
                estimate.fit() instanceof Fit.Degenerate && !estimate.maxima().isEmpty();
        double logLikelihood = improper ? estimate.maxima().get(0) : reached.logLikelihood();
        int df = Identification.degreesOfFreedom(data.columns(), solution.factors());
        String note = estimate.fit() instanceof Fit.Converged
                ? ""
                : improper ? "no maximum" : estimate.fit().describe();
        return new Candidate(
                solution.factors(),
                new Criteria(reached.freeParameters(), logLikelihood, reached.n()),
                FitStatistics.of(solution.theta(), logLikelihood, df, data),
                estimate.improper(),
                note);
    }

    /** No factor at all. */
    private static Candidate independent(Moments data, FactorSolution.Input input) {
        Correlations correlations = Correlations.of(data);
        int d = data.columns();
        double[] variances = Arrays.stream(correlations.sd()).map(s -> s * s).toArray();
        double logLikelihood = -0.5 * data.weight() * d - correlations.constant(0);
        FactorParameters theta = FactorParameters.of(data.mean(), new double[d][1], variances);
        FitStatistics statistics = FitStatistics.of(theta, logLikelihood, d * (d - 1) / 2, data);
        int parameters = d + (input == FactorSolution.Input.DATA ? d : 0);
        return new Candidate(
                0, new Criteria(parameters, logLikelihood, data.weight()), statistics.factors(0), List.of(), "");
    }

    /** The number of factors of least BIC. */
    public int byBic() {
        return candidates.stream()
                .min(Comparator.comparingDouble(c -> c.criteria().bic()))
                .orElseThrow()
                .factors();
    }

    /** The first number of factors that the likelihood-ratio test does not reject at 5 %, if any. */
    public OptionalInt byLikelihoodRatio() {
        return candidates.stream()
                .filter(c -> c.statistics().pValue(c.statistics().bartlett()) > LEVEL)
                .mapToInt(Candidate::factors)
                .findFirst();
    }

    /** The number of eigenvalues that noise does not explain. */
    public int byParallelAnalysis() {
        return parallel.factors();
    }

    /** A table, and what each way to choose says. */
    public String describe(List<String> columns) {
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
            FitStatistics s = c.statistics();
            int k = c.factors() - 1;
            table.line(List.of(
                    "" + c.factors(),
                    String.format(Locale.ROOT, "%.4f", c.criteria().logLikelihood()),
                    "" + c.criteria().freeParameters(),
                    String.format(Locale.ROOT, "%.2f", c.criteria().bic()),
                    String.format(Locale.ROOT, "%.3f", s.bartlett()),
                    "" + s.degreesOfFreedom(),
                    s.degreesOfFreedom() > 0 ? TextTable.number(s.pValue(s.bartlett())) : "",
                    TextTable.number(s.rmsea()),
                    k < 0 ? "" : TextTable.number(parallel.eigenvalues()[k]),
                    k < 0 ? "" : TextTable.number(parallel.quantiles()[k]),
                    remark(c, columns)));
        }
        return table + "\nleast BIC: " + byBic() + "\nfirst not rejected by the likelihood-ratio test at 5 %: "
                + (byLikelihoodRatio().isPresent() ? "" + byLikelihoodRatio().getAsInt() : "none of these")
                + "\nparallel analysis: " + byParallelAnalysis() + "\n";
    }

    private static String remark(Candidate c, List<String> columns) {
        return c.improper().isEmpty()
                ? c.note()
                : c.improper().stream().map(columns::get).collect(Collectors.joining(", ", "Heywood: ", ""));
    }
}
