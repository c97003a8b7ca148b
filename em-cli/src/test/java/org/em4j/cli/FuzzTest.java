package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Tables, matrices, models and option lines that were broken at random, by seed: whatever they are, a command ends in a
 * documented status, in words of its own, without NaN among results, and leaves whole files or none. {@code -Plong} tries more,
 * {@code -Dem4j.fuzz=1000000} as many as it says.
 */
class FuzzTest {
    private static final int TRIES = Integer.getInteger("em4j.fuzz", Boolean.getBoolean("em4j.long") ? 100_000 : 2_000);
    private static final long SEED = Long.getLong("em4j.fuzz.seed", 19);
    private static final Set<Integer> DOCUMENTED = Set.of(0, 2, 3, 4, 5, 6);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final List<String> WORDS = List.of(
            "",
            "NaN",
            "-0.5",
            "1e308",
            "-1e308",
            "1e-320",
            "1e999",
            "Infinity",
            "\"",
            "\"\"",
            ",",
            ";",
            "\n",
            "\r",
            "\t",
            "\0",
            "\u001B[31m",
            "null",
            "{}",
            "[]",
            "[[]]",
            "true",
            "0x1p3",
            "9999999999999999999",
            "2147483648",
            "-1",
            "0",
            "#",
            "'",
            "\uFEFF",
            "\uFFFF",
            "=1+1",
            "1,5",
            "12%",
            "..",
            "a",
            "x1..x2",
            "}",
            "{",
            "]",
            "[",
            ":");

    private static final String CSV = """
            name,x1,x2,w
            a,1.5,2,1
            "b, c",0.25,-3,2
            d,4,1e1,1
            e,-2,7.5,1
            f,3.25,0,3
            g,0,1,1
            """;

    private static final List<String> MODELS = List.of("""
            {"model": "gaussian-mixture", "covariance": "full", "columns": ["x1", "x2"], "weights": [0.4, 0.6],
             "means": [[0, 3], [1, 2]], "covariances": [[[1, 0.2], [0.2, 2]], [[2, 0], [0, 1]]], "labels": ["u", "v"],
             "noise": {"weight": 0.1, "lower": [-9, -9], "upper": [9, 20]}}""", """
            {"model": "gaussian-mixture", "covariance": "diag", "columns": ["x1", "x2"], "weights": [0.4, 0.6],
             "means": [[0, 3], [1, 2]], "covariances": [[1, 2], [2, 1]]}""", """
            {"model": "factor-analysis", "columns": ["x1", "x2"], "mean": [0, 1], "loadings": [[1, 0], [0.5, 1]],
             "uniquenesses": [1, 2], "factorCorrelations": [[1, 0.3], [0.3, 1]]}""", """
            {"model": "mixture-of-factor-analysers", "columns": ["x1", "x2"], "shared": [], "weights": [0.4, 0.6],
             "components": [{"mean": [0, 1], "loadings": [[1], [0.5]], "uniquenesses": [1, 2]},
             {"mean": [5, 1], "loadings": [[1], [0.5]], "uniquenesses": [1, 2]}]}""", """
            {"model": "probabilistic-pca", "columns": ["x1", "x2"], "mean": [0, 1], "loadings": [[1], [0.5]],
             "noiseVariance": 1}""");

    private static final List<String> LINES = List.of(
            "fit gmm TABLE --components 2 --max-iterations 9 --columns x1,x2",
            "fit gmm TABLE --components 1 --max-iterations 9 --weights w --covariance diag",
            "fit gmm TABLE --start MODEL --max-iterations 9 --columns x1,x2 --missing",
            "fit fa TABLE --factors 1 --max-iterations 9 --columns x1,x2 --format json",
            "fit ppca TABLE --factors 1 --max-iterations 9 --except w",
            "fit mfa TABLE --components 1 --factors 1 --max-iterations 9 --columns x1,x2",
            "fit fa TABLE --start MODEL --max-iterations 9 --columns x1,x2",
            "predict MODEL TABLE --columns x1..x2",
            "score MODEL TABLE --columns x1,x2 --missing",
            "score MODEL TABLE --tails",
            "impute MODEL TABLE --draws 2",
            "impute MODEL TABLE",
            "sample MODEL --rows 5 --seed 2",
            "conditional MODEL --given x1=1");

