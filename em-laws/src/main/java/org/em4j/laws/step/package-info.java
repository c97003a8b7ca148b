/**
 * Laws of one iteration: log-likelihood by two routes, the surrogate below it, an M-step that is stationary and no
 * worse, gradients that agree with differences, and fast E-steps that agree with the model's definition.
 *
 * <p>API.
 */
@NullMarked
package org.em4j.laws.step;

import org.jspecify.annotations.NullMarked;
