package org.em4j.spark.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** Runs a driver on a master and two workers, which are processes of their own on this machine: for {@code em-benchmarks}. */
public final class OnCluster {
    private OnCluster() {}

    /** Takes the megabytes of an executor's heap, the driver's main class and its arguments; prints what the driver prints. */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        Path home = Files.createTempDirectory("em4j-cluster");
        try (Cluster cluster = new Cluster(home, Integer.parseInt(arguments[0]))) {
            Class<?> driver = Class.forName(arguments[1]);
            cluster.run(driver, Arrays.copyOfRange(arguments, 2, arguments.length))
                    .forEach(System.out::println);
        } finally {
            Cluster.remove(home);
        }
    }
}
