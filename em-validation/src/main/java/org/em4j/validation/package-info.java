/**
 * Papers, reproduced: {@link org.em4j.validation.Papers} lists all. A paper's folder under {@code papers/} holds what
 * it says ({@link org.em4j.validation.ledger}); checks compute it twice, by this library and by a route that shares
 * none of its code ({@link org.em4j.validation.reproduce}).
 *
 * <p>Internal: public where other packages of the library need it, and free to change in any release.
 */
@NullMarked
package org.em4j.validation;

import org.jspecify.annotations.NullMarked;
