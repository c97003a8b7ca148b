package org.em4j.validation.reference;

import java.util.List;

/** The nine tests of Holzinger and Swineford, and what each is thought to measure. */
final class FactorColumns {
    static final List<String> TESTS = List.of("x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9");

    /** Visual, textual, speed: three tests each. */
    static final int[][] THREES = {{0}, {0}, {0}, {1}, {1}, {1}, {2}, {2}, {2}};

    private FactorColumns() {}
}
