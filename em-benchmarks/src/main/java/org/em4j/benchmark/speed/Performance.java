package org.em4j.benchmark.speed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.em4j.benchmark.PeerSpeed;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Measures all that {@code docs/performance.md} says, one process after another, and writes it: twenty
 * minutes on two quiet processors. Needs python3 with scikit-learn, and R with mclust ({@code apt-get install python3-sklearn
 * libopenblas0-pthread r-cran-mclust}).
 */
public final class Performance {
    private static final List<String> NATIVE = List.of("-Dem4j.kernels=native");
    private static final List<String> PORTABLE = List.of("-Dem4j.kernels=portable");
    private static final int FEW = 3;

    /** Columns from which factor analysis is asked for the maximum: plain EM takes thousands of iterations there. */
    private static final int WIDE = 500;

    private static final double SECONDS = Double.parseDouble(System.getProperty("seconds", "8"));

    private final Path home = Path.of("").toAbsolutePath();
    private final Path data = home.resolve("em-benchmarks/target/performance");
    private final Runs runs = new Runs(
            Path.of(System.getProperty("python", "/usr/bin/python3")), home.resolve("em-benchmarks/src/main/python"));
    private final PerformancePage page = new PerformancePage();

    private Performance() {}

    /** Run from the project's directory: {@code em-benchmarks/performance}. */
    public static void main(String[] args) throws IOException, RunnerException {
        Performance performance = new Performance();
        performance.measure();
        performance.page.write(performance.home.resolve("docs"));
    }

    private void measure() throws RunnerException {
        String blas = fastestBlas();
        JsonNode limits = Runs.java(List.of(), Limits.class);
        page.machine(blas, limits);
        for (Work work : Work.ALL) {
            mixture(work, blas, limits.get("gflops").asDouble());
        }
        families(Work.ALL.get(1), blas);
        factors(new Work(20_000, 100, 10), List.of("lapack", "randomized"), blas);
        factors(new Work(2_000, 1_000, 20), List.of("randomized"), blas);
        factanal(new Work(20_000, 100, 10));
        iris();
        scaling();
        kernels(limits);
        page.jvms(TenJvms.table());
        page.peers(PeerSpeed.tables());
    }

    /** The kernel of OpenBLAS on which the other side's matrix product is fastest here. */
    private String fastestBlas() {
        String best = "";
        double most = 0;
        for (String name : List.of("", "SkylakeX", "Haswell", "Zen")) {
            String[] said = runs.blas(name).split(" ");
            double gflops = Double.parseDouble(said[2]);
            say("BLAS kernel %s (asked for \"%s\"): %.0f Gflop/s", said[0], name, gflops);
            if (gflops > 1.02 * most) {
                most = gflops;
                best = name;
            }
        }
        return best;
    }

    private void mixture(Work work, String blas, double peak) {
        Path directory = data.resolve(work.name());
        work.write(directory);
        JsonNode theirs = Runs.json(runs.python(blas, "mixtures.py", directory, work.n(), work.d(), work.k(), "full")
                .get(0));
        JsonNode two = ours(Runs.SIMD, work, "full", 2);
        JsonNode one = ours(Runs.SIMD, work, "full", 1);
        JsonNode onBlas = ours(NATIVE, work, "full", 2);
        JsonNode plain = ours(PORTABLE, work, "full", 2);
        page.mixture(work, theirs, two, one, onBlas, plain, peak);
        page.profile(work, Profile.of(Runs.SIMD, directory, work, SECONDS));
    }

    private JsonNode ours(List<String> options, Work work, String family, int threads) {
        JsonNode said = Runs.java(
                options, Iterations.class, data.resolve(work.name()), work.name(), family, threads, SECONDS, FEW);
        say("%s %s, %d threads: %s", work.name(), family, threads, said);
        return said;
    }

