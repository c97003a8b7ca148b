package org.em4j.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.em4j.cli.apply.ConditionalCommand;
import org.em4j.cli.apply.ImputeCommand;
import org.em4j.cli.apply.PredictCommand;
import org.em4j.cli.apply.SampleCommand;
import org.em4j.cli.apply.ScoreCommand;
import org.em4j.cli.author.LawsCommand;
import org.em4j.cli.author.NewModelCommand;
import org.em4j.cli.describe.DescribeCommand;
import org.em4j.cli.jshell.JshellCommand;
import org.em4j.cli.paper.EquationCommand;
import org.em4j.cli.paper.ReproduceCommand;
import org.em4j.cli.terminal.Cancellation;
import org.em4j.cli.terminal.CheckedOutput;
import org.em4j.cli.terminal.Console;
import org.em4j.cli.terminal.Environment;
import org.em4j.cli.terminal.ExitStatus;
import org.em4j.cli.terminal.OptionException;
import org.em4j.cli.terminal.Outcome;
import org.em4j.cli.terminal.OutputException;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.cli.terminal.UsageErrors;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.model.DegenerateException;
import org.em4j.io.Table;
import org.em4j.report.Printable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: subcommands, exit statuses, and errors as sentences. */
@Command(
        name = "em",
        description = "Expectation-maximisation, audited at every iteration.",
        footer = "./em fit gmm data/iris.csv --components 3",
        mixinStandardHelpOptions = true,
        scope = CommandLine.ScopeType.INHERIT,
        versionProvider = Environment.class,
        subcommands = {
            DescribeCommand.class,
            FitCommand.class,
            SelectCommand.class,
            PredictCommand.class,
            ScoreCommand.class,
            SampleCommand.class,
            PackCommand.class,
            ImputeCommand.class,
            ConditionalCommand.class,
            ReproduceCommand.class,
            EquationCommand.class,
            NewModelCommand.class,
            LawsCommand.class,
            JshellCommand.class,
            InfoCommand.class
        },
        exitCodeListHeading = "%nExit status:%n",
        exitCodeList = {
            "0:converged, or done, or all equations, claims and laws hold",
            "1:a check failed, or something went wrong that should not have",
            "2:usage",
            "3:bad input",
            "4:budget of iterations spent (the result is written)",
            "5:degenerate (the last good parameters are written)",
            "6:audit failed (the last good parameters are written)",
            "71:memory was spent (the sentence says how much more to give)",
            "74:output could not be written: standard output, or a file (which then stays as it was)",
            "130:cancelled by Ctrl-C (the best so far is printed and written)",
            "141:whoever read standard output has closed it",
            "143:cancelled by a request to end, as of kill (the best so far is printed and written)"
        })
public final class Main {
    /** MiB that a small table takes: pieces on their way, and what the default collector of the JVM cannot put together. */
    private static final long SMALL = 96;

    Main() {}

    /** Runs one command and exits with its status. */
    public static void main(String[] args) {
        Cancellation.onSecondSignal();
        OutputStream checked = new CheckedOutput(new FileOutputStream(FileDescriptor.out));
        PrintStream out = new PrintStream(new BufferedOutputStream(checked, 1 << 16), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        System.exit(run(out, err, args));
    }

    /** Runs one command; data go to {@code out}, words to {@code err}. Returns the exit status. */
    public static int run(PrintStream standardOut, PrintStream standardErr, String... args) {
        Locale.setDefault(Locale.ROOT); // every sentence is the same bytes everywhere
        PrintStream out = new PrintStream(new Printable(standardOut), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new Printable(standardErr), true, StandardCharsets.UTF_8);
        Console console = new Console(out, err, command(args));
        CommandLine line = line(console, out, err);
        try {
            int status = line.execute(args);
            out.flush();
            return status;
        } catch (OutputException e) {
            return failed(console, e);
        } catch (OutOfMemoryError e) {
            long size = Runtime.getRuntime().maxMemory() >> 20;
            console.say("the " + size + " MiB of memory that Java may take are spent; give it more, with"
                    + " JAVA_TOOL_OPTIONS=-Xmx" + enough(e, size) + "m, or choose fewer rows or columns");
            return ExitStatus.SPENT;
        } catch (StackOverflowError e) {
            console.say("the stack is spent; give it more, with JAVA_TOOL_OPTIONS=-Xss16m");
            return ExitStatus.SPENT;
        }
    }

    private static CommandLine line(Console console, PrintStream out, PrintStream err) {
        CommandLine.IFactory commands = new CommandLine.IFactory() {
            @Override
            public <K> K create(Class<K> type) throws Exception {
                K made = CommandLine.defaultFactory().create(type);
                if (made instanceof PrintingCommand command) {
                    command.console = console;
                }
                return made;
            }
        };
        CommandLine line = new CommandLine(new Main(), commands);
        line.setOut(new PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        Help.of(line);
        line.setParameterExceptionHandler(new UsageErrors(line.getParameterExceptionHandler()));
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(console, e));
        line.setExecutionStrategy(parsed -> {
            try {
                return parsed.hasSubcommand() || parsed.isUsageHelpRequested() || parsed.isVersionHelpRequested()
                        ? new CommandLine.RunLast().execute(parsed)
                        : usage(line);
            } catch (OutputException e) { // of help, which no command prints
                return failed(console, e);
            }
        });
        return line;
    }

    /** MiB that would do: twice what there were; for a table, twice its numbers, and what a small one takes. */
    private static long enough(OutOfMemoryError e, long size) {
        long table = e instanceof Table.MemoryError known ? 2 * (known.bytes() >> 20) + SMALL : 0;
        return Math.max(2 * size, table);
    }

    private static String command(String[] args) {
        return Arrays.stream(args).map(Console::word).collect(Collectors.joining(" ", Environment.command() + " ", ""));
    }

    private static int usage(CommandLine line) {
        line.usage(line.getErr());
        return CommandLine.ExitCode.USAGE;
    }

    private static int failed(Console console, Exception e) {
        if (e instanceof InvalidDataException invalid) {
            return console.badInput(invalid, "");
        }
        if (e instanceof OptionException option) {
            console.say(option.getMessage());
            return ExitStatus.BAD_INPUT;
        }
        if (e instanceof OutputException output) {
            if (output.isClosedPipe()) {
                return ExitStatus.CLOSED_PIPE;
            }
            console.say(output.getMessage());
            return ExitStatus.NOT_WRITTEN;
        }
        if (e instanceof DegenerateException degenerate) {
            console.say(degenerate.degeneracy().describe());
            return Outcome.DEGENERATE;
        }
        console.say("this should not have happened: " + e);
        return ExitStatus.UNEXPECTED;
    }
}
