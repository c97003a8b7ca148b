package org.em4j.spark.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.Encoders;

/** Writes a model to a folder of Spark's, wherever that is: its parameters as Spark ML does, and a model file of em4j's. */
final class ModelWriter extends MLWriter {
    /** Where the model file is, within the folder. */
    static final String MODEL = "/model";

    private final Params model;
    private final Consumer<Path> save;

    /** Of a model that can write itself to a local file. */
    ModelWriter(Params model, Consumer<Path> save) {
        this.model = model;
        this.save = save;
    }

    @Override
    public void saveImpl(String path) {
        DefaultParamsWriter.saveMetadata(model, path, sparkSession());
        sparkSession()
                .createDataset(List.of(json()), Encoders.STRING())
                .coalesce(1)
                .write()
                .text(path + MODEL);
    }

    private String json() {
        try {
            Path folder = Files.createTempDirectory("em4j-model");
            Path file = folder.resolve("model.json");
            try {
                save.accept(file);
                return Files.readString(file);
            } finally {
                Files.deleteIfExists(file);
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a model cannot be written to the folder of temporary files", e);
        }
    }
}
