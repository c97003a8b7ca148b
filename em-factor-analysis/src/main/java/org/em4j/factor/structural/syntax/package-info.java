/**
 * Structural equation models as text, in the words of lavaan (Rosseel 2012). {@link
 * org.em4j.factor.structural.syntax.ModelSyntax} parses statements, {@link
 * org.em4j.factor.structural.syntax.SyntaxModel} fills in what a {@link org.em4j.factor.structural.syntax.Convention}
 * leaves unsaid, and the result is a {@link org.em4j.factor.structural.model.Specification}.
 *
 * <p>API.
 *
 * <pre>{@code
 * ModelSyntax text = ModelSyntax.of("visual =~ x1 + x2 + x3");
 * Specification specification = new SyntaxModel(text, Convention.USUAL).specification(false, false);
 * System.out.println(specification.names());
 * }</pre>
 */
@NullMarked
package org.em4j.factor.structural.syntax;

import org.jspecify.annotations.NullMarked;
