package org.em4j.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.mixture.Mixture;
import org.em4j.core.mixture.MixtureParameters;
import org.em4j.core.model.Sums;
import org.em4j.core.model.decorate.WithPrior;
import org.em4j.factor.report.FactorModel;
import org.em4j.gallery.discrete.Poisson;
import org.em4j.gmm.GaussianMixture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that hold no model, or none of the class that is asked for, are refused with the place. */
class ModelsTest {
    @TempDir
    private Path folder;

    private String refusal(String json, Class<?> type) throws IOException {
        Path file = Files.writeString(folder.resolve("m.json"), json);
        return assertThrows(InvalidDataException.class, () -> Models.load(file, type))
                .getMessage();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"model\": \"poisson\", \"rate\": -1} | at rate, holds -1.0, less than zero",
                "{\"model\": \"poisson\", \"rate\": \"2\"} | at rate, holds \"2\", not a finite number",
                "{\"model\": \"poisson\"} | has no \"rate\"",
                "{\"model\": \"gamma\", \"shape\": 0, \"mean\": 1} | at shape, holds 0.0, not a positive number",
                "{\"model\": \"zero-inflated-poisson\", \"inflation\": 2, \"rate\": 1} | at inflation, holds 2.0",
                "{\"model\": \"mixture\", \"weights\": [0.5, 0.6], \"components\": [{\"model\": \"poisson\", \"rate\": 1}, {\"model\": \"poisson\", \"rate\": 2}]} | each weight is a part of 1",
                "{\"model\": \"mixture\", \"weights\": [1, 0], \"components\": [{\"model\": \"poisson\", \"rate\": 1}, {\"model\": \"gamma\", \"shape\": 2, \"mean\": 2}]} | at components[1], is of another kind",
                "{\"model\": \"mixture\", \"weights\": [1], \"components\": [{\"model\": \"poisson\", \"rate\": -1}]} | at components[0].rate, holds -1.0",
                "{\"model\": \"normal\", \"mean\": [0, 0], \"covariance\": [[1, 2], [2, 1]]} | holds no model: the covariance is singular: column 2",
                "{\"model\": \"hidden-markov-model\", \"first\": [1], \"transitions\": [[0.5]], \"states\": [{\"model\": \"poisson\", \"rate\": 1}]} | holds no model",
                "{\"model\": \"factor-analysis\", \"loadings\": [[1], [1], [1]], \"uniquenesses\": [1, 1, 1]} | is a factor-analysis, not a latent model that stands by itself",
                "{\"format\": 2, \"model\": \"poisson\", \"rate\": 1} | is of format 2, and this version of em4j reads format 1",
            })
    void whatIsNoModelIsRefusedWithThePlace(String json, String words) throws IOException {
        String refusal = refusal(json, StoredModel.class);
        assertTrue(refusal.contains(words), refusal);
    }

    @Test
    void aModelOfAnotherClassIsRefused() throws IOException {
        String poisson = "{\"model\": \"poisson\", \"rate\": 1}";
        assertTrue(refusal(poisson, GaussianMixture.class).contains("is a poisson, and a gaussian-mixture is needed"));
        assertTrue(refusal(poisson, FactorModel.class).contains("is needed"));
    }

    /** Files of before there were formats have none. */
    @Test
    void aFileWithoutAFormatIsOfTheFirst() throws IOException {
        Path file = Files.writeString(folder.resolve("m.json"), "{\"model\": \"poisson\", \"rate\": 2.5}");
        assertEquals(2.5, Models.load(file, StoredModel.class).theta());
    }

    /** What a reader does not know may be a remark, or come from a later version. */
    @Test
    void unknownFieldsAreNoParameters() throws IOException {
        Path file = Files.writeString(
                folder.resolve("m.json"), "{\"model\": \"poisson\", \"rate\": 2.5, \"remark\": \"of May\"}");
        assertEquals(2.5, Models.load(file, StoredModel.class).theta());
    }

    @Test
    void whatNoFileCanHoldIsRefusedBeforeItIsWritten() {
        var prior = new StoredModel<>(new WithPrior<>(new Poisson(), new Sums(2)), 1.0);
        Path file = folder.resolve("m.json");
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, () -> Models.save(file, prior));
        assertTrue(e.getMessage().contains("the model within"), e.getMessage());
        assertFalse(Files.exists(file));
    }

    /** A folder that is not empty cannot be replaced. */
    @Test
    void whatCannotBePutInPlaceLeavesNothingBehind() throws IOException {
        Path taken = Files.createDirectory(folder.resolve("m.json"));
        Files.createFile(taken.resolve("kept"));
        assertThrows(UncheckedIOException.class, () -> Models.save(taken, new StoredModel<>(new Poisson(), 1.0)));
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of(taken), left.toList());
        }
    }

    @Test
    void aFileThatCannotBeWrittenIsNamed() {
        var model = new StoredModel<>(
                new Mixture<>(2, new Poisson()), new MixtureParameters<>(new double[] {0.5, 0.5}, List.of(1.0, 2.0)));
        Path nowhere = folder.resolve("no").resolve("m.json");
        UncheckedIOException e = assertThrows(UncheckedIOException.class, () -> Models.save(nowhere, model));
        assertTrue(e.getMessage().contains("m.json cannot be written"), e.getMessage());
    }
}
