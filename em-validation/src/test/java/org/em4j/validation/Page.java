package org.em4j.validation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page under docs/ that is made of measured figures. {@code -Plong} writes it. */
public final class Page {
    private Page() {}

    /** Whether what is sampled by default is measured in full. */
    public static boolean isLong() {
        return Boolean.getBoolean("em4j.long");
    }

    /** Writes the page if figures are measured in full. */
    public static void write(String name, String text) {
        if (isLong()) {
            try {
                Files.writeString(path(name), text);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** The page as it is. */
    public static String read(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path path(String name) {
        return Path.of("..", "docs", name);
    }
}
