package org.em4j.cli.terminal;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.em4j.core.data.InvalidDataException;

/**
 * Where a command prints: data to {@code out}, words to {@code err}.
 *
 * @param command as it was typed
 */
public record Console(PrintStream out, PrintStream err, String command) {
    private static final Pattern SETTINGS = Pattern.compile(
            "\\b(?:(?:Columns|TextFormat)(?:\\.[a-z]\\w*(?:\\([^()]+\\))?)+|Missing\\.LATENT|StoppingRule\\.distance|Restarts\\b)");

    private static final Pattern SETTING = Pattern.compile("(\\w+)(?:\\('?([^()]+?)'?\\))?(?:\\.|$)");

    /** Options of other names than their settings in Java. */
    private static final Map<String, String> OPTIONS = Map.of(
            "of",
            "columns",
            "charset",
            "encoding",
            "LATENT",
            "missing",
            "distance",
            "tolerance",
            "Restarts",
            "restarts");

    /** One line of words. */
    public void say(String words) {
        err.println("em: " + words);
    }

    /** Refuses input, of a file if the fault is of no other, with a sentence; returns the exit status. */
    public int badInput(InvalidDataException e, String file) {
        String words = options(e.getMessage());
        boolean named =
                file.isEmpty() || !e.file().isEmpty() || words.startsWith(file + " ") || words.endsWith(" " + file);
        say((named ? "" : file + ": ") + words);
        return ExitStatus.BAD_INPUT;
    }

    /** Refuses input with a JSON object among the data; returns the exit status. */
    public int badInputAsJson(InvalidDataException e, String file) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        ObjectNode error = whole.putObject("error");
        error.put("message", options(e.getMessage()));
        error.put("file", e.file().isEmpty() ? file : e.file());
        if (e.row() > 0) {
            error.put("row", e.row());
        }
        if (!e.column().isEmpty()) {
            error.put("column", e.column());
        }
        out.println(whole);
        return ExitStatus.BAD_INPUT;
    }

    /** A sentence of a library, with options for the settings in Java that it names, such as {@code Columns.array(x)}. */
    public static String options(String sentence) {
        return SETTINGS.matcher(sentence)
                .replaceAll(settings -> Matcher.quoteReplacement(
                        SETTING.matcher(settings.group().replaceFirst("^\\w+\\.", ""))
                                .results()
                                .map(Console::option)
                                .collect(Collectors.joining(" "))));
    }

    private static String option(MatchResult setting) {
        String name = "--" + OPTIONS.getOrDefault(setting.group(1), setting.group(1));
        String value = setting.group(2);
        return value == null ? name : name + " " + (value.equals("\\t") ? "tab" : word(value));
    }

    /** A word as it is typed in a shell. */
    public static String word(String text) {
        return text.matches("[\\w./=,:+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
