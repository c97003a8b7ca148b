package org.em4j.validation.reproduce.classic;

import java.util.List;
import java.util.stream.IntStream;
import org.em4j.factor.report.FactorSolution;
import org.em4j.factor.report.FitStatistics;
import org.em4j.factor.rotate.Rotation;
import org.em4j.validation.reproduce.Check;
import org.em4j.validation.reproduce.DataSet;
import org.em4j.validation.reproduce.Evidence;
import org.em4j.validation.reproduce.Paper;

/** R's factanal on the correlations of 24 psychological tests. */
final class HarmanChecks {
    private static final DataSet TESTS = new DataSet(
            "data/harman74_cor.csv",
            List.of(
                    "VisualPerception",
                    "Cubes",
                    "PaperFormBoard",
                    "Flags",
                    "GeneralInformation",
                    "PargraphComprehension",
                    "SentenceCompletion",
                    "WordClassification",
                    "WordMeaning",
                    "Addition",
                    "Code",
                    "CountingDots",
                    "StraightCurvedCapitals",
                    "WordRecognition",
                    "NumberRecognition",
                    "FigureRecognition",
                    "ObjectNumber",
                    "NumberFigure",
                    "FigureWord",
                    "Deduction",
                    "NumericalPuzzles",
                    "ProblemReasoning",
                    "SeriesCompletion",
                    "ArithmeticProblems"));

    static final Paper PAPER = new Paper("factanal-harman74", List.of(HarmanChecks.class), List.of(TESTS));

    private HarmanChecks() {}

    private static FactorSolution solution(int factors) {
        return FactanalChecks.solution(TESTS, 145, factors, Rotation.VARIMAX);
    }

    @Check("harman74-tests")
    static void tests(Evidence evidence) {
        evidence.on("145 children");
        for (int q = 1; q <= 5; q++) {
            FitStatistics statistics = solution(q).statistics().orElseThrow();
            String of = ", " + q + (q == 1 ? " factor" : " factors");
            evidence.row("chi square" + of, statistics.bartlett());
            evidence.row("degrees of freedom" + of, statistics.degreesOfFreedom());
            evidence.row("p-value" + of, statistics.pValue(statistics.bartlett()));
        }
    }

    @Check("harman74-uniquenesses")
    static void uniquenesses(Evidence evidence) {
        double[] uniquenesses = solution(4).uniquenesses();
        evidence.on("145 children");
        IntStream.range(0, uniquenesses.length)
                .forEach(j -> evidence.row(TESTS.columns().get(j), uniquenesses[j]));
    }

    @Check("harman74-loadings")
    static void loadings(Evidence evidence) {
        FactorSolution solution = solution(4);
        FactanalChecks.loadings(evidence.on("145 children"), TESTS.columns(), solution);
        for (int a = 0; a < 4; a++) {
            double sum = 0;
            for (double[] row : solution.pattern()) {
                sum += row[a] * row[a];
            }
            evidence.row("SS loadings, factor " + (a + 1), sum);
        }
    }
}
