/**
 * Item response theory: answers of people whose ability is latent, to use and to copy from. {@code docs/gallery.md} lists all
 * models of the gallery.
 *
 * <p>API.
 *
 * <pre>{@code
 * GradedResponse model = new GradedResponse(List.of(2, 3), 21); // an item of two answers, and one of three
 * List<double[]> answers = List.of(
 *         new double[] {0, 0}, new double[] {0, 1}, new double[] {1, 0}, new double[] {1, 1}, new double[] {1, 2}, new double[] {0, 2});
 * double[] people = {30, 20, 15, 25, 30, 10};
 * var fit = new Em().fit(model, Observations.of(answers, people), model.start());
 * System.out.println(fit.theta().get(1).slope());
 * }</pre>
 */
@NullMarked
package org.em4j.gallery.item;

import org.jspecify.annotations.NullMarked;
