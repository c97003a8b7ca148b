/**
 * The ledgers of numbered equations, claims and tables under {@code papers/}, and the places in the code that they
 * name. They say what a paper says, and nothing of how it is computed.
 *
 * <p>Internal: public where other packages of the library need it, and free to change in any release.
 */
@NullMarked
package org.em4j.validation.ledger;

import org.jspecify.annotations.NullMarked;
