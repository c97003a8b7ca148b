package org.em4j.spark.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs {@link SameBits} on a master and two workers, which are processes of their own on this machine, for {@code em-benchmarks/scale}. */
public final class ClusterSameBits {
    private ClusterSameBits() {}

    /** Takes what SameBits takes; prints its results. */
    public static void main(String[] arguments) throws IOException {
        Path home = Files.createTempDirectory("em4j-cluster");
        try (Cluster cluster = new Cluster(home)) {
            cluster.run(SameBits.class, arguments).stream()
                    .filter(line -> line.startsWith("result "))
                    .forEach(System.out::println);
        } finally {
            Cluster.remove(home);
        }
    }
}
