package org.em4j.laws.check;

/** Cases of one model, large and small: all that its author writes to have every law checked on it. */
@FunctionalInterface
public interface ModelCases {
    /** The case of a size, a function of it. */
    ModelCase<?, ?, ?, ?> of(Size size);
}
