package org.em4j.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.codegen.docgen.manpage.ManPageGenerator;

/** What a release has in {@code share/}: manual pages, still in AsciiDoc, and what shells complete. */
final class Share {
    /** Once it is loaded, zsh takes bash's completion, which asks for a command that zsh does not have. */
    private static final String ZSH = "#compdef em\ncompopt() { : }\n%s\n_bash_complete -o default -F _complete_em\n";

    private static final String FISH = """
            # fish completion for em
            function __em_at # the words before the cursor are these
                test (string join -- ' ' em $argv) = (string join -- ' ' em (commandline -opc)[2..])
            end
            function __em_after # the words before the cursor begin with these
                string match -q -- (string join -- ' ' em $argv '*') (string join -- ' ' em (commandline -opc)[2..] '')
            end
            """;

    private Share() {}

    /** Writes manual pages into a folder, and completions into another. */
    public static void main(String[] args) throws IOException {
        CommandLine em = new CommandLine(new Main());
        Help.of(em);
        commands(em.getCommandSpec()).map(CommandSpec::usageMessage).forEach(Share::headings);
        ManPageGenerator.generateManPage(new File(args[0]), null, new boolean[0], false, em.getCommandSpec());
        String bash = AutoComplete.bash("em", em);
        write(args[1], "bash-completion/completions/em", bash);
        write(args[1], "zsh/site-functions/_em", ZSH.replace("%s", bash));
        write(args[1], "fish/vendor_completions.d/em.fish", fish(em.getCommandSpec()));
    }

    private static void headings(UsageMessageSpec usage) {
        usage.exitCodeListHeading("Exit status%n").footerHeading("Example%n");
    }

    private static void write(String folder, String name, String text) throws IOException {
        Path file = Path.of(folder, name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private static Stream<CommandSpec> commands(CommandSpec command) {
        return Stream.concat(
                Stream.of(command),
                command.subcommands().values().stream().flatMap(each -> commands(each.getCommandSpec())));
    }

    /** What fish completes: subcommands right after a command, and its options anywhere behind it. */
    static String fish(CommandSpec em) {
        return commands(em).map(Share::lines).collect(Collectors.joining("", FISH, ""));
    }

    private static String lines(CommandSpec command) {
        String words = command.qualifiedName().replaceFirst("em ?", " ").stripTrailing();
        Stream<String> verbs = command.subcommands().values().stream()
                .map(each -> line(
                        "__em_at" + words,
                        "-f -a " + each.getCommandName(),
                        each.getCommandSpec().usageMessage().description()));
        Stream<String> options = command.subcommands().isEmpty()
                ? command.options().stream().map(o -> line("__em_after" + words, option(o), o.description()))
                : Stream.of();
        return Stream.concat(verbs, options).collect(Collectors.joining());
    }

    private static String option(OptionSpec option) {
        String names = Stream.of(option.names())
                .map(name -> name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
                .collect(Collectors.joining(" "));
        if (option.arity().max() == 0) {
            return names;
        }
        return option.completionCandidates() == null
                ? names + " -r"
                : names + " -x -a '" + String.join(" ", option.completionCandidates()) + "'";
    }

    private static String line(String when, String what, String[] description) {
        String said =
                String.join(" ", description).split("[.:;] |\\.?$|%n", 2)[0].replace("'", "\\'");
        return "complete -c em -n '" + when + "' " + what + " -d '" + said + "'\n";
    }
}
