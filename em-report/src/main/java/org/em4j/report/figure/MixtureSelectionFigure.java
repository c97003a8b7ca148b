package org.em4j.report.figure;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.select.MixtureSelection;
import org.em4j.gmm.select.MixtureSelection.Candidate;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Colour;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/** BIC by the number of components, a curve for each family. */
public final class MixtureSelectionFigure {
    /** Failed fits that are named; the table has all. */
    private static final int NAMED = 6;

    private MixtureSelectionFigure() {}

    /** All curves on one scale, with a ring around the least; what failed is named in the caption. */
    public static Picture of(MixtureSelection selection) {
        List<Series> series = new ArrayList<>();
        selection.candidates().stream()
                .map(Candidate::family)
                .distinct()
                .forEach(family -> curve(selection, family, series));
        selection
                .least(Candidate::bic)
                .ifPresent(c -> series.add(new Series(
                        "least: " + c.name(),
                        new double[] {c.components()},
                        new double[] {c.bic()},
                        Mark.RINGS,
                        Colour.of(0, 1))));
        return new Picture(
                "bic",
                "BIC, p log n - 2 log-likelihood, by the number of components and the family of covariances: smaller is better"
                        + " (mclust draws its negative). " + failures(selection)
                        + selection
                                .least(Candidate::bic)
                                .map(c -> " Least, in a ring: " + c.name() + ".")
                                .orElse(""),
                List.of(new Plot("", Axis.linear("components"), Axis.linear("BIC"), series)));
    }

    private static String failures(MixtureSelection selection) {
        List<String> failed = selection.candidates().stream()
                .filter(c -> c.criteria().isEmpty())
                .map(Candidate::name)
                .toList();
        if (failed.isEmpty()) {
            return "No fit failed.";
        }
        String names = failed.stream().limit(NAMED).collect(Collectors.joining("; "));
        return (failed.size() == 1 ? "One fit failed and has" : failed.size() + " fits failed and have")
                + " no point: " + names
                + (failed.size() > NAMED ? "; and " + (failed.size() - NAMED) + " more" : "") + ".";
    }

    private static void curve(MixtureSelection selection, CovarianceFamily<?, ?> family, List<Series> into) {
        List<Candidate<?, ?>> fitted = selection.candidates().stream()
                .filter(c -> c.family() == family && c.criteria().isPresent())
                .toList();
        if (!fitted.isEmpty()) {
            double[] k = fitted.stream().mapToDouble(Candidate::components).toArray();
            double[] bic = fitted.stream().mapToDouble(Candidate::bic).toArray();
            into.add(new Series(family.name(), k, bic, Mark.SIGNS, Colour.of(into.size(), 1)));
        }
    }
}
