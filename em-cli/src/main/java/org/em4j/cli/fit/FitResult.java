package org.em4j.cli.fit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.search.Optima;
import org.em4j.core.inference.Fitted;
import org.em4j.core.inference.InformationCriteria;
import org.em4j.core.inference.StandardErrors;
import org.em4j.validation.reproduce.Picture;

/**
 * How a fit ended, and what is to be said, drawn and written of it.
 *
 * @param fit how it ended
 * @param optima what the search it came from had found; empty after one start
 * @param json the model's file
 * @param freeParameters their number
 * @param summary a page of text on a fit that has begun
 * @param pictures of the model
 * @param fitted what standard errors are made from
 * @param figures what is added to the file's figures of the fit
 */
record FitResult(
        Fit<?> fit,
        Optional<Optima<?>> optima,
        ObjectNode json,
        int freeParameters,
        Supplier<String> summary,
        Supplier<List<Picture>> pictures,
        Supplier<Fitted<?, ?, ?, ?>> fitted,
        BiConsumer<InformationCriteria, ObjectNode> figures) {
    /** From one start, without figures of its own. */
    FitResult(
            Fit<?> fit,
            ObjectNode json,
            int freeParameters,
            Supplier<String> summary,
            Supplier<List<Picture>> pictures,
            Supplier<Fitted<?, ?, ?, ?>> fitted) {
        this(fit, Optional.empty(), json, freeParameters, summary, pictures, fitted, (criteria, node) -> {});
    }

    /** The same, the best of a search, whose map of maxima is part of what is said if it had several starts. */
    FitResult of(Optima<?> found) {
        return new FitResult(
                fit,
                Optional.<Optima<?>>of(found).filter(o -> o.starts() > 1),
                json,
                freeParameters,
                summary,
                pictures,
                fitted,
                figures);
    }

    /** The same with figures of its own. */
    FitResult withFigures(BiConsumer<InformationCriteria, ObjectNode> others) {
        return new FitResult(fit, optima, json, freeParameters, summary, pictures, fitted, others);
    }

    /** Whether there was an iteration to speak of. */
    boolean hasBegun() {
        return !fit.trace().entries().isEmpty();
    }

    /** All that is said of a fit that has begun. */
    String text(Optional<StandardErrors> errors) {
        return summary.get()
                + "\n" + fit.trace().describeEnd() + "\n"
                + optima.map(o -> "\n" + o.describe() + "\n").orElse("")
                + errors.map(Uncertainty::text).orElse("");
    }
}
