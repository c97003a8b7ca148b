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
import org.apache.commons.math3.stat.regression.SimpleRegression;

/** The page of measured figures: tables filled in as they come, then text around them. */
final class PerformancePage {
    /** Times faster than scikit-learn that are asked for: SIMD, native, by number of columns. */
    private static final Map<Integer, double[]> TARGETS = Map.of(
            2, new double[] {28, 14}, 16, new double[] {18, 7}, 64, new double[] {9, 3.5}, 256, new double[] {6.5, 3.5
            });

    private static final double SAME = 1e-9;

    private final List<String> machine = new ArrayList<>();
    private final List<String> mixtures = new ArrayList<>();
    private final List<String> peaks = new ArrayList<>();
    private final List<String> profiles = new ArrayList<>();
    private final List<String> memory = new ArrayList<>();
    private final List<String> families = new ArrayList<>();
    private final List<String> factors = new ArrayList<>();
    private final List<String> small = new ArrayList<>();
    private final List<String> scaling = new ArrayList<>();
    private final List<String> kernels = new ArrayList<>();
    private String jvms = "";
    private String peers = "";
    private final Roofline roofline = new Roofline();

    void machine(String blas, JsonNode limits) {
        String processor = Performance.read(Path.of("/proc/cpuinfo"))
                .lines()
                .filter(line -> line.startsWith("model name"))
                .map(line -> line.substring(line.indexOf(':') + 2))
                .findFirst()
                .orElse(System.getProperty("os.arch"));
        machine.add("processor: " + processor + ", " + Runtime.getRuntime().availableProcessors() + " used");
        machine.add(line(
                "one core: %.1f Gflop/s in OpenBLAS's matrix product (0.3.30), %.1f GB/s from memory",
                limits.get("gflops").asDouble(), limits.get("bandwidth").asDouble()));
        machine.add("JVM: " + System.getProperty("java.vm.name") + " " + Runtime.version());
        machine.add("scikit-learn: "
                + Performance.version(
                        System.getProperty("python", "/usr/bin/python3"),
                        "-c",
                        "import sklearn, numpy; print(sklearn.__version__ + ', numpy ' + numpy.__version__)")
                + ", on the BLAS kernel that is fastest here: " + (blas.isEmpty() ? "its own choice" : blas));
    }

    void mixture(Work work, JsonNode theirs, JsonNode two, JsonNode one, JsonNode onBlas, JsonNode plain, double peak) {
        double[] target = TARGETS.get(work.d());
        mixtures.add(row(
                work.toString(),
                line("%.1f", ms(theirs)),
                line("%.2f", ms(two)),
                ratio(ms(theirs) / ms(two), target[0]),
                line("%.2f", ms(onBlas)),
                ratio(ms(theirs) / ms(onBlas), target[1]),
                line("%.2f", ms(plain)),
                line("%.1f", ms(theirs) / ms(plain)),
                difference(theirs, two)));
        peaks.add(row(
                work.toString(),
                line("%.2f", ms(one)),
                line("%.2f", ms(two)),
                line("%.2f", ms(one) / ms(two)),
                line("%.1f", work.flops() / ms(two) / 1e6),
                line("%.0f %%", 100 * work.flops() / ms(two) / 1e6 / (2 * peak))));
        memory.add(row(
                work.toString(),
                line("%.0f", two.get("allocated").asDouble() / 1024),
                line("%.4f", two.get("allocated").asDouble() / work.n() / work.k()),
                two.get("collections") + " in " + two.get("iterations") + " iterations"));
    }

    /** Where an iteration's time goes: parts of all samples, in {@link Profile#PARTS}' order. */
    void profile(Work work, Map<String, Double> shares) {
        List<String> cells = new ArrayList<>(List.of(work.toString()));
        Profile.PARTS.forEach(part -> cells.add(line("%.0f %%", 100 * shares.getOrDefault(part, 0.0))));
        profiles.add(row(cells.toArray(String[]::new)));
    }

    void family(Work work, String name, JsonNode theirs, JsonNode ours) {
        families.add(row(
                work + ", " + name,
                line("%.1f", ms(theirs)),
                line("%.2f", ms(ours)),
                ratio(ms(theirs) / ms(ours), 10),
                difference(theirs, ours)));
    }

    void factors(Work work, String method, JsonNode theirs, JsonNode ours) {
        double target = work.d() > 500 ? 1 : "lapack".equals(method) ? 100 : 30;
        factors.add(row(
                work + ", " + method,
                line("%.1f (%d)", ms(theirs), theirs.get("iterations").asInt()),
                line("%.1f (%d)", ms(ours), ours.get("iterations").asInt()),
                ratio(ms(theirs) / ms(ours), target),
                line(
                        "%.1e",
                        ours.get("logLikelihood").asDouble()
                                - theirs.get("logLikelihood").asDouble())));
    }

