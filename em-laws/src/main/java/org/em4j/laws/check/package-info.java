/**
 * What a law is made of and checked on: a {@link org.em4j.laws.check.Law} compares figures of a {@link
 * org.em4j.laws.check.ModelCase} within an error bound, and a {@link org.em4j.laws.check.Trial} counts what it
 * compared. Cases of any {@link org.em4j.laws.check.Size} come from the author's {@link
 * org.em4j.laws.check.ModelCases}; a case that breaks a law shrinks to a {@link org.em4j.laws.check.Counterexample},
 * and the usual mistake that explains it is looked for.
 *
 * <p>API.
 */
@NullMarked
package org.em4j.laws.check;

import org.jspecify.annotations.NullMarked;
