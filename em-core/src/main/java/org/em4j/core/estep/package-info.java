/**
 * The E-step of a model, for a block of observations at a time. An {@link org.em4j.core.estep.EStep} is a model with
 * theta bound, made once an iteration; it opens an {@link org.em4j.core.estep.EStepWorker} for each thread, which takes
 * block after block, returns log evidence and adds to statistics. A model that offers none runs on {@link
 * org.em4j.core.expectation.ReferenceEStep}; one that does is compared with it by a law.
 *
 * <p>API. An author needs it for speed alone.
 */
@NullMarked
package org.em4j.core.estep;

import org.jspecify.annotations.NullMarked;
