package org.em4j.spark;

import java.util.Set;
import org.em4j.core.linalg.Kernels;
import org.em4j.io.large.ClusterException;

/** What decides the bits that a JVM comes to: driver and executors have to have the same. */
public final class Jvm {
    private static final String MAJOR = "4.";

    private Jvm() {}

    /** The version of the Spark on the class path, such as 4.2.0. */
    public static String version() {
        return org.apache.spark.package$.MODULE$.SPARK_VERSION();
    }

    /**
     * Refuses a Spark that this is not built for.
     *
     * @param spark its version
     * @throws ClusterException if it is another
     */
    public static void requireVersion(String spark) {
        if (!spark.startsWith(MAJOR)) {
            throw new ClusterException("em-spark is built for Spark " + MAJOR + "x, and this is Spark " + spark
                    + "; submit with a Spark " + MAJOR + "x, to a cluster of the same");
        }
    }

    /** The kernels and the Spark of this JVM. */
    static String described() {
        return "Spark " + version() + ", kernels " + Kernels.describe();
    }

    /** Refuses executors that would come to other bits than this JVM, or than each other. */
    static void requireSame(Set<String> executors) {
        String here = described();
        for (String there : executors) {
            if (!there.equals(here)) {
                throw new ClusterException(
                        "an executor computes otherwise than the driver, so that the bits would depend on"
                                + " who does what. The driver has " + here + "; the executor has " + there
                                + ". Give both one Spark, one generation of CPUs and the same jars of em4j, and both JVMs the option"
                                + " --add-modules=jdk.incubator.vector (spark-submit gives it to the driver; for executors it is in"
                                + " spark.executor.defaultJavaOptions); or give both -Dem4j.kernels=portable");
            }
        }
    }
}
