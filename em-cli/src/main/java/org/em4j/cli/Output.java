package org.em4j.cli;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Table;
import org.em4j.core.fit.Trace;

/** Files that are written whole or not at all. */
final class Output {
    private Output() {}

    /** Refuses a target that could not be written, before time is spent on what would go there. */
    static void requireWritable(Path file) {
        Path folder = file.toAbsolutePath().getParent();
        if (Files.isDirectory(file)) {
            throw new InvalidDataException(file + " is a folder and cannot be written; name a file in it");
        }
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new InvalidDataException(file + " cannot be written; name a file in a folder that can");
        }
    }

    /** Writes a text beside its target, then moves it there. */
    static void write(Path file, String text) {
        Path target = file.toAbsolutePath();
        try {
            Path part = Files.createTempFile(target.getParent(), ".em-", ".part");
            Files.writeString(part, text);
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new InvalidDataException(file + " cannot be written: " + e.getMessage());
        }
    }

    /** The trace as CSV, one line an iteration, from the start on. */
    static String csv(Trace trace) {
        StringBuilder text = new StringBuilder(
                "iteration,logLikelihood,objective,surrogateGain,remainder,audit,eSteps,gradientNorm,aitken\n");
        for (Trace.Entry e : trace.entries()) {
            text.append(e.iteration())
                    .append(',')
                    .append(e.logLikelihood())
                    .append(',')
                    .append(e.objective())
                    .append(',')
                    .append(e.surrogateGain())
                    .append(',')
                    .append(e.remainder())
                    .append(',')
                    .append(e.audit())
                    .append(',')
                    .append(e.eSteps())
                    .append(',')
                    .append(e.gradientNorm())
                    .append(',')
                    .append(trace.left(e.iteration()).stream()
                            .mapToObj(Double::toString)
                            .findFirst()
                            .orElse(""))
                    .append('\n');
        }
        return text.toString();
    }

    /** A text as a cell of CSV. */
    static String quoted(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    /** Rows as CSV. */
    static String csv(List<String> columns, double[][] rows) {
        StringWriter text = new StringWriter();
        Table.write(text, columns, rows);
        return text.toString();
    }
}
