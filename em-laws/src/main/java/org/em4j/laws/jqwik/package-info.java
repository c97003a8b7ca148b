/**
 * The laws as properties of jqwik, which those who use this package bring. Extend {@link org.em4j.laws.jqwik.EmLaws} in
 * the test sources of a model: its {@link org.em4j.laws.check.ModelCases} are all there is to write.
 *
 * <p>API.
 */
@NullMarked
package org.em4j.laws.jqwik;

import org.jspecify.annotations.NullMarked;
