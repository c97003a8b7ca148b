/**
 * Values as they are written in Java: what a law was broken by, to paste into a test.
 *
 * <p>API.
 */
@NullMarked
package org.em4j.laws.text;

import org.jspecify.annotations.NullMarked;
