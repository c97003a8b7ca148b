package org.em4j.factor.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.core.Execution;
import org.em4j.core.TextTable;
import org.em4j.core.distribution.Moments;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.inference.Quantities;
import org.em4j.core.linalg.NotPositiveDefiniteException;
import org.em4j.factor.estep.DistinctMaxima;
import org.em4j.factor.estep.FactorParameters;
import org.em4j.factor.estep.Identification;
import org.em4j.factor.estimate.FactorEstimate;
import org.em4j.factor.estimate.ReferenceModels;
import org.em4j.factor.rotate.RotatedLoadings;
import org.em4j.factor.rotate.Rotation;
import org.em4j.factor.start.Correlations;

/**
 * A factor analysis as it is reported: the estimate, its loadings on the scale of correlations, rotated if asked for, and
 * how well it fits. That scale is the fitted model's own: each column in its standard deviation under the model, so that
 * communality and uniqueness add up to one wherever the fit ended, and whatever is missing.
 *
 * @param estimate the estimate
 * @param data moments that it is of
 * @param input what those were taken from
 * @param loadings on the scale of correlations, before any rotation {@code (d x q)}
 * @param rotated the same after it
 * @param statistics empty where the sample covariance is singular, and there is nothing to test against
 */
public record FactorSolution(
        FactorEstimate estimate,
        Moments data,
        Input input,
        double[][] loadings,
        Optional<RotatedLoadings> rotated,
        Optional<FitStatistics> statistics) {
    /** What an analysis is given. */
    public enum Input {
        /** Rows. */
        DATA,
        /** A covariance matrix, taken as that of maximum likelihood (divisor n). */
        COVARIANCE,
        /** A correlation matrix. */
        CORRELATION
    }

    /** The solution of an estimate on the moments it was made from; rotated from seed 1. */
    public static FactorSolution of(FactorEstimate estimate, Moments data, Input input, Optional<Rotation> rotation) {
        try {
            return of(estimate, data, input, Optional.of(ReferenceModels.of(data)), rotation, new Execution());
        } catch (NotPositiveDefiniteException e) {
            return of(estimate, data, input, Optional.empty(), rotation, new Execution());
        }
    }

    /**
     * The solution of an estimate on the moments it was made from, tested against reference models, if there are any.
     *
     * @param execution from whose seed the starts of a rotation are drawn
     */
    public static FactorSolution of(
            FactorEstimate estimate,
            Moments data,
            Input input,
            Optional<ReferenceModels> saturated,
            Optional<Rotation> rotation,
            Execution execution) {
        double[][] loadings = standardised(estimate.theta());
        return new FactorSolution(
                estimate,
                data,
                input,
                loadings,
                rotation.map(r -> r.rotate(loadings, execution)),
                statistics(estimate, saturated));
    }

    /** Loadings on the scale of correlations {@code (d x q)}. */
    static double[][] standardised(FactorParameters theta) {
        double[] sd = deviations(theta);
        double[][] loadings = theta.loadings();
        for (int j = 0; j < loadings.length; j++) {
            double one = sd[j];
            loadings[j] = Arrays.stream(loadings[j]).map(l -> l / one).toArray();
        }
        return loadings;
    }

    /** Standard deviations of the columns under the model {@code (d)}. */
    static double[] deviations(FactorParameters theta) {
        double[] sd = new double[theta.columns()];
        Arrays.setAll(sd, j -> Math.sqrt(theta.variance(j)));
        return sd;
    }

    private static Optional<FitStatistics> statistics(FactorEstimate estimate, Optional<ReferenceModels> saturated) {
        if (estimate.fit().trace().entries().isEmpty()) {
            return Optional.empty();
        }
        FactorParameters theta = estimate.theta();
        int df = Identification.degreesOfFreedom(theta.columns(), theta.factors());
        double logLikelihood = estimate.fit().trace().last().logLikelihood();
        return saturated.map(s -> FitStatistics.of(theta, logLikelihood, df, s));
    }

    /** The parameters, loadings not rotated, in the units of the data. */
    public FactorParameters theta() {
        return estimate.theta();
    }

    /** Number of factors, q. */
    public int factors() {
        return theta().factors();
    }

    /** The loadings to be read, on the scale of correlations {@code (d x q)}. */
    public double[][] pattern() {
        return rotated.map(RotatedLoadings::loadings).orElse(loadings);
    }

    /** The loadings to be read, in the units of the data {@code (d x q)}. */
    public double[][] patternInUnits() {
        double[] sd = deviations(theta());
        double[][] scaled = new double[sd.length][];
        Arrays.setAll(
                scaled, j -> Arrays.stream(pattern()[j]).map(l -> sd[j] * l).toArray());
        return scaled;
    }

    /** Uniquenesses as parts of the variances {@code (d)}, at most 1. */
    public double[] uniquenesses() {
        double[] sd = deviations(theta());
        double[] parts = new double[sd.length];
        Arrays.setAll(parts, j -> theta().uniqueness(j) / (sd[j] * sd[j]));
        return parts;
    }

    /** What the factors explain of each column, {@code Σ_a Λ_ja²} before rotation {@code (d)}. */
    public double[] communalities() {
        return Arrays.stream(loadings)
                .mapToDouble(row -> Arrays.stream(row).map(l -> l * l).sum())
                .toArray();
    }

    /** Variances that each factor explains, which add up to the communalities' sum {@code (q)}: {@code diag(Φ ΛᵀΛ)}. */
    public double[] explained() {
        double[][] pattern = pattern();
        double[] explained = new double[factors()];
        for (double[] row : pattern) {
            for (int a = 0; a < explained.length; a++) {
                for (int b = 0; b < explained.length; b++) {
                    explained[a] += row[a] * row[b] * correlation(a, b);
                }
            }
        }
        return explained;
    }

    private double correlation(int a, int b) {
        return rotated.map(r -> r.correlations()[a][b]).orElse(a == b ? 1.0 : 0.0);
    }

    /** Number of free parameters: loadings up to rotation, uniquenesses, and the mean where rows were given. */
    public int freeParameters() {
        int d = theta().columns();
        return Identification.freeParameters(d, factors()) + (input == Input.DATA ? d : 0);
    }

    /** Information criteria, at the estimate. */
    public InformationCriteria criteria() {
        return new InformationCriteria(
                freeParameters(), estimate.fit().trace().last().logLikelihood(), data.weight());
    }

    /** The factors' scores, as rotated. */
    public LinearScores scores(LinearScores.Method method) {
        LinearScores scores = LinearScores.of(theta(), method);
        return rotated.map(r -> scores.rotated(r.transformation())).orElse(scores);
    }

    /**
     * What standard errors are of. Not rotated: loadings and uniquenesses. Rotated: the loadings, in the units of the data and
     * on the scale of correlations, as the same rotation has them of parameters nearby; the factors' correlations after an
     * oblique one; uniquenesses, in the units of the data.
     */
    public Quantities<FactorParameters> quantities(List<String> columns) {
        Quantities<FactorParameters> plain = theta().quantities(columns);
        return rotated.map(r -> new RotatedQuantities(r, columns).addedTo(plain))
                .orElse(plain);
    }

    /** A page of text: how the fit ended, how good it is, loadings, and what they explain. */
    public String summary(List<String> columns) {
        int d = theta().columns();
        String of = String.format(Locale.ROOT, input == Input.DATA ? "%.6g rows" : "%.6g observations", data.weight());
        return "Factor analysis, " + factors() + (factors() == 1 ? " factor" : " factors") + ", on "
                + of.replaceFirst("\\.?0+ ", " ") + " of " + d + " columns"
                + (input == Input.DATA ? "" : ", by their " + input.name().toLowerCase(Locale.ROOT) + " matrix") + "\n"
                + estimate.fit().describe() + "\n"
                + estimate.fit().trace().describeAudit() + "\n"
                + new DistinctMaxima(estimate.starts(), estimate.maxima()).describe()
                + Identification.describe(d, factors()) + "\n"
                + criteria() + "\n"
                + statistics
                        .map(FitStatistics::describe)
                        .orElse(
                                "no test of fit: the likelihood of an unrestricted covariance has no maximum, it is singular\n")
                + "\n"
                + rotated.map(r -> r.describe() + "\n").orElse("loadings not rotated: see --rotate\n")
                + table(columns) + "\n"
                + variances()
                + correlations()
                + improper(columns);
    }

    private String table(List<String> columns) {
        List<String> headings = new ArrayList<>(List.of("column"));
        IntStream.rangeClosed(1, factors()).forEach(a -> headings.add("factor " + a));
        headings.addAll(List.of("communality", "uniqueness"));
        TextTable table = new TextTable(headings);
        double[][] pattern = pattern();
        double[] communalities = communalities();
        double[] uniquenesses = uniquenesses();
        for (int j = 0; j < pattern.length; j++) {
            List<String> line = new ArrayList<>(List.of(columns.get(j)));
            Arrays.stream(pattern[j]).forEach(l -> line.add(TextTable.number(l)));
            line.add(TextTable.number(communalities[j]));
            line.add(TextTable.number(uniquenesses[j]));
            table.line(line);
        }
        return table.toString();
    }

    private String variances() {
        List<String> headings = new ArrayList<>(List.of(""));
        List<String> sums = new ArrayList<>(List.of("variance explained"));
        List<String> shares = new ArrayList<>(List.of("of all"));
        List<String> together = new ArrayList<>(List.of("together"));
        double total = 0;
        double[] explained = explained();
        for (int a = 0; a < explained.length; a++) {
            total += explained[a];
            headings.add("factor " + (a + 1));
            sums.add(TextTable.number(explained[a]));
            shares.add(TextTable.number(explained[a] / theta().columns()));
            together.add(TextTable.number(total / theta().columns()));
        }
        return new TextTable(headings).line(sums).line(shares).line(together).toString();
    }

    private String correlations() {
        if (rotated.isEmpty() || !rotated.get().rotation().oblique() || factors() == 1) {
            return "";
        }
        List<String> headings = new ArrayList<>(List.of("factor correlations"));
        IntStream.rangeClosed(1, factors()).forEach(a -> headings.add("factor " + a));
        TextTable table = new TextTable(headings);
        for (int a = 0; a < factors(); a++) {
            List<String> line = new ArrayList<>(List.of("factor " + (a + 1)));
            for (int b = 0; b < factors(); b++) {
                line.add(TextTable.number(correlation(a, b)));
            }
            table.line(line);
        }
        return "\n" + table;
    }

    private String improper(List<String> columns) {
        StringBuilder words = new StringBuilder();
        double[] uniquenesses = Correlations.of(data).uniquenesses(theta()); // as bounds are measured
        for (int j : estimate.improper()) {
            words.append(String.format(
                    Locale.ROOT,
                    "\ncolumn \"%s\" is a Heywood case: its uniqueness ends at %.4g of its variance, and the likelihood would"
                            + " have it lower\n",
                    columns.get(j),
                    uniquenesses[j]));
        }
        return words.toString();
    }
}
