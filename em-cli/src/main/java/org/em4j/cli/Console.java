package org.em4j.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import org.em4j.core.data.InvalidDataException;

/**
 * Where a command prints: data to {@code out}, words to {@code err}.
 *
 * @param command as it was typed
 */
record Console(PrintStream out, PrintStream err, String command) {
    /** One line of words. */
    void say(String words) {
        err.println("em: " + words);
    }

    /** Refuses input with a sentence; returns the exit status. */
    int badInput(InvalidDataException e, String file) {
        say((file.isEmpty() ? "" : file + ": ") + e.getMessage());
        return Main.BAD_INPUT;
    }

    /** Refuses input with a JSON object among the data; returns the exit status. */
    int badInputAsJson(InvalidDataException e, String file) {
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
        return Main.BAD_INPUT;
    }
}
