package org.em4j.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.em4j.cli.terminal.Environment;
import picocli.CommandLine;
import picocli.CommandLine.Help.Layout;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** Help by task: what is a command's own, then the data, the search, what comes out, and the machine, with an example. */
final class Help {
    /** What commands have in common. */
    private enum Task {
        DATA(
                "--query --columns --except --weights --missing --input --observations --divisor --delimiter --decimal --comment"
                        + " --encoding --array --escape-formulas"),
        SEARCH("--start --restarts --seed --tolerance --max-iterations --accelerate --online --passes --audit"),
        RESULT("--format --report --figures --theme --model --trace --standard-errors --replicates --out"),
        MACHINE("--threads --checkpoint --every --resume --master"),
        HELP("--help --version");

        private final String options;

        Task(String options) {
            this.options = options;
        }

        boolean has(OptionSpec option) {
            return List.of(options.split(" ", -1)).contains(option.longestName());
        }

        String heading() {
            return name().charAt(0) + name().substring(1).toLowerCase(Locale.ROOT);
        }
    }

    private Help() {}

    /** Makes this the help of a command and of all below it. */
    static void of(CommandLine line) {
        UsageMessageSpec usage = line.getCommandSpec().usageMessage();
        usage.abbreviateSynopsis(true)
                .footer(Stream.of(usage.footer())
                        .map(example -> example.replace("./em", Environment.command()))
                        .toArray(String[]::new))
                .footerHeading("%nExample:%n  ")
                .parameterListHeading("%n")
                .commandListHeading("%nCommands:%n");
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, Help::options);
        List<String> sections = new ArrayList<>(line.getHelpSectionKeys());
        List<String> example =
                List.of(UsageMessageSpec.SECTION_KEY_FOOTER_HEADING, UsageMessageSpec.SECTION_KEY_FOOTER);
        sections.removeAll(example);
        sections.addAll(sections.indexOf(UsageMessageSpec.SECTION_KEY_DESCRIPTION) + 1, example);
        line.setHelpSectionKeys(sections);
        line.getSubcommands().values().forEach(Help::of);
    }

    private static String options(CommandLine.Help help) {
        List<Task> tasks = List.of(Task.values());
        StringBuilder text = new StringBuilder(
                options(help, "Options", option -> tasks.stream().noneMatch(task -> task.has(option))));
        tasks.forEach(task -> text.append(options(help, task.heading(), task::has)));
        return text.toString();
    }

    private static String options(CommandLine.Help help, String heading, Predicate<OptionSpec> which) {
        List<OptionSpec> options =
                help.commandSpec().options().stream().filter(which).toList();
        Layout layout = help.createDefaultLayout();
        layout.addOptions(options, help.parameterLabelRenderer());
        return options.isEmpty() ? "" : "\n" + heading + ":\n" + layout;
    }
}
