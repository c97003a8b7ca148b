package org.em4j.cli.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.em4j.core.data.InvalidDataException;
import org.em4j.validation.reproduce.Picture;
import org.em4j.validation.reproduce.Result;
import org.em4j.validation.reproduce.Run;

/** A folder with the page of a run, the same as data, and its pictures as files. */
public final class Report {
    private Report() {}

    /** Makes the folder, before time is spent on what goes there. */
    public static void prepare(Path folder) {
        try {
            Files.createDirectories(folder.resolve("pictures"));
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
        if (!Files.isWritable(folder)) {
            throw new InvalidDataException(folder + " cannot be written; name a folder that can");
        }
    }

    /** Writes {@code index.html}, {@code report.json} and {@code pictures/*.svg}. */
    public static void write(Path folder, Run run, Map<String, String> environment) {
        System.setProperty("java.awt.headless", "true"); // drawing needs no screen
        Map<String, String> files = new LinkedHashMap<>();
        files.put("index.html", new Page(run).html(environment));
        files.put("report.json", Json.of(List.of(run)).toPrettyString() + "\n");
        for (Result result : run.results().values()) {
            for (Picture picture : result.pictures()) {
                files.put(
                        "pictures/" + picture.id() + ".svg",
                        Pictures.whole(picture).file(picture.caption()));
            }
        }
        try {
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    private static InvalidDataException unwritable(Path folder, IOException e) {
        return new InvalidDataException(folder + " cannot be written: " + e.getMessage() + "; name a folder that can");
    }
}
