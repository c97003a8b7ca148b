/**
 * Streams of bytes between a file and the reader of its cells: any encoding as UTF-8, runs of blanks as one.
 *
 * <p>Internal: public where other packages of the library need it, and free to change in any release.
 *
 * <pre>{@code
 * byte[] aligned = "  x    y\n1.5   10\n".getBytes(StandardCharsets.UTF_8);
 * InputStream cells = new org.em4j.io.stream.SingleBlanks(new ByteArrayInputStream(aligned), '#');
 * System.out.println(new String(cells.readAllBytes(), StandardCharsets.UTF_8)); // "x y\n1.5 10\n"
 * }</pre>
 */
@NullMarked
package org.em4j.io.stream;

import org.jspecify.annotations.NullMarked;
