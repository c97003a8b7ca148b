package org.em4j.cli.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.cli.Command;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs that keep a checkpoint, and those that go on from it. */
class CheckpointOptionsTest {
    @TempDir
    private static Path folder;

    /** Six columns of sixty rows, of two factors, in two groups. */
    @BeforeAll
    static void write() throws IOException {
        Random random = new Random(3);
        String rows = IntStream.range(0, 60)
                .mapToObj(i -> {
                    double[] f = {random.nextGaussian() + 3 * (i % 2), random.nextGaussian()};
                    return IntStream.range(0, 6)
                                    .mapToObj(j -> "" + (f[j / 3] + 0.7 * random.nextGaussian()))
                                    .collect(Collectors.joining(","))
                            + "," + "lr".charAt(i % 2);
                })
                .collect(Collectors.joining("\n", "a,b,c,d,e,f,s\n", "\n"));
        Files.writeString(folder.resolve("six"), rows);
        Files.writeString(folder.resolve("five"), rows.substring(0, rows.lastIndexOf('\n', rows.length() - 2) + 1));
        Files.writeString(folder.resolve("syntax"), "F =~ a + b + c\nG =~ d + e + f\n");
    }

    private static Command em(String command) {
        return Command.em(command.replace("{", folder + "/").replace("}", "").split(" "));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fit gmm {six} --components 3 --restarts 2",
                "fit gmm {six} --components 2 --accelerate parabolic --noise",
                "fit gmm {six} --components 2 --covariance diag --standard-errors bootstrap --replicates 8",
                "fit fa {six} --factors 2 --standard-errors parametric-bootstrap --replicates 5",
                "fit ppca {six} --factors 2",
                "fit cfa {six} --factor F=a+b+c --factor G=d+e+f",
                "fit cfa {six} --model-syntax {syntax} --group s",
                "fit mfa {six} --components 2 --factors 1 --share loadings,noise --restarts 2",
                "select gmm {six} --components 1..3 --families EII,EEE --likelihood-ratio --replicates 5",
                "select fa {six} --max-factors 2"
            })
    void aRunThatGoesOnPrintsWhatOneThatWasLeftAlonePrints(String command) throws IOException {
        Command whole = em(command);
        Command kept = em(command + " --checkpoint {c} --every 0");
        assertEquals(whole, kept);
        for (String from : new String[] {"{c}", "{c.previous}"}) {
            Command again = em(command + " --resume " + from + " --checkpoint {d} --threads 2");
            assertEquals(whole.out(), again.out());
            assertEquals(whole.status(), again.status());
            assertTrue(again.err().contains("em: going on from "), again::err);
            assertFalse(again.err().contains("all began anew"), again::err);
        }
        Files.delete(folder.resolve("c"));
        Files.delete(folder.resolve("c.previous"));
    }

    @Test
    void otherDataAndOptionsAreRefusedByName() {
        em("fit gmm {six} --components 2 --checkpoint {kept}");
        Command data = em("fit gmm {five} --components 2 --resume {kept}");
        assertEquals(3, data.status());
        assertTrue(data.err().contains("was written with other data: 60 rows of 6 columns, "), data::err);
        Command option = em("fit gmm {six} --components 3 --resume {kept}");
        assertEquals(3, option.status());
        assertTrue(option.err().contains("was written with other --components: 2 then, 3 now; give what"), option::err);
        Command command = em("fit ppca {six} --factors 1 --resume {kept}");
        assertEquals(3, command.status());
        assertTrue(
                command.err().contains("was written with other command: em fit gmm then, em fit ppca"), command::err);
        Command columns = em("fit gmm {six} --components 2 --columns a,b --resume {kept}");
        assertEquals(3, columns.status());
        Command json = em("fit gmm {six} --components 3 --format json --resume {kept}");
        assertEquals(3, json.status());
        assertTrue(json.json().at("/error/message").asText().contains("other --components"), json::out);
    }

    @Test
    void aDeviceIsNoPlaceForACheckpoint() {
        Command device = em("fit gmm {six} --components 2 --checkpoint /dev/null");
        assertEquals(3, device.status());
        assertTrue(device.err().contains("/dev/null is a link, a folder or a device"), device::err);
    }

    @Test
    void whatChangesNoBitMayBeAnother() {
        em("fit gmm {six} --components 2 --checkpoint {free}");
        Command again =
                em("fit gmm {six} --components 2 --threads 3 --format json --model {m} --trace {t} --resume {free}");
        assertEquals(0, again.status(), again::err);
    }

    @Test
    void aCheckpointThatCannotBeWrittenDoesNotEndTheFit() throws IOException {
        Files.createDirectory(folder.resolve("full.part")); // in the way
        Command fit = em("fit gmm {six} --components 2 --every 0 --checkpoint {full}");
        assertEquals(0, fit.status());
        assertEquals(
                1,
                fit.err()
                        .lines()
                        .filter(line -> line.contains("the fit goes on"))
                        .count(),
                fit::err);
    }
}
