package org.em4j.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import org.em4j.core.data.InvalidDataException;

/**
 * Where a command prints: data to {@code out}, words to {@code err}.
 *
 * @param json whether errors are wanted as JSON on {@code out}
 */
record Console(PrintStream out, PrintStream err, boolean json) {
    /** A command that prints. */
    interface User {
        void use(Console console);
    }

    /** One line of words. */
    void say(String words) {
        err.println("em: " + words);
    }

    /** Refuses input, as a sentence or as a JSON object; returns the exit status. */
    int badInput(InvalidDataException e, String file) {
        if (json) {
            ObjectNode error = JsonNodeFactory.instance.objectNode();
            error.put("message", e.getMessage());
            if (!file.isEmpty()) {
                error.put("file", file);
            }
            if (e.row() > 0) {
                error.put("row", e.row());
            }
            if (!e.column().isEmpty()) {
                error.put("column", e.column());
            }
            ObjectNode whole = JsonNodeFactory.instance.objectNode();
            whole.set("error", error);
            out.println(whole);
        } else {
            say((file.isEmpty() ? "" : file + ": ") + e.getMessage());
        }
        return Main.BAD_INPUT;
    }
}
