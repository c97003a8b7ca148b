package org.em4j.benchmark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.em4j.benchmark.peer.Peer;
import org.em4j.benchmark.peer.Peers;

/** One library on one file of numbers, in this process: {@code FitOnce PEER FILE.csv K}; the last line printed counts. */
final class FitOnce {
    private FitOnce() {}

    /** A log-likelihood, or how it failed. */
    public static void main(String[] args) throws IOException {
        Peer peer = Peers.all().get(args[0]);
        String last;
        try {
            last = "ok loglik=" + peer.fit(read(Path.of(args[1])), Integer.parseInt(args[2]));
        } catch (Exception | LinkageError e) {
            last = "ERROR " + e.getClass().getSimpleName() + ": " + e.getMessage();
        }
        System.out.println();
        System.out.println(last.replaceAll("\\s+", " "));
        System.exit(0); // whatever threads are left
    }

    /** What is in the file, whether it can be used or not: refusing it is the library's part. */
    private static double[][] read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .skip(1)
                .map(line -> Arrays.stream(line.split(","))
                        .mapToDouble(FitOnce::number)
                        .toArray())
                .toArray(double[][]::new);
    }

    private static double number(String cell) {
        return switch (cell) {
            case "nan" -> Double.NaN;
            case "inf" -> Double.POSITIVE_INFINITY;
            default -> Double.parseDouble(cell);
        };
    }
}
