package org.em4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * An option in use.
 *
 * @param command without it
 * @param option with its value
 * @param instead what the command has in its place where the two are compared
 * @param effect what comes of it
 * @param words part of the refusal, or why nothing changes
 */
record OptionExample(String command, String option, String instead, Effect effect, String words) {
    enum Effect {
        CHANGES,
        REFUSED,
        SAME
    }

    /** Those of a file; its first lines say how it is written. */
    static List<OptionExample> read(Path file) throws IOException {
        List<OptionExample> examples = new ArrayList<>();
        String command = "";
        for (String line : Files.readAllLines(file)) {
            if (line.startsWith("em ")) {
                command = line.substring(3);
            } else if (line.startsWith("  ")) {
                examples.add(of(command, line.strip()));
            }
        }
        return examples;
    }

    private static OptionExample of(String command, String line) {
        Effect effect = line.contains(" => ") ? Effect.REFUSED : line.contains(" == ") ? Effect.SAME : Effect.CHANGES;
        String[] sides = line.split(" (=>|==) ", 2);
        String[] words = sides[0].split(" \\+ ", 2);
        String[] values = words[0].split(" / ", 2);
        return new OptionExample(
                words.length == 1 ? command : command + " " + words[1],
                values[0],
                values.length == 1 ? "" : " " + values[1],
                effect,
                sides.length == 1 ? "" : sides[1]);
    }

    /** The option's name. */
    String name() {
        return option.split(" ", 2)[0];
    }

    /** Whether it is of a command with such a name. */
    boolean isOf(String name) {
        return command.equals(name) || command.startsWith(name + " ");
    }

    @Override
    public String toString() {
        return "em " + command + " " + option;
    }
}
