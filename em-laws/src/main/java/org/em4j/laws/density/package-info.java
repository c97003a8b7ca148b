/**
 * Laws of a model's density: probabilities sum to one, draws and imputations follow the density, and what the model
 * follows in the data (shift, scale, rotation, names of components) it follows in the density.
 *
 * <p>API.
 */
@NullMarked
package org.em4j.laws.density;

import org.jspecify.annotations.NullMarked;
