package org.em4j.core.data.nd4j;

/** Whether nd4j is on the class path; the suite also runs without it. */
final class Nd4jPresence {
    private Nd4jPresence() {}

    static boolean present() {
        return Nd4jPresence.class.getClassLoader().getResource("org/nd4j/linalg/factory/Nd4j.class") != null;
    }
}
