package org.em4j.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Trace;
import org.em4j.report.svg.Drawing;
import org.em4j.validation.reproduce.Picture;

/**
 * The page of a fit, or of a choice among several: one file that needs nothing else.
 *
 * @param title what was fitted, to what
 * @param outcome how it ended, in a word
 * @param good whether that is what was wanted
 * @param verdict the outcome in a sentence
 * @param summary the page of text that a terminal shows
 * @param pictures those of the model
 * @param trace of the fit, to be drawn last; empty for a choice
 * @param command what makes the page again
 */
public record FitPage(
        String title,
        String outcome,
        boolean good,
        String verdict,
        String summary,
        List<Picture> pictures,
        Optional<Trace> trace,
        String command) {
    /** Of a fit. */
    public FitPage(String title, String outcome, Fit<?> fit, String summary, List<Picture> pictures, String command) {
        this(
                title,
                outcome,
                fit instanceof Fit.Converged,
                fit.describe(),
                summary,
                pictures,
                Optional.of(fit.trace()),
                command);
    }

    private record Line(String name, String value) {}

    /** The page. */
    public String html(Map<String, String> environment) {
        System.setProperty("java.awt.headless", "true"); // drawing needs no screen
        Map<String, Object> scope = new HashMap<>();
        scope.put("title", title);
        scope.put("outcome", outcome);
        scope.put("good", good);
        scope.put("verdict", verdict);
        scope.put("summary", summary);
        scope.put("command", command);
        scope.put("pictures", pictures.stream().map(Drawing::of).toList());
        scope.put(
                "trace", trace.map(t -> Drawing.of(TraceFigure.of(t))).stream().toList());
        scope.put(
                "environment",
                environment.entrySet().stream()
                        .map(e -> new Line(e.getKey(), e.getValue()))
                        .toList());
        return Template.of("fit.mustache", scope);
    }
}
