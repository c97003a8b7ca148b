/**
 * A fitted structural model as an analyst reads it: {@link org.em4j.factor.structural.report.StructuralSolution} has
 * estimates with errors, raw and standardised, defined parameters, tests and indices of fit, and what setting an entry
 * free would gain. It is made of a {@link org.em4j.factor.structural.estimate.StructuralFit}.
 *
 * <p>API.
 */
@NullMarked
package org.em4j.factor.structural.report;

import org.jspecify.annotations.NullMarked;
