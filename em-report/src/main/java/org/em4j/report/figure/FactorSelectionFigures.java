package org.em4j.report.figure;

import java.util.List;
import java.util.stream.IntStream;
import org.em4j.factor.select.FactorSelection;
import org.em4j.factor.select.FactorSelection.Candidate;
import org.em4j.factor.select.ParallelAnalysis;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/** What the choice of a number of factors looks like. */
public final class FactorSelectionFigures {
    private FactorSelectionFigures() {}

    /** All of them. */
    public static List<Picture> of(FactorSelection selection) {
        return List.of(scree(selection.parallel()), criterion(selection));
    }

    /** Eigenvalues, and how large those of noise are. */
    public static Picture scree(ParallelAnalysis parallel) {
        double[] number = IntStream.rangeClosed(1, parallel.eigenvalues().length)
                .mapToDouble(j -> j)
                .toArray();
        return new Picture(
                "scree",
                "Eigenvalues of the correlation matrix in descending order, and Horn's parallel analysis: as many rows of"
                        + " noise have eigenvalues below the broken line in 95 of 100 samples. "
                        + above(parallel.factors()) + " above it.",
                List.of(new Plot(
                        "",
                        Axis.linear("number"),
                        Axis.linear("eigenvalue"),
                        List.of(
                                new Series("of the data", number, parallel.eigenvalues(), Mark.LINE, 0),
                                new Series("", number, parallel.eigenvalues(), Mark.POINTS, 0),
                                new Series("of noise", number, parallel.quantiles(), Mark.DASHES, 1)))));
    }

    private static String above(int factors) {
        return factors == 0 ? "None lies" : factors == 1 ? "One lies" : factors + " lie";
    }

    private static Picture criterion(FactorSelection selection) {
        List<Candidate> candidates = selection.candidates().stream()
                .filter(c -> c.criteria().isPresent())
                .toList();
        double[] factors = candidates.stream().mapToDouble(Candidate::factors).toArray();
        double[] bic = candidates.stream().mapToDouble(Candidate::bic).toArray();
        double[] aic = candidates.stream()
                .mapToDouble(c -> c.criteria().orElseThrow().aic())
                .toArray();
        return new Picture(
                "criteria",
                "BIC and AIC by the number of factors, the smaller the better. BIC is least at " + selection.byBic()
                        + ".",
                List.of(new Plot(
                        "",
                        Axis.linear("factors"),
                        Axis.linear("criterion"),
                        List.of(
                                new Series("BIC", factors, bic, Mark.LINE, 0),
                                new Series("", factors, bic, Mark.POINTS, 0),
                                new Series("AIC", factors, aic, Mark.DASHES, 1)))));
    }
}
