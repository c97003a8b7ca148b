package org.em4j.core.linalg;

/** A kind of {@link Kernels} that this machine and JVM may or may not run; found by ServiceLoader. Of those that run, the one that asks for fewest columns. */
public interface KernelProvider {
    /** What {@code -Dem4j.kernels} calls it. */
    String name();

    /** Width of matrix products from which it is worth its start. */
    int leastColumns();

    /**
     * The kernels; called once, and only when there is work for them.
     *
     * @throws RuntimeException if they cannot run here; the message says what would help
     * @throws LinkageError likewise
     */
    Kernels load();
}
