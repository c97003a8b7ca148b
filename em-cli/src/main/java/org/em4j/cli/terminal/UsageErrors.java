package org.em4j.cli.terminal;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is said of a command line that cannot be taken apart, in one line: of an option that other commands have, which do; of one
 * without its dashes, how it is written.
 *
 * @param others says all else of a command that has commands of its own
 */
public record UsageErrors(IParameterExceptionHandler others) implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] args) throws Exception {
        CommandLine verb = e.getCommandLine();
        if (!verb.getSubcommands().isEmpty()) {
            return others.handleParseException(e, args);
        }
        verb.getErr().println("em: " + words(verb, e) + " See " + name(verb) + " --help");
        return CommandLine.ExitCode.USAGE;
    }

    private static String words(CommandLine verb, ParameterException e) {
        if (e instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
            return name(verb) + " takes no " + about(verb, word).orElse(word + ".");
        }
        return e.getMessage().replaceFirst("[.]?\\s*$", ".");
    }

    /** What is said of a word, if it is an option: of others, or of this one without its dashes. */
    private static Optional<String> about(CommandLine verb, String word) {
        if (!word.startsWith("-")) {
            return Optional.ofNullable(verb.getCommandSpec().findOption("--" + word))
                    .map(option -> "word " + word + "; did you mean --" + word + "?");
        }
        List<String> takers = takers(verb, word);
        return takers.isEmpty()
                ? Optional.empty()
                : Optional.of(word + "; " + String.join(", ", takers) + (takers.size() == 1 ? " does." : " do."));
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    /** Other commands that have an option. */
    private static List<String> takers(CommandLine verb, String option) {
        CommandLine root = verb;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        List<String> takers = new ArrayList<>();
        collect(root, option, takers);
        takers.remove(name(verb));
        return takers;
    }

    private static void collect(CommandLine command, String option, List<String> takers) {
        if (command.getCommandSpec().findOption(option) != null) {
            takers.add(name(command));
        }
        command.getSubcommands().values().forEach(sub -> collect(sub, option, takers));
    }
}
