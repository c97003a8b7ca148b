package org.em4j.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.em4j.core.data.InvalidDataException;
import org.em4j.factor.mixture.FactorMixture;
import org.em4j.factor.report.FactorModel;
import org.em4j.gmm.GaussianMixture;

/**
 * Models to files and back. A file is JSON that names its format and the kind of the model; it is the one that the command line
 * writes and reads, and a few lines of any language. Numbers come back to the last bit.
 *
 * <pre>
 * Models.save(Path.of("iris.json"), mixture, List.of("Sepal.Length", "Sepal.Width", "Petal.Length", "Petal.Width"));
 * GaussianMixture&lt;?, ?&gt; again = Models.load(Path.of("iris.json"), GaussianMixture.class);
 * </pre>
 */
public final class Models {
    private Models() {}

    /**
     * Writes a Gaussian mixture, its noise too.
     *
     * @param columns names {@code (d)} of the columns that it is of
     */
    public static void save(Path file, GaussianMixture<?, ?> mixture, List<String> columns) {
        requireNames(columns, mixture.columns());
        save(file, ModelFile.of(mixture, ModelFile.spelled(mixture.family().name()), columns, List.of()));
    }

    /**
     * Writes a factor model: factor analysis, probabilistic PCA, or a confirmatory one with its factors' covariance.
     *
     * @param columns names {@code (d)} of the columns that it is of
     */
    public static void save(Path file, FactorModel model, List<String> columns) {
        requireNames(columns, model.theta().columns());
        save(file, FactorFile.of(model, columns));
    }

    /**
     * Writes a mixture of factor analysers.
     *
     * @param columns names {@code (d)} of the columns that it is of
     */
    public static void save(Path file, FactorMixture mixture, List<String> columns) {
        requireNames(columns, mixture.family().component().d());
        save(file, FactorFile.of(mixture, columns));
    }

    /**
     * Writes a model of the gallery, a normal distribution, a structural model, or a mixture or hidden Markov model of such
     * models, of any depth.
     *
     * @throws IllegalArgumentException if it is another, naming it
     */
    public static void save(Path file, StoredModel<?, ?, ?, ?> stored) {
        ObjectNode node = ModelFile.object().put("format", ModelFile.FORMAT);
        node.setAll(LatentModels.of(stored.model(), stored.theta()));
        save(file, node);
    }

    /**
     * Reads a model that was saved as an object of a class.
     *
     * @param type {@link GaussianMixture}, {@link FactorModel}, {@link FactorMixture} or {@link StoredModel}
     * @throws InvalidDataException if the file holds no such model, with the place and what is wrong there
     */
    public static <M> M load(Path file, Class<M> type) {
        ModelFile read = ModelFile.read(file);
        if (type == GaussianMixture.class) {
            return type.cast(read.mixture());
        }
        if (type == FactorModel.class) {
            return type.cast(new FactorFile(read).model());
        }
        if (type == FactorMixture.class) {
            return type.cast(new FactorFile(read).mixture());
        }
        if (type == StoredModel.class) {
            return type.cast(LatentModels.read(read));
        }
        throw new IllegalArgumentException("files hold no " + type.getSimpleName());
    }

    private static void requireNames(List<String> columns, int d) {
        if (columns.size() != d || columns.stream().distinct().count() != d) {
            throw new IllegalArgumentException(
                    "a model of " + d + " columns needs as many names, no two alike; these are " + columns);
        }
    }

    /** Aside and then in place: there is never half a file. */
    private static void save(Path file, ObjectNode node) {
        Path aside = file.resolveSibling(file.getFileName() + ".part");
        try {
            try {
                Files.writeString(aside, node.toPrettyString() + "\n");
                Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(aside); // of a failure; else it has moved
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }
}
