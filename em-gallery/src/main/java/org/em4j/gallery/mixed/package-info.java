/**
 * Tables whose columns are of several kinds: categories, counts and measurements, independent given a latent class or a hidden
 * state. {@link org.em4j.gallery.mixed.MixedColumns} makes the models, and starts for them.
 *
 * <p>API.
 *
 * <pre>{@code
 * MixedColumns columns = new MixedColumns(List.of(Column.categorical("answer", List.of("no", "yes")), Column.count("calls")));
 * Rows people = Rows.of(new double[][] {{0, 1}, {1, 7}, {0, 0}, {1, 5}, {0, 2}, {1, 6}});
 * var fitted = new ModelEstimator<>(columns.classes(2), columns.classStarts(2, people)).fit(people, new Execution(1, 1));
 * }</pre>
 */
@NullMarked
package org.em4j.gallery.mixed;

import org.jspecify.annotations.NullMarked;
