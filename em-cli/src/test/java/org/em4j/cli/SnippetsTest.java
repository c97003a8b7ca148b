package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The Java in README and guides compiles and runs: the blocks of a page, declarations and statements, as one class. */
class SnippetsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final String IMPORTS = """
            import static java.lang.Math.*;
            import static org.apache.commons.math3.special.Gamma.logGamma;
            import java.nio.file.*;
            import java.util.*;
            import java.util.function.*;
            import org.em4j.core.accelerate.*;
            import org.em4j.core.data.*;
            import org.em4j.core.fit.*;
            import org.em4j.core.inference.Information;
            import org.em4j.core.inference.Quantities;
            import org.em4j.core.inference.StandardErrors;
            import org.em4j.core.mixture.*;
            import org.em4j.core.model.*;
            import org.em4j.factor.*;
            import org.em4j.gallery.*;
            import org.em4j.gmm.*;
            """;

    static Stream<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            List<Path> pages = new ArrayList<>(
                    docs.filter(p -> p.toString().endsWith(".md")).toList());
            pages.add(ROOT.resolve("README.md"));
            return pages.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void javaOnThePageCompilesAndRuns(Path page, @TempDir Path classes) throws Exception {
        List<String> blocks = blocks(page);
        assertFalse(page.endsWith("README.md") && blocks.size() < 3, "README has its three examples");
        if (blocks.isEmpty()) {
            return;
        }
        StringWriter errors = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        boolean compiled = compiler.getTask(errors, null, null, options, null, List.of(source(blocks)))
                .call();
        assertTrue(compiled, () -> page + ":\n" + errors);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            Object done = loader.loadClass("Snippets").getMethod("run").invoke(null);
            assertEquals(blocks.stream().filter(b -> !isDeclaration(b)).count(), (long) (int) done);
        }
    }

    private static List<String> blocks(Path page) throws IOException {
        Matcher matcher = BLOCK.matcher(Files.readString(page));
        List<String> blocks = new ArrayList<>();
        while (matcher.find()) {
            if (!matcher.group(1).startsWith("package ")) { // a whole file is for NewModelTest
                blocks.add(matcher.group(1).replace("Path.of(\"data/", "Path.of(\"../data/"));
            }
        }
        return blocks;
    }

    private static boolean isDeclaration(String block) {
        return block.matches("(?s)(record|class|interface|enum) .*");
    }

    /** Declarations become members, statements the body of a method each, called one after another. */
    private static JavaFileObject source(List<String> blocks) {
        StringBuilder members = new StringBuilder();
        StringBuilder calls = new StringBuilder("int done = 0;\n");
        for (int i = 0; i < blocks.size(); i++) {
            String block = blocks.get(i);
            if (isDeclaration(block)) {
                members.append("static ").append(block);
            } else {
                members.append("static void block").append(i).append("() throws Exception {\n");
                members.append(block).append("}\n");
                calls.append("block").append(i).append("();\ndone++;\n");
            }
        }
        String text = IMPORTS + "public class Snippets {\n" + members + "public static int run() throws Exception {\n"
                + calls + "return done;\n}\n}\n";
        return new SimpleJavaFileObject(URI.create("string:///Snippets.java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
