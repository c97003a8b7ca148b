package org.em4j.cli.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.fit.Fit;
import org.em4j.core.model.DegenerateException;

/**
 * A change of the command that may make a degenerate fit work.
 *
 * @param options what to change, as it is typed
 * @param fit the fit that the changed command would make
 */
public record Remedy(String options, Supplier<Fit<?>> fit) {
    /** Searching takes a few fits; on more rows than this that is for the user to decide. */
    public static final int FEW_ROWS = 20_000;

    /**
     * The first that works and that the command does not have already, if any does; whoever names a remedy has tried it.
     *
     * @param command as it was typed
     */
    public static Optional<Remedy> firstThatWorks(List<Remedy> remedies, String command) {
        return remedies.stream()
                .filter(remedy -> !remedy.isTaken(command))
                .filter(Remedy::works)
                .findFirst();
    }

    /** Whether a command says all of it: each option with the same value, or with a larger number of starts. */
    public boolean isTaken(String command) {
        List<String> typed = words(command);
        List<String> wanted = words(options);
        for (int i = 0; i < wanted.size(); i++) {
            String option = wanted.get(i);
            if (!option.startsWith("--")) {
                continue;
            }
            int at = typed.lastIndexOf(option);
            boolean valued = i + 1 < wanted.size() && !wanted.get(i + 1).startsWith("--");
            if (at < 0
                    || (valued
                            && (at + 1 == typed.size() || !isEnough(option, typed.get(at + 1), wanted.get(i + 1))))) {
                return false;
            }
        }
        return true;
    }

    /** Words of a command, an option and its value apart, as picocli takes them. */
    private static List<String> words(String command) {
        List<String> words = new ArrayList<>();
        for (String word : command.strip().split("\\s+", -1)) {
            int equals = word.startsWith("--") ? word.indexOf('=') : -1;
            String first = equals < 0 ? word : word.substring(0, equals);
            words.add(first.equals("-k") ? "--components" : first.replaceAll("[\"']", ""));
            if (equals >= 0) {
                words.add(word.substring(equals + 1).replaceAll("[\"']", ""));
            }
        }
        return words;
    }

    private static boolean isEnough(String option, String typed, String wanted) {
        if (option.equals("--restarts") && typed.matches("\\d{1,9}") && wanted.matches("\\d{1,9}")) {
            return Integer.parseInt(typed) >= Integer.parseInt(wanted);
        }
        // Any bound is one: where it does not help, the one by default is no other kind of remedy.
        return typed.equalsIgnoreCase(wanted) || (wanted.equals("bound") && typed.startsWith("bound("));
    }

    private boolean works() {
        try {
            return fit.get() instanceof Fit.Converged;
        } catch (DegenerateException | InvalidDataException e) {
            return false;
        }
    }

    /** The columns without some. */
    static Optional<List<String>> without(List<Integer> columns, List<String> names) {
        List<String> rest = new ArrayList<>(names);
        columns.forEach(j -> rest.remove(names.get(j)));
        return columns.isEmpty() || rest.isEmpty() ? Optional.empty() : Optional.of(rest);
    }
}