    @TempDir
    private Path folder;

    private static byte[] npy() {
        byte[] header =
                "{'descr': '<f8', 'fortran_order': False, 'shape': (6, 2), }\n".getBytes(StandardCharsets.US_ASCII);
        ByteBuffer out = ByteBuffer.allocate(10 + header.length + 96).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) header.length)
                .put(header);
        for (int i = 0; i < 12; i++) {
            out.putDouble(i * i % 7);
        }
        return out.array();
    }

    /** A few places where bytes are changed, left out, doubled, or a word is put in. */
    private static byte[] broken(byte[] whole, Random random) {
        byte[] bytes = whole;
        for (int times = random.nextInt(4); times > 0 && bytes.length > 0; times--) {
            int at = random.nextInt(bytes.length);
            int to = Math.min(bytes.length, at + random.nextInt(12));
            byte[] put = switch (random.nextInt(4)) {
                case 0 -> new byte[] {(byte) random.nextInt(256)};
                case 1 -> new byte[0];
                case 2 -> Arrays.copyOfRange(bytes, Math.max(0, at - 9), to);
                default -> WORDS.get(random.nextInt(WORDS.size())).getBytes(StandardCharsets.UTF_8);
            };
            ByteArrayOutputStream next = new ByteArrayOutputStream();
            next.write(bytes, 0, at);
            next.writeBytes(put);
            next.write(bytes, to, bytes.length - to);
            bytes = next.toByteArray();
        }
        return bytes;
    }

    /** An option line, of which a word may be another. */
    private static List<String> line(Random random) {
        List<String> words =
                new ArrayList<>(List.of(LINES.get(random.nextInt(LINES.size())).split(" ")));
        if (random.nextInt(3) == 0) {
            int at = 1 + random.nextInt(words.size() - 1);
            words.set(at, WORDS.get(random.nextInt(WORDS.size())).replace("\0", "")); // which no command line can hold
        }
        return words;
    }

    @Test
    void everyEndIsADocumentedOne() throws IOException {
        for (int i = 0; i < TRIES; i++) {
            long seed = SEED * 1_000_003 + i;
            Random random = new Random(seed);
            Path table = folder.resolve("table");
            byte[] bytes = random.nextInt(4) == 0 ? npy() : CSV.getBytes(StandardCharsets.UTF_8);
            Files.write(table, broken(bytes, random));
            Path model = folder.resolve("model");
            byte[] json = MODELS.get(random.nextInt(MODELS.size())).getBytes(StandardCharsets.UTF_8);
            Files.write(model, broken(json, random));
            List<String> words = line(random);
            words.replaceAll(word -> word.replace("TABLE", table.toString()).replace("MODEL", model.toString()));
            boolean writes = words.get(0).equals("fit");
            Path written = folder.resolve("written");
            if (writes) {
                words.addAll(List.of("--model", written.toString()));
            }
            String what = "seed " + seed + ": em " + String.join(" ", words);
            Command run = assertTimeoutPreemptively(PATIENCE, () -> Command.em(words.toArray(String[]::new)), what);
            requireDocumented(run, what, table, model);
            if (writes && Files.exists(written)) {
                String text = Files.readString(written);
                assertTrue(text.startsWith("{") && text.endsWith("}\n"), what);
                Files.delete(written);
            }
            try (Stream<Path> left = Files.list(folder)) {
                assertEquals(Set.of(table, model), Set.copyOf(left.toList()), what);
            }
        }
    }

    private static void requireDocumented(Command run, String line, Path table, Path model) throws IOException {
        String all = line + "\n" + run.out() + run.err() + "\n"
                + Files.readString(table, StandardCharsets.ISO_8859_1) + "\n"
                + Files.readString(model, StandardCharsets.ISO_8859_1);
        assertTrue(DOCUMENTED.contains(run.status()), all);
        assertFalse(run.err().contains("should not have happened"), all);
        assertFalse((run.out() + run.err()).contains("Exception"), all);
        assertFalse(run.status() == 0 && run.out().contains("NaN"), all);
    }
}
