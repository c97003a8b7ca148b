/**
 * The running of a paper's checks: a {@link org.em4j.validation.reproduce.Reproduction} is a paper with its ledger and
 * its checks, each of which has its figures twice, by this library's code and by a route that shares none; a {@link
 * org.em4j.validation.reproduce.Run} is what came of them.
 *
 * <p>Internal: public where other packages of the library need it, and free to change in any release.
 */
@NullMarked
package org.em4j.validation.reproduce;

import org.jspecify.annotations.NullMarked;