    /** The criterion is what factanal minimises: the mean log-likelihood's distance from the saturated model's, doubled. */
    void factanal(Work work, JsonNode theirs, JsonNode ours) {
        factors.add(row(
                work + ", factanal, to the maximum",
                line("%.1f", ms(theirs)),
                line("%.1f (%d)", ms(ours), ours.get("iterations").asInt()),
                line("%.1f", ms(theirs) / ms(ours)),
                line(
                        "%.1e",
                        theirs.get("criterion").asDouble()
                                - ours.get("criterion").asDouble())));
    }

    void jvms(String table) {
        jvms = table;
    }

    void peers(String tables) {
        peers = tables;
    }

    void iris(JsonNode inside, double cold) {
        small.add(row("an iteration, warm", line("%.1f us", inside.get("warmUs").asDouble()), "25 us"));
        small.add(row(
                "first 100 of a fresh JVM",
                line("%.0f ms", inside.get("firstHundredMs").asDouble()),
                "80 ms"));
        small.add(row("`./em fit gmm data/iris.csv --components 3`", line("%.2f s", cold), "1 s"));
    }

    void scaling(String name, Work first, Map<Integer, Double> times) {
        SimpleRegression fit = new SimpleRegression();
        times.forEach((size, ms) -> fit.addData(Math.log(size), Math.log(ms)));
        List<String> cells = new ArrayList<>();
        times.forEach((size, ms) -> cells.add(line("%d: %.2f", size, ms)));
        scaling.add(row(name + " (from " + first + ")", String.join(", ", cells), line("%.2f", fit.getSlope())));
    }

    void kernel(String name, int d, double us, JsonNode limits) {
        double n = KernelBenchmark.N;
        double flops = switch (name) {
            case "whiten", "scatter" -> n * d * (d + 1.0);
            case "responsibilities" -> n * d * 32.0;
            case "moments" -> 2 * n * d;
            default -> n * d;
        };
        double bytes = 8 * n * d * ("centre".equals(name) || "responsibilities".equals(name) ? 2 : 1);
        kernels.add(row(
                name,
                Integer.toString(d),
                line("%.2f", us),
                line("%.1f", flops / us / 1e3),
                line("%.0f %%", 100 * flops / us / 1e3 / limits.get("gflops").asDouble())));
        roofline.limits(limits.get("gflops").asDouble(), limits.get("bandwidth").asDouble());
        roofline.add(name + " " + d, flops / bytes, flops / us / 1e3);
    }

    void write(Path docs) throws IOException {
        Map<String, List<String>> tables = new LinkedHashMap<>();
        tables.put("machine", machine.stream().map(l -> "- " + l).toList());
        tables.put("mixtures", mixtures);
        tables.put("peaks", peaks);
        tables.put("profiles", profiles);
        tables.put("memory", memory);
        tables.put("families", families);
        tables.put("factors", factors);
        tables.put("small", small);
        tables.put("scaling", scaling);
        tables.put("kernels", kernels);
        tables.put("jvms", jvms.strip().lines().toList());
        tables.put("peers", peers.strip().lines().toList());
        String text;
        try (var template = PerformancePage.class.getResourceAsStream("/performance.md")) {
            text = new String(template.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        }
        for (Map.Entry<String, List<String>> table : tables.entrySet()) {
            text = text.replace("{" + table.getKey() + "}", String.join("\n", table.getValue()));
        }
        Files.writeString(docs.resolve("performance.md"), text);
        Files.writeString(docs.resolve("pictures/roofline.svg"), roofline.svg());
    }

    private static double ms(JsonNode said) {
        return said.get("ms").asDouble();
    }

    private static String ratio(double ratio, double target) {
        return line(ratio >= target ? "**%.1f** (%.3g)" : "%.1f (%.3g: missed)", ratio, target);
    }

    /** Relative difference of the log-likelihoods after as many iterations, which must be rounding. */
    private static String difference(JsonNode theirs, JsonNode ours) {
        double a = theirs.get("logLikelihood").asDouble();
        double off = Math.abs(ours.get("logLikelihood").asDouble() / a - 1);
        return line(off <= SAME ? "%.0e" : "%.0e: NOT THE SAME", off);
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String line(String format, Object... arguments) {
        return String.format(Locale.ROOT, format, arguments);
    }
}
