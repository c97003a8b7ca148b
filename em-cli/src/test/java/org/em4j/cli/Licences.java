package org.em4j.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * The licences of what {@code em} ships, by the bill of materials: the table of {@code SECURITY.md}. After a build with
 * {@code -Psbom},
 *
 * <pre>
 * java -cp 'em-cli/target/lib/*' em-cli/src/test/java/org/em4j/cli/Licences.java [folder]
 * </pre>
 *
 * prints it, and ends with status 1 where the page has another one, or something is shipped that may not be.
 */
final class Licences {
    private static final String USUAL = "Apache-2.0";

    private Licences() {}

    /** Prints the table of a checkout. */
    public static void main(String[] args) throws IOException {
        Path home = Path.of(args.length > 0 ? args[0] : ".");
        JsonNode bom =
                new ObjectMapper().readTree(home.resolve("target/bom.json").toFile());
        List<String> jars;
        try (Stream<Path> lib = Files.list(home.resolve("em-cli/target/lib"))) {
            jars = lib.map(jar -> jar.getFileName().toString()).sorted().toList();
        }
        Map<String, String> licences = licences(bom);
        List<String> wrong =
                jars.stream().filter(jar -> !isAllowed(jar, licences)).toList();
        String table = table(jars, licences);
        System.out.print(table);
        wrong.forEach(jar -> System.err.println(jar + " is Intel's MKL, or has no licence in target/bom.json"));
        boolean told = Files.readString(home.resolve("SECURITY.md")).contains(table);
        if (!told) {
            System.err.println("SECURITY.md has another table; it should be the one above");
        }
        System.exit(told && wrong.isEmpty() ? 0 : 1);
    }

    /** By name and version, as jars are called. */
    private static Map<String, String> licences(JsonNode bom) {
        Map<String, String> licences = new TreeMap<>();
        for (JsonNode component : bom.path("components")) {
            String all = StreamSupport.stream(component.path("licenses").spliterator(), false)
                    .map(Licences::name)
                    .sorted()
                    .collect(Collectors.joining(" or "));
            licences.put(
                    component.path("name").asText() + "-"
                            + component.path("version").asText(),
                    all);
        }
        return licences;
    }

    private static String name(JsonNode choice) {
        JsonNode licence = choice.path("license");
        return choice.path("expression")
                .asText(licence.path("id").asText(licence.path("name").asText()));
    }

    /** Of a jar, whatever platform it is for. */
    private static String component(String jar, Map<String, String> licences) {
        return licences.keySet().stream()
                .filter(name -> jar.equals(name + ".jar") || jar.startsWith(name + "-"))
                .max((a, b) -> a.length() - b.length())
                .orElse("");
    }

    private static boolean isAllowed(String jar, Map<String, String> licences) {
        return !jar.contains("mkl")
                && !licences.getOrDefault(component(jar, licences), "").isEmpty();
    }

    private static String table(List<String> jars, Map<String, String> licences) {
        Map<String, TreeSet<String>> rows = new TreeMap<>();
        for (String jar : jars) {
            String name = component(jar, licences);
            rows.computeIfAbsent(licences.getOrDefault(name, "none"), licence -> new TreeSet<>())
                    .add(name.replaceFirst("-\\d.*", ""));
        }
        rows.remove(USUAL);
        String lines = rows.entrySet().stream()
                .map(row -> "| " + row.getKey() + " | " + String.join(", ", row.getValue()) + " |\n")
                .collect(Collectors.joining());
        return "| licence | what |\n|---|---|\n" + lines + "| " + USUAL + " | all else |\n";
    }
}
