package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

class ShareTest {
    @TempDir
    private static Path folder;

    @BeforeAll
    static void write() throws IOException {
        Share.main(new String[] {
            folder.resolve("man").toString(), folder.resolve("share").toString()
        });
    }

    @ParameterizedTest
    @MethodSource("org.em4j.cli.EveryOptionTest#commands")
    void aCommandHasItsPageWithAnExampleAndIsCompletedByShells(CommandLine command) throws IOException {
        CommandSpec spec = command.getCommandSpec();
        String page = Files.readString(folder.resolve("man/" + spec.qualifiedName("-") + ".adoc"));
        assertTrue(page.contains("\n== Example\n"), page);
        String bash = Files.readString(folder.resolve("share/bash-completion/completions/em"));
        String zsh = Files.readString(folder.resolve("share/zsh/site-functions/_em"));
        String fish = Files.readString(folder.resolve("share/fish/vendor_completions.d/em.fish"));
        assertTrue(zsh.contains(bash));
        for (OptionSpec option : spec.options()) {
            String name = option.longestName();
            assertTrue(page.contains("*" + name + "*"), name);
            assertTrue(bash.contains("'" + name + "'"), name);
            assertTrue(
                    fish.contains("'__em_after" + spec.qualifiedName().substring("em".length()) + "' ")
                            && fish.contains(" -l " + name.substring("--".length()) + " "),
                    name);
        }
    }
}
