package org.em4j.benchmark;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.em4j.core.Execution;
import org.em4j.core.Randomness;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.gmm.GaussianMixtureEstimator;
import org.em4j.gmm.covariance.CovarianceFamily;
import org.em4j.gmm.select.MixtureSelection;
import org.em4j.gmm.select.MixtureSelection.Candidate;
import org.em4j.io.Table;

/**
 * Fourteen families of 1 to 9 components, beside R's mclust in the same run: iris, faithful, and rows drawn from a mixture
 * that was fitted to iris. Wall time: the first time in a process, the best of some more, and the whole command.
 * {@code em-benchmarks/run SelectionSpeed}
 */
public final class SelectionSpeed {
    private static final int REPEATS = 8;
    private static final int DRAWN = 3_000;

    private static final String PEER = """
            suppressMessages(library(mclust))
            x <- read.csv(commandArgs(TRUE)[1]); x <- x[, sapply(x, is.numeric)]
            times <- sapply(seq_len(as.integer(commandArgs(TRUE)[2])), function(i) {
              time <- system.time(best <<- Mclust(x, G = 1:9, verbose = FALSE)); time[["elapsed"]] })
            cat(sprintf("  mclust                first %6.2f s   best %6.2f s   %s, %d  BIC %.4f\\n",
              times[1], min(times), best$modelName, best$G, -best$bic))
            """;

    private SelectionSpeed() {}

    /** Prints the figures. */
    public static void main(String[] args) throws IOException, InterruptedException {
        Path drawn = Files.createTempFile("drawn", ".csv");
        try {
            Files.writeString(drawn, draw());
            measure("iris", Path.of("data/iris.csv"), REPEATS);
            measure("faithful", Path.of("data/faithful.csv"), REPEATS);
            measure(DRAWN + " rows drawn from a mixture of iris", drawn, 2);
        } finally {
            Files.delete(drawn);
        }
    }

    private static String draw() {
        Table iris = Table.read(Path.of("data/iris.csv"));
        double[][] x = new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 3)
                .fit(iris.rows())
                .parameters()
                .sample(DRAWN, Randomness.of(1));
        StringWriter csv = new StringWriter();
        Table.write(csv, iris.columns(), x);
        return csv.toString();
    }

    private static void measure(String name, Path file, int repeats) throws IOException, InterruptedException {
        System.out.println(name);
        for (int threads = 1; threads <= Runtime.getRuntime().availableProcessors(); threads *= 2) {
            inThisProcess(file, threads, repeats);
        }
        peer(file, repeats);
        whole("em select gmm", List.of("./em", "select", "gmm", file.toString()));
        whole("Rscript with Mclust", List.of("Rscript", "-e", PEER, file.toString(), "1"));
    }

    private static void inThisProcess(Path file, int threads, int repeats) {
        Rows rows = Table.read(file).rows();
        double first = 0;
        double best = Double.POSITIVE_INFINITY;
        Candidate<?, ?> chosen = null;
        for (int i = 0; i < repeats; i++) {
            long start = System.nanoTime();
            chosen = MixtureSelection.select(
                            new GaussianMixtureEstimator<>(CovarianceFamily.FULL, 1)
                                    .em(new Em().accelerate(new Squarem())),
                            rows,
                            IntStream.rangeClosed(1, 9).boxed().toList(),
                            CovarianceFamily.all(),
                            MixtureSelection.REACH,
                            () -> {},
                            new Execution(threads, 1))
                    .least(Candidate::bic)
                    .orElseThrow();
            double seconds = (System.nanoTime() - start) / 1e9;
            first = i == 0 ? seconds : first;
            best = Math.min(best, seconds);
        }
        System.out.printf(
                "  em4j, %d thread%s       first %6.2f s   best %6.2f s   %s  BIC %.4f%n",
                threads, threads == 1 ? " " : "s", first, best, chosen.name(), chosen.bic());
    }

    private static void peer(Path file, int repeats) throws IOException, InterruptedException {
        new ProcessBuilder("Rscript", "-e", PEER, file.toString(), "" + repeats)
                .inheritIO()
                .start()
                .waitFor();
    }

    /** The least of three times that a command takes, from its start to its end. */
    private static void whole(String name, List<String> command) throws IOException, InterruptedException {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
            seconds.add((System.nanoTime() - start) / 1e9);
        }
        System.out.printf(
                "  %-20s  whole command %6.2f s%n",
                name, seconds.stream().mapToDouble(s -> s).min().orElseThrow());
    }
}
