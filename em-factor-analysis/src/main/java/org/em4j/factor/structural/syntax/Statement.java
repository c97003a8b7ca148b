package org.em4j.factor.structural.syntax;

import java.util.List;
import java.util.Optional;

/**
 * A statement of a model's text: one left side, one operator, one thing on the right.
 *
 * @param left variable
 * @param operator {@code =~}, {@code ~}, {@code ~~} or {@code ~1}
 * @param right variable; that on the left of an intercept
 * @param modifiers one for each group, or one for all; none where none is written
 * @param at where the thing on the right stands
 */
record Statement(Token left, String operator, Token right, List<Modifier> modifiers, Token at) {
    /**
     * What is said of a parameter.
     *
     * @param fixed its value
     * @param free whether it is set free
     * @param label empty if it has none
     */
    record Modifier(Optional<Double> fixed, boolean free, String label) {}
}
