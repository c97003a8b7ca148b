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
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.em4j.cli.jshell.JshellCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The Java in README, guides and Javadoc compiles and runs: the blocks of a page, declarations and statements, as one class.
 */
class SnippetsTest {
    private static final Path ROOT = Path.of("..");
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern EXAMPLE = Pattern.compile("\\* <pre>\\{@code\n(.*?)\n *\\* }</pre>", Pattern.DOTALL);
    private static final String IMPORTS = JshellCommand.imports();

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
        compileAndRun(Map.of("Snippets", blocks), classes);
    }

    @Test
    void examplesInTheJavadocCompileAndRun(@TempDir Path classes) throws Exception {
        Map<String, List<String>> examples = new TreeMap<>();
        for (Path file : House.files(ROOT)) {
            List<String> blocks = EXAMPLE.matcher(Files.readString(file))
                    .results()
                    .map(m -> m.group(1).replaceAll("(?m)^ *\\* ?", "") + "\n")
                    .map(SnippetsTest::fromHere)
                    .toList();
            String name = ROOT.relativize(file).toString().replaceAll("\\W", "_");
            if (!blocks.isEmpty()) {
                examples.put(name.substring(name.indexOf("org_em4j")), blocks);
            }
        }
        assertTrue(examples.size() > 20, "saw " + examples.keySet());
        compileAndRun(examples, classes);
    }

    private static void compileAndRun(Map<String, List<String>> pages, Path classes) throws Exception {
        StringWriter errors = new StringWriter();
        var compiler = ToolProvider.getSystemJavaCompiler();
        List<String> options =
                List.of("-d", classes.toString(), "-cp", System.getProperty("java.class.path"), "-proc:none");
        List<JavaFileObject> sources = new ArrayList<>();
        pages.forEach((name, blocks) -> sources.add(source(name, blocks)));
        boolean compiled =
                compiler.getTask(errors, null, null, options, null, sources).call();
        assertTrue(compiled, errors::toString);
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            for (Map.Entry<String, List<String>> page : pages.entrySet()) {
                Object done = loader.loadClass(page.getKey()).getMethod("run").invoke(null);
                assertEquals(
                        page.getValue().stream().filter(b -> !isDeclaration(b)).count(), (long) (int) done);
            }
        }
    }

    private static List<String> blocks(Path page) throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .map(m -> m.group(1))
                .filter(block -> !block.startsWith("package ")) // a whole file is for NewModelTest
                .map(SnippetsTest::fromHere)
                .toList();
    }

    private static String fromHere(String block) {
        return block.replace("Path.of(\"data/", "Path.of(\"../data/");
    }

    private static boolean isDeclaration(String block) {
        return block.matches("(?s)(record|class|interface|enum) .*");
    }

    /** Declarations become members, statements the body of a method each, called one after another. */
    private static JavaFileObject source(String name, List<String> blocks) {
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
        String text = IMPORTS + "public class " + name + " {\n" + members
                + "public static int run() throws Exception {\n" + calls + "return done;\n}\n}\n";
        return new SimpleJavaFileObject(URI.create("string:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }
}
