package org.em4j.validation.reproduce.classic;

import java.util.List;
import java.util.Optional;
import org.em4j.core.distribution.Moments;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.report.FitStatistics;
import org.em4j.factor.rotate.Rotation;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.DataSet;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Paper;

/** R's factanal on the covariances of six ability tests. */
final class FactanalChecks {
    private static final DataSet ABILITY =
            new DataSet("data/ability_cov.csv", List.of("general", "picture", "blocks", "maze", "reading", "vocab"));

    static final Paper PAPER = new Paper("factanal-ability", List.of(FactanalChecks.class), List.of(ABILITY));

    private FactanalChecks() {}

    /** The analysis of a matrix of covariances or correlations of so many rows. */
    static FactorSolution solution(DataSet matrix, int rows, int factors, Rotation rotation) {
        double[][] covariance = matrix.rows().toArray();
        Moments moments = Moments.of(rows, new double[covariance.length], covariance);
        return FactorSolution.of(
                new FactorAnalysisEstimator(factors).fit(moments),
                moments,
                FactorSolution.Input.COVARIANCE,
                Optional.of(rotation));
    }

    private static FactorSolution ability(int factors, Rotation rotation) {
        return solution(ABILITY, 112, factors, rotation);
    }

    @Check("ability-1")
    static void oneFactor(Evidence evidence) {
        FactorSolution solution = ability(1, Rotation.VARIMAX);
        uniquenesses(evidence, solution);
        for (int j = 0; j < 6; j++) {
            evidence.row("loading, " + ABILITY.columns().get(j), solution.pattern()[j][0]);
        }
    }

    @Check("ability-2")
    static void twoFactors(Evidence evidence) {
        FactorSolution solution = ability(2, Rotation.VARIMAX);
        uniquenesses(evidence, solution);
        loadings(evidence, ABILITY.columns(), solution);
    }

    @Check("ability-promax")
    static void promax(Evidence evidence) {
        loadings(evidence.on("112 people"), ABILITY.columns(), ability(2, Rotation.PROMAX));
    }

    private static void uniquenesses(Evidence evidence, FactorSolution solution) {
        evidence.on("112 people");
        for (int j = 0; j < 6; j++) {
            evidence.row("uniqueness, " + ABILITY.columns().get(j), solution.uniquenesses()[j]);
        }
        FitStatistics statistics = solution.statistics().orElseThrow();
        evidence.row("chi square", statistics.bartlett());
        evidence.row("degrees of freedom", statistics.degreesOfFreedom());
        evidence.row("p-value", statistics.pValue(statistics.bartlett()));
    }

    /** Compares the loadings that factanal prints: of 0.1 and more. */
    static void loadings(Evidence evidence, List<String> columns, FactorSolution solution) {
        for (int j = 0; j < columns.size(); j++) {
            for (int a = 0; a < solution.factors(); a++) {
                double loading = solution.pattern()[j][a];
                if (Math.abs(loading) >= 0.1) {
                    evidence.row(columns.get(j) + ", factor " + (a + 1), loading);
                }
            }
        }
    }
}
