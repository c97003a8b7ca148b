package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A module that {@code em new-model} wrote. */
record NewModule(Path folder) {
    static NewModule in(Path parent, String name) {
        Command written = Command.em("new-model", name, "--in", parent.toString());
        assertEquals(0, written.status(), written.err());
        return new NewModule(parent.resolve(name.toLowerCase(Locale.ROOT)));
    }

    /** Its Java files. */
    List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(f -> f.toString().endsWith(".java")).toList();
        }
    }

    /** Changes a line of a file. */
    void change(String file, String what, String becomes) throws IOException {
        for (Path source : sources()) {
            if (source.endsWith(file)) {
                String text = Files.readString(source);
                assertTrue(text.contains(what), what);
                Files.writeString(source, text.replace(what, becomes));
            }
        }
    }

    /** Compiles it, any warning an error; returns where the classes are. */
    Path compile() throws IOException {
        Path classes = Files.createDirectories(folder.resolve("target/all"));
        List<String> javac = new ArrayList<>(List.of("-cp", System.getProperty("java.class.path"), "-proc:none"));
        javac.addAll(List.of("-d", classes.toString(), "-Xlint:all,-path,-serial,-classfile,-options", "-Werror"));
        sources().forEach(source -> javac.add(source.toString()));
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, javac.toArray(String[]::new)));
        return classes;
    }
}
