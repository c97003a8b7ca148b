package org.em4j.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.em4j.core.data.InvalidDataException;
import org.em4j.report.svg.Sheet;
import org.em4j.report.svg.Theme;
import org.em4j.validation.reproduce.Run;

/** A folder with the page of some runs, the same as data, and its pictures as files. */
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

    /** The files: {@code index.html}, {@code report.json} and {@code pictures/*.svg}. */
    public static Map<Path, String> files(Path folder, List<Run> runs, Map<String, String> environment) {
        System.setProperty("java.awt.headless", "true"); // drawing needs no screen
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(folder.resolve("index.html"), new Page(runs).html(environment));
        files.put(folder.resolve("report.json"), Json.of(runs).toPrettyString() + "\n");
        runs.stream()
                .flatMap(run -> run.results().values().stream())
                .flatMap(result -> result.pictures().stream())
                .forEach(picture -> files.put(
                        folder.resolve("pictures").resolve(picture.id() + ".svg"),
                        Sheet.of(picture).svg(Theme.LIGHT)));
        return files;
    }

    private static InvalidDataException unwritable(Path folder, IOException e) {
        return new InvalidDataException(folder + " cannot be written: " + e.getMessage() + "; name a folder that can");
    }
}
