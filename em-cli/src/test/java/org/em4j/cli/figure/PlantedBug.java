package org.em4j.cli.figure;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/**
 * A mistake that is made in a copy of a source file.
 *
 * @param kind what goes wrong
 * @param what one sentence
 * @param file from the root of the repository
 * @param from texts, each of which the file has once
 * @param to what stands there instead
 */
record PlantedBug(String kind, String what, String file, List<String> from, List<String> to) {
    private static final Path ROOT = Path.of("..");

    static List<PlantedBug> read(Path list) throws IOException {
        List<PlantedBug> bugs = new ArrayList<>();
        for (String block :
                Files.readString(list).replaceAll("(?m)^#.*\n", "").strip().split("\n\n+", -1)) {
            List<String> lines = block.lines().toList();
            String[] head = lines.get(0).split(": ", 2);
            bugs.add(new PlantedBug(head[0], head[1], lines.get(1), marked(lines, "- "), marked(lines, "+ ")));
        }
        return bugs;
    }

    private static List<String> marked(List<String> lines, String mark) {
        return lines.stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .toList();
    }

    /** The class that has the mistake. */
    String type() {
        return file.replaceFirst(".*/src/main/java/", "")
                .replaceFirst("\\.java$", "")
                .replace('/', '.');
    }

    /** The file with the mistake in it. */
    String source() throws IOException {
        String text = Files.readString(ROOT.resolve(file));
        for (int i = 0; i < from.size(); i++) {
            int times = text.split(Pattern.quote(from.get(i)), -1).length - 1;
            if (times != 1) {
                throw new IllegalStateException(file + " has \"" + from.get(i) + "\" " + times + " times: " + what);
            }
            text = text.replace(from.get(i), to.get(i));
        }
        return text;
    }

    /** Compiles the mistake into a folder. */
    void compile(Path folder, String classPath) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
        String source = source();
        JavaFileObject unit =
                new SimpleJavaFileObject(
                        URI.create("string:///" + type().replace('.', '/') + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                };
        List<String> options = List.of(
                "-d",
                folder.toString(),
                "-cp",
                classPath,
                "-proc:none",
                "-nowarn",
                "-parameters",
                "--add-modules",
                "jdk.incubator.vector",
                "--add-exports",
                "java.base/jdk.internal.module=ALL-UNNAMED");
        if (!compiler.getTask(null, null, said, options, null, List.of(unit)).call()) {
            throw new IllegalStateException(what + ": "
                    + said.getDiagnostics().stream()
                            .filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                            .map(d -> d.getMessage(null))
                            .toList());
        }
    }

    @Override
    public String toString() {
        return kind + ": " + what;
    }
}
