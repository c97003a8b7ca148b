/**
 * The beginnings of NumPy's files: {@link org.em4j.io.npy.NpyHeader} says of a matrix in a {@code .npy} file where its numbers are and
 * how they are written.
 *
 * <pre>{@code
 * NpyHeader header;
 * try (InputStream in = Files.newInputStream(Path.of("x.npy"))) {
 *     header = NpyHeader.read("x.npy", in);
 * }
 * System.out.println(header.rows() + " x " + header.columns());
 * }</pre>
 */
@NullMarked
package org.em4j.io.npy;

import org.jspecify.annotations.NullMarked;
