package org.em4j.cli.terminal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import org.em4j.core.data.InvalidDataException;

/**
 * Where a command prints: data to {@code out}, words to {@code err}.
 *
 * @param command as it was typed
 */
public record Console(PrintStream out, PrintStream err, String command) {
    /** One line of words. */
    public void say(String words) {
        err.println("em: " + words);
    }

    /** Refuses input with a sentence; returns the exit status. */
    public int badInput(InvalidDataException e, String file) {
        String words = e.getMessage();
        boolean named = file.isEmpty() || words.startsWith(file + " ") || words.endsWith(" " + file);
        say((named ? "" : file + ": ") + words);
        return ExitStatus.BAD_INPUT;
    }

    /** Refuses input with a JSON object among the data; returns the exit status. */
    public int badInputAsJson(InvalidDataException e, String file) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        ObjectNode error = whole.putObject("error");
        error.put("message", e.getMessage());
        error.put("file", file);
        if (e.row() > 0) {
            error.put("row", e.row());
        }
        if (!e.column().isEmpty()) {
            error.put("column", e.column());
        }
        out.println(whole);
        return ExitStatus.BAD_INPUT;
    }

    /** A word as it is typed in a shell. */
    public static String word(String text) {
        return text.matches("[\\w./=,:+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
