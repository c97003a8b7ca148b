package org.em4j.cli.task;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.em4j.core.TextPage;
import org.em4j.core.estimate.Fitted;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.inference.StandardErrors;
import org.em4j.validation.reproduce.Picture;

/**
 * What is to be said, drawn and written of a fit.
 *
 * @param fitted the fit, with names for what is reported
 * @param json the model's file
 * @param summary a page of text on a fit that has begun
 * @param pictures of the model
 * @param figures puts what is added to the file's figures of a fit that has begun
 */
public record FitReport(
        Fitted<?, ?> fitted,
        ObjectNode json,
        Supplier<TextPage> summary,
        Supplier<List<Picture>> pictures,
        Consumer<ObjectNode> figures) {
    /** Without figures of its own. */
    public FitReport(
            Fitted<?, ?> fitted, ObjectNode json, Supplier<TextPage> summary, Supplier<List<Picture>> pictures) {
        this(fitted, json, summary, pictures, node -> {});
    }

    /** How the fit ended. */
    public Fit<?> fit() {
        return fitted.fit();
    }

    /** What was found from several starts, if there were several. */
    public Optional<Optima<?>> optima() {
        return fitted.optima().<Optima<?>>map(o -> o).filter(o -> o.starts() > 1);
    }

    /** Whether there was an iteration to speak of. */
    public boolean hasBegun() {
        return !fit().trace().entries().isEmpty();
    }

    /** Whether there are parameters to speak of: of an iteration, or of a search that was cancelled before. */
    public boolean hasParameters() {
        return hasBegun() || fit() instanceof Fit.Cancelled;
    }

    /** All that is said of parameters. */
    public TextPage text(Optional<StandardErrors> errors) {
        return summary.get()
                .words((hasBegun() ? "\n" + fit().trace().describeEnd() + "\n" : "")
                        + optima().map(o -> "\n" + o.describe() + "\n").orElse(""))
                .page(errors.map(Uncertainty::text).orElseGet(TextPage::new));
    }
}
