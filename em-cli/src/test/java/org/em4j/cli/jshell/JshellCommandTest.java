package org.em4j.cli.jshell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.em4j.cli.Main;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JshellCommandTest {
    @Test
    void theScriptOnThePageRunsWhenItIsPipedIn(@TempDir Path folder) throws IOException, InterruptedException {
        Matcher script = Pattern.compile("```jshell\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/jshell.md")));
        assertTrue(script.find());
        Path typed =
                Files.writeString(folder.resolve("typed"), script.group(1).replace("data/", "../data/") + "/exit 3\n");
        Path said = folder.resolve("said");
        Process shell = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        "jshell")
                .redirectInput(typed.toFile())
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertEquals(3, shell.waitFor());
        String out = Files.readString(said);
        Matcher page =
                Pattern.compile("converged after .*\nthe page is (.*\\.html)\n").matcher(out);
        assertTrue(page.matches(), out);
        Path written = Path.of(page.group(1));
        assertTrue(Files.readString(written).contains("Gaussian mixture, 3 components"));
        Files.delete(written);
    }
}