    private void families(Work work, String blas) {
        List<String> names = List.of("tied", "diag", "spherical");
        List<Object> arguments = new ArrayList<>(List.of(data.resolve(work.name()), work.n(), work.d(), work.k()));
        arguments.addAll(names);
        List<String> theirs = runs.python(blas, "mixtures.py", arguments.toArray());
        for (int i = 0; i < names.size(); i++) {
            page.family(work, names.get(i), Runs.json(theirs.get(i)), ours(Runs.SIMD, work, names.get(i), 2));
        }
    }

    private void factors(Work work, List<String> methods, String blas) {
        Path directory = data.resolve("factors-" + work.name());
        work.writeFactors(directory);
        for (String method : methods) {
            JsonNode theirs = Runs.json(runs.python(blas, "factors.py", directory, work.n(), work.d(), work.k(), method)
                    .get(0));
            JsonNode said = Runs.java(
                    Runs.SIMD,
                    Factors.class,
                    directory,
                    work.name(),
                    work.d() > WIDE ? "maximum" : theirs.get("logLikelihood").asText(),
                    2);
            say("factors %s %s: %s against %s", work.name(), method, said, theirs);
            page.factors(work, method, theirs, said);
        }
    }

    /** R's factor analysis, and ours, to the maximum. */
    private void factanal(Work work) {
        Path file = data.resolve("factors-" + work.name()).resolve("x");
        JsonNode theirs = Runs.json(
                Runs.r(home.resolve("em-benchmarks/src/main/R/factanal.R"), file, work.n(), work.d(), work.k())
                        .get(0));
        JsonNode said = Runs.java(Runs.SIMD, Factors.class, file.getParent(), work.name(), "maximum", 2);
        say("factors %s factanal: %s against %s", work.name(), said, theirs);
        page.factanal(work, theirs, said);
    }

    private void iris() {
        Path file = home.resolve("data/iris.csv");
        JsonNode inside = Runs.java(Runs.SIMD, Iris.class, file);
        double cold = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 5; i++) {
            long start = System.nanoTime();
            Runs.lines(
                    List.of(home.resolve("em").toString(), "fit", "gmm", file.toString(), "--components", "3"),
                    Map.of());
            cold = Math.min(cold, (System.nanoTime() - start) / 1e9);
        }
        page.iris(inside, cold);
    }

    /** What an iteration costs as one size grows and the others stay. */
    private void scaling() {
        scale("n", List.of(25_000, 50_000, 100_000, 200_000), n -> new Work(n, 16, 8));
        scale("d", List.of(16, 32, 64, 128), d -> new Work(20_000, d, 4));
        scale("K", List.of(4, 8, 16, 32), k -> new Work(50_000, 8, k));
    }

    private void scale(String name, List<Integer> sizes, java.util.function.IntFunction<Work> work) {
        Map<Integer, Double> times = new LinkedHashMap<>();
        for (int size : sizes) {
            Work at = work.apply(size);
            at.write(data.resolve(at.name()));
            times.put(
                    size,
                    Runs.java(
                                    Runs.SIMD,
                                    Iterations.class,
                                    data.resolve(at.name()),
                                    at.name(),
                                    "full",
                                    1,
                                    SECONDS / 3,
                                    FEW)
                            .get("ms")
                            .asDouble());
        }
        say("%s: %s", name, times);
        page.scaling(name, work.apply(sizes.get(0)), times);
    }

    private void kernels(JsonNode limits) throws RunnerException {
        var options = new OptionsBuilder()
                .include(KernelBenchmark.class.getName())
                .jvmArgsAppend(Runs.SIMD.get(0), Runs.SIMD.get(1))
                .build();
        for (RunResult result : new Runner(options).run()) {
            int d = Integer.parseInt(result.getParams().getParam("d"));
            String name = result.getPrimaryResult().getLabel();
            page.kernel(name, d, result.getPrimaryResult().getScore(), limits);
        }
    }

    private static void say(String format, Object... arguments) {
        System.err.println(String.format(Locale.ROOT, format, arguments));
    }

    /** Names what runs, for the page. */
    static String version(String... command) {
        return String.join(" ", Runs.lines(List.of(command), Map.of()));
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return "";
        }
    }
}
