/**
 * Models to files and back: {@link org.em4j.json.Models} is where to start. A fit's model becomes one JSON object, which the
 * command line, Java and a few lines of any language read.
 *
 * <pre>
 * Models.save(Path.of("counts.json"), new StoredModel&lt;&gt;(new Mixture&lt;&gt;(2, new Poisson()), fit.theta()));
 * StoredModel&lt;?, ?, ?, ?&gt; again = Models.load(Path.of("counts.json"), StoredModel.class);
 * </pre>
 *
 * <p>API: {@code Models}, {@code StoredModel}. The other classes read and write the objects of a file, for the command line.
 */
@NullMarked
package org.em4j.json;

import org.jspecify.annotations.NullMarked;
