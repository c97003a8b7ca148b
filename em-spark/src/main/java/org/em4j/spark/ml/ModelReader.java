package org.em4j.spark.ml;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.BiFunction;
import org.apache.spark.ml.util.DefaultParamsReader;
import org.apache.spark.ml.util.MLReader;
import scala.Option;

/** Reads what a {@link ModelWriter} has written. */
final class ModelReader<M extends EmModel<M>> extends MLReader<M> {
    private final Class<M> type;
    private final BiFunction<String, Path, M> load;

    /** Of models that are made of their uid and a local file. */
    ModelReader(Class<M> type, BiFunction<String, Path, M> load) {
        this.type = type;
        this.load = load;
    }

    @Override
    public M load(String path) {
        DefaultParamsReader.Metadata metadata = DefaultParamsReader.loadMetadata(path, sparkSession(), type.getName());
        String json = sparkSession()
                .read()
                .option("wholetext", true)
                .textFile(path + ModelWriter.MODEL)
                .head();
        try {
            Path file = Files.createTempFile("em4j-model", ".json");
            try {
                Files.writeString(file, json);
                M model = load.apply(metadata.uid(), file);
                metadata.getAndSetParams(model, Option.empty());
                return model;
            } finally {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("a model cannot be read through the folder of temporary files", e);
        }
    }
}
