package org.em4j.cli.large;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.em4j.cli.Command;
import org.em4j.cli.terminal.ExitStatus;
import org.em4j.core.block.Blocking;
import org.em4j.io.large.FileRows;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PackCommandTest {
    private static final String IRIS = "../data/iris.csv";

    @TempDir
    private Path folder;

    private Path packed = Path.of("");

    @BeforeEach
    void name() {
        packed = folder.resolve("x.em4j");
    }

    private static String pack(int status, String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "pack";
        System.arraycopy(words, 0, all, 1, words.length);
        Command run = Command.em(all);
        assertEquals(status, run.status(), run.err());
        assertEquals("", run.out());
        return run.err();
    }

    private void pack(String... words) {
        String[] all = new String[words.length + 2];
        System.arraycopy(words, 0, all, 0, words.length);
        all[words.length] = "--out";
        all[words.length + 1] = packed.toString();
        pack(0, all);
    }

    private static String printed(int status, String... words) {
        Command run = Command.em(words);
        assertEquals(status, run.status(), run.err());
        return run.out();
    }

    private void assertLeft(Path... files) throws IOException {
        try (var all = Files.list(folder)) {
            assertEquals(List.of(files), all.sorted().toList());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fit gmm FILE --components 3 --format json",
                "fit fa FILE --factors 1 --heywood bound --format json",
                "fit ppca FILE --factors 1 --format json",
                "select gmm FILE --components 1..2",
            })
    void aPackedTableIsFittedAsTheTableIs(String command) {
        pack(IRIS, "--except", "Species");
        String expected = printed(0, command.replace("FILE", IRIS).split(" "));
        assertEquals(
                expected, printed(0, command.replace("FILE", packed.toString()).split(" ")));
    }

    @Test
    void aPackedTableIsPredictedAsTheTableIs() {
        pack(IRIS);
        Path model = folder.resolve("model.json");
        printed(0, "fit", "gmm", IRIS, "--components", "2", "--model", model.toString());
        String expected = printed(0, "predict", model.toString(), IRIS);
        assertEquals(expected, printed(0, "predict", model.toString(), packed.toString()));
    }

    @Test
    void theNameIsThatOfTheTable() throws IOException {
        Path table = folder.resolve("a.b.csv.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(table))) {
            out.write("x,s\n1,u\n2,v\n".getBytes(StandardCharsets.UTF_8));
        }
        String said = pack(0, table.toString());
        assertTrue(said.contains("left out, no numbers in it: s"), said);
        assertTrue(said.contains("packed 2 rows of 1 columns"), said);
        assertEquals(List.of("x"), FileRows.packed(folder.resolve("a.b.em4j")).names());
    }

    @Test
    void weightsAndGapsGoIntoTheFile() throws IOException {
        Path table = Files.writeString(folder.resolve("x.csv"), "a,b,w\n1,NA,2\n2,5,1\nNA,NA,1\n3,1,1\n");
        pack(table.toString(), "--weights", "w", "--missing");
        assertArrayEquals(new double[] {2, 1, 0, 1}, FileRows.packed(packed).weights());
        String[] fit = {"fit", "gmm", packed.toString(), "--components", "1", "--covariance", "diag"};
        String refused = Command.em(fit).err();
        assertTrue(refused.contains("3 values are missing in it; say --missing"), refused);
        String[] whole = {
            "fit", "gmm", table.toString(), "--components", "1", "--covariance", "diag", "--missing", "--weights", "w"
        };
        String[] filed = whole.clone();
        filed[2] = packed.toString();
        assertEquals(printed(0, whole), printed(0, filed));
    }

    @Test
    void whatAPackedFileDoesNotHoldIsRefused() {
        pack(IRIS);
        String p = packed.toString();
        String labels = Command.em("fit", "gmm", p, "--components", "3", "--labels", "Species")
                .err();
        assertTrue(labels.contains("a packed file holds no labels"), labels);
        String weights = Command.em("fit", "gmm", p, "--components", "3", "--weights", "Sepal.Length")
                .err();
        assertTrue(weights.contains("not where its weights come from"), weights);
    }

    @Test
    void aDamagedFileIsRefusedWithItsPlace() throws IOException {
        pack(IRIS);
        byte[] bytes = Files.readAllBytes(packed);
        bytes[5000] ^= 1;
        Files.write(packed, bytes);
        Command fit = Command.em("fit", "gmm", packed.toString(), "--components", "3");
        assertEquals(ExitStatus.BAD_INPUT, fit.status());
        assertTrue(fit.err().contains("is damaged in block 0, rows 1 to 150: its checksum fails"), fit.err());
        Files.write(packed, Arrays.copyOf(bytes, 4500));
        Command cut = Command.em("fit", "gmm", packed.toString(), "--components", "3");
        assertEquals(ExitStatus.BAD_INPUT, cut.status());
        assertTrue(cut.err().contains("has 4500 bytes where its header announces"), cut.err());
    }

    @Test
    void aMissingValueInALaterBlockLeavesWhatWasThere() throws IOException {
        pack(IRIS);
        byte[] before = Files.readAllBytes(packed);
        int row = 17 * Blocking.ofRows(1).block() + 4;
        Path table = Files.writeString(folder.resolve("x.csv"), "a\n" + "1\n".repeat(row - 1) + "NaN\n2\n");
        String said = pack(ExitStatus.BAD_INPUT, table.toString(), "--out", packed.toString());
        assertTrue(said.contains("row " + row + ", column \"a\""), said);
        assertArrayEquals(before, Files.readAllBytes(packed));
        assertLeft(table, packed);
    }

    @Test
    void aDeviceIsNoPlaceForAPackedFile() {
        String said = pack(ExitStatus.BAD_INPUT, IRIS, "--out", "/dev/full");
        assertTrue(said.contains("/dev/full is no file that can be put in place of another"), said);
    }

    @Test
    void aFolderThatIsNotThereIsSaid() {
        String said = pack(
                ExitStatus.BAD_INPUT,
                IRIS,
                "--out",
                folder.resolve("none/x.em4j").toString());
        assertTrue(said.contains("cannot be written"), said);
        assertFalse(Files.exists(folder.resolve("none")));
    }

    @Test
    void aParquetFileAPatternAndAQueryAreTables() throws IOException {
        for (int i = 0; i < 2; i++) {
            Files.writeString(folder.resolve("p" + i + ".csv"), blobs(i));
        }
        Path both = Files.writeString(folder.resolve("both.csv"), blobs(0) + blobs(1).substring(4));
        String expected = printed(0, "fit", "gmm", both.toString(), "--components", "2", "--format", "json");
        String pattern = folder + "/p*.csv";
        assertEquals(expected, printed(0, "fit", "gmm", pattern, "--components", "2", "--format", "json"));
        String sql = "select a, b from '" + pattern + "'";
        assertEquals(expected, printed(0, "fit", "gmm", "--query", sql, "--components", "2", "--format", "json"));
        pack("--query", sql);
        assertEquals(expected, printed(0, "fit", "gmm", packed.toString(), "--components", "2", "--format", "json"));
    }

    private static String blobs(int seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder("a,b\n");
        for (int i = 0; i < 100; i++) {
            double at = 5 * (i % 2);
            text.append(
                    String.format(Locale.ROOT, "%.4f,%.4f%n", at + random.nextGaussian(), at - random.nextGaussian()));
        }
        return text.toString();
    }

    @Test
    void aColumnOfTextIsNamedWithItsType() {
        Command fit = Command.em(
                "fit", "gmm", "--query", "select 'a' as s, 1.5 as x", "--columns", "s,x", "--components", "1");
        assertEquals(ExitStatus.BAD_INPUT, fit.status());
        assertTrue(fit.err().contains("the query: column \"s\": of type VARCHAR"), fit.err());
    }

    @Test
    void aFileIsNamedOrAQueryIsGiven() {
        Command none = Command.em("fit", "gmm", "--components", "1");
        assertEquals(2, none.status());
        assertTrue(none.err().contains("Missing required parameter: 'FILE'"), none.err());
    }
}
