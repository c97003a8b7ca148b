package org.em4j.cli.jshell;

import java.io.Console;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.em4j.cli.terminal.PrintingCommand;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code em jshell}. */
@Command(
        name = "jshell",
        description =
                "Opens the JDK's jshell with all of em4j imported, and show(...), which writes the page of a fit and"
                        + " opens it. What is piped in runs as a script.",
        footer = "./em jshell")
public final class JshellCommand extends PrintingCommand {
    @Parameters(arity = "0..*", paramLabel = "FILE", description = "Scripts that run first; - is standard input.")
    private List<String> files = List.of();

    /** What is imported at the start. */
    public static String imports() {
        try (InputStream in = JshellCommand.class.getResourceAsStream("imports.jsh")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Integer call() throws Exception {
        Path startup = Files.createTempFile("em4j-", ".jsh");
        try {
            Files.writeString(startup, imports());
            // The other JVM, in which the snippets run, lets the SIMD kernels add their module, as this one does.
            List<String> arguments = new ArrayList<>(List.of(
                    "--class-path",
                    classPath(),
                    "--startup",
                    startup.toString(),
                    "-R--add-exports=java.base/jdk.internal.module=ALL-UNNAMED"));
            arguments.addAll(files.isEmpty() && !isTyped() ? List.of("-") : files);
            return JavaShellToolBuilder.builder().start(arguments.toArray(String[]::new));
        } finally {
            Files.delete(startup);
        }
    }

    /** What this JVM runs, wherever the other one is. */
    private static String classPath() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    /** Whether somebody is there to type. */
    @SuppressWarnings("SystemConsoleNull") // before JDK 22 null says that nobody is, and isTerminal is not there
    private static boolean isTyped() throws ReflectiveOperationException {
        Console console = System.console();
        return console != null
                && (Runtime.version().feature() < 22
                        || (boolean) Console.class.getMethod("isTerminal").invoke(console));
    }
}
