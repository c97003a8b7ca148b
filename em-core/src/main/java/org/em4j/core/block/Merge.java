package org.em4j.core.block;

import java.io.Serializable;
import java.util.function.BinaryOperator;

/**
 * How the results of neighbouring blocks become one, wherever that is done: the left argument may be changed and returned,
 * the right one stays as it is.
 */
@FunctionalInterface
public interface Merge<A> extends BinaryOperator<A>, Serializable {}
