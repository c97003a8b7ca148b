/**
 * What a table looks like before anything is fitted to it: of each column its type, range and gaps, what is odd about it, and which
 * values are missing together. {@link org.em4j.io.profile.TableProfile} reads a table once, in bounded memory, and refuses no cell.
 *
 * <p>API.
 *
 * <pre>{@code
 * CellStream iris = Table.cells(Path.of("data/iris.csv"), Columns.all(), TextFormat.CSV);
 * var profile = org.em4j.io.profile.TableProfile.of(iris, "");
 * System.out.println(profile.columns().get(4).common()); // of Species
 * }</pre>
 */
@NullMarked
package org.em4j.io.profile;

import org.jspecify.annotations.NullMarked;
