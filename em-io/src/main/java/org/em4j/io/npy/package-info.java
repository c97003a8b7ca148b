/**
 * The beginnings of NumPy's files: {@link org.em4j.io.npy.NpyHeader} says of a matrix in a {@code .npy} file where its numbers are and
 * how they are written.
 *
 * <pre>{@code
 * String says = "{'descr': '<f8', 'fortran_order': False, 'shape': (3, 2), }";
 * String file = (char) 0x93 + "NUMPY\1\0v\0" + says + " ".repeat(117 - says.length()) + "\n"; // and the numbers
 * byte[] bytes = file.getBytes(StandardCharsets.ISO_8859_1);
 * NpyHeader header = NpyHeader.read("x.npy", new ByteArrayInputStream(bytes));
 * System.out.println(header.rows() + " x " + header.columns()); // 3 x 2
 * }</pre>
 */
@NullMarked
package org.em4j.io.npy;

import org.jspecify.annotations.NullMarked;
