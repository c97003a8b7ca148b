package org.em4j.report.figure;

import java.util.ArrayList;
import java.util.List;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.select.MixtureSelection;
import org.em4j.gmm.select.MixtureSelection.Candidate;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Picture.Axis;
import org.em4j.validation.reproduce.Picture.Colour;
import org.em4j.validation.reproduce.Picture.Mark;
import org.em4j.validation.reproduce.Picture.Panel;
import org.em4j.validation.reproduce.Picture.Plot;
import org.em4j.validation.reproduce.Picture.Series;

/** BIC by the number of components, a curve for each family. */
public final class MixtureSelectionFigure {
    private static final String[] PANELS = {"Spheres", "Axes of the columns", "Common axes", "Turned"};

    private MixtureSelectionFigure() {}

    /** The curves in panels of like families; what failed is left out. */
    public static Picture of(MixtureSelection selection) {
        List<Panel> panels = new ArrayList<>();
        for (int kind = 0; kind < PANELS.length; kind++) {
            int of = kind;
            List<Series> series = new ArrayList<>();
            selection.candidates().stream()
                    .map(Candidate::family)
                    .distinct()
                    .filter(family -> kind(family) == of)
                    .forEach(family -> curve(selection, family, series));
            if (!series.isEmpty()) {
                panels.add(new Plot(PANELS[kind], Axis.linear("components"), Axis.linear("BIC"), series));
            }
        }
        String best = selection
                .least(Candidate::bic)
                .map(c -> " Least: " + c.name() + ".")
                .orElse("");
        return new Picture(
                "bic",
                "BIC, p log n - 2 log-likelihood, by the number of components: smaller is better (mclust draws its"
                        + " negative). Fits that failed are left out." + best,
                panels,
                2);
    }

    private static int kind(CovarianceFamily<?, ?> family) {
        String name = family.name();
        return name.charAt(1) == 'I' ? 0 : name.charAt(2) == 'I' ? 1 : name.charAt(2) == 'E' ? 2 : 3;
    }

    private static void curve(MixtureSelection selection, CovarianceFamily<?, ?> family, List<Series> into) {
        List<Candidate<?, ?>> fitted = selection.candidates().stream()
                .filter(c -> c.family() == family && c.criteria().isPresent())
                .toList();
        if (!fitted.isEmpty()) {
            double[] k = fitted.stream().mapToDouble(Candidate::components).toArray();
            double[] bic = fitted.stream().mapToDouble(Candidate::bic).toArray();
            into.add(new Series(family.name(), k, bic, Mark.LINE, Colour.of(into.size(), 1)));
        }
    }
}
