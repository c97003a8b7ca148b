package org.em4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs on the page compile, run, and print what is quoted below them. */
class PageTest {
    private static final Path PAGE = Path.of("..", "docs", "spark.md");
    private static final Pattern PROGRAM = Pattern.compile(
            "```java\n(package example;\n.*?class (\\w+) .*?)```\n(?:\n((?:>[^\n]*\n)+))?", Pattern.DOTALL);

    @Test
    void programsOnThePagePrintWhatIsQuoted(@TempDir Path classes) throws Exception {
        Matcher programs = PROGRAM.matcher(Files.readString(PAGE));
        int seen = 0;
        for (; programs.find(); seen++) {
            String printed = printed(programs.group(2), programs.group(1), classes);
            String quoted = programs.group(3) == null ? "" : programs.group(3);
            for (String line :
                    quoted.lines().map(line -> line.substring(1).strip()).toList()) {
                assertTrue(printed.contains(line), () -> "\"" + line + "\" is not in\n" + printed);
            }
        }
        assertEquals(2, seen);
    }

    private static String printed(String name, String text, Path classes) throws Exception {
        StringWriter errors = new StringWriter();
        JavaFileObject source =
                new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return text.replace("\"data/", "\"../data/");
                    }
                };
        List<String> options = List.of(
                "-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none", "-nowarn");
        assertTrue(
                ToolProvider.getSystemJavaCompiler()
                        .getTask(errors, null, null, options, null, List.of(source))
                        .call(),
                errors::toString);
        LocalSpark.session(); // whose builder the program then gets it from
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
            loader.loadClass("example." + name)
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(out);
        }
        return printed.toString(StandardCharsets.UTF_8);
    }
}
