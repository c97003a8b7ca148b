package org.em4j.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * What is said of a command line that cannot be taken apart: of an option that other commands have, which do.
 *
 * @param others says all else
 */
record UsageErrors(IParameterExceptionHandler others) implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException e, String[] args) throws Exception {
        CommandLine verb = e.getCommandLine();
        if (e instanceof UnmatchedArgumentException unmatched) {
            String option = unmatched.getUnmatched().get(0).replaceFirst("=.*", "");
            List<String> takers = takers(verb, option);
            if (!takers.isEmpty()) {
                verb.getErr()
                        .println("em: " + name(verb) + " takes no " + option + "; " + String.join(", ", takers)
                                + (takers.size() == 1 ? " does" : " do") + ". See " + name(verb) + " --help");
                return CommandLine.ExitCode.USAGE;
            }
        }
        return others.handleParseException(e, args);
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName();
    }

    /** Commands that have an option. */
    private static List<String> takers(CommandLine verb, String option) {
        CommandLine root = verb;
        while (root.getParent() != null) {
            root = root.getParent();
        }
        List<String> takers = new ArrayList<>();
        collect(root, option, takers);
        return takers;
    }

    private static void collect(CommandLine command, String option, List<String> takers) {
        if (command.getCommandSpec().findOption(option) != null) {
            takers.add(name(command));
        }
        command.getSubcommands().values().forEach(sub -> collect(sub, option, takers));
    }
}
