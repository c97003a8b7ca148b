package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.em4j.cli.terminal.Environment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code em new-model}, as somebody meets it who has not seen the code. */
class NewModelTest {
    @TempDir
    private Path folder;

    @Test
    void whatIsWrittenCompilesAndKeepsTheLaws() throws Exception {
        Path classes = NewModule.in(folder, "Waiting").compile();
        Command laws = Command.em("laws", "waiting.WaitingCases", "--class-path", classes.toString(), "--tries", "30");
        assertEquals(0, laws.status(), laws.out());
        assertTrue(laws.out().contains("25 of 25 laws hold."), laws.out());
    }

    @Test
    void itsExampleFindsTheMixtureItDrewFrom() throws Exception {
        Path classes = NewModule.in(folder, "Waiting").compile();
        PrintStream console = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {classes.toUri().toURL()})) {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            loader.loadClass("waiting.Example")
                    .getMethod("main", String[].class)
                    .invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(console);
        }
        String printed = out.toString(StandardCharsets.UTF_8);
        assertTrue(printed.matches("(?s)converged after .*weights 0\\.[67].* and 0\\.[23].*components \\[.*"), printed);
    }

    /** The guide shows the files themselves. */
    @Test
    void theGuideShowsWhatIsWritten() throws Exception {
        String guide = Files.readString(Path.of("../docs/add-a-model.md"));
        for (Path source : NewModule.in(folder, "Exponential").sources()) {
            String file = source.getFileName().toString();
            if (List.of("Exponential.java", "ExponentialCases.java").contains(file)) {
                assertTrue(guide.contains("```java\n" + Files.readString(source) + "```"), file);
            }
        }
    }

    @Test
    void theModuleAsksForThisVersion() throws Exception {
        Path pom = NewModule.in(folder, "Waiting").folder().resolve("pom.xml");
        assertTrue(Files.readString(pom).contains("<em4j.version>" + Environment.version() + "</em4j.version>"));
    }

    @Test
    void aNameThatIsNoClassAndAFolderThatIsThereAreRefused() throws Exception {
        for (String name : new String[] {"exponential", "My-Model", "Class", "Example", "../Up"}) {
            Command refused = Command.em("new-model", name, "--in", folder.toString());
            assertEquals(3, refused.status(), name);
        }
        NewModule module = NewModule.in(folder, "Waiting");
        Command again = Command.em("new-model", "Waiting", "--in", folder.toString());
        assertEquals(3, again.status());
        assertTrue(again.err().contains("is there already"), again.err());
        assertEquals(4, module.sources().size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Override", "Model", "LatentModel", "Observed", "String", "Mixture", "Java"})
    void aNameThatTheFilesMeanAnotherClassByIsRefused(String name) {
        Command made = Command.em("new-model", name, "--in", folder.toString());
        assertEquals(3, made.status(), made.out() + made.err());
        assertTrue(made.err().contains("take another"), made.err());
    }
}
