package org.em4j.cli;

import java.util.Locale;
import org.em4j.cli.terminal.Environment;
import org.em4j.cli.terminal.PrintingCommand;
import picocli.CommandLine.Command;

/** {@code em info}. */
@Command(name = "info", description = "What runs here: versions, processors, kernels.", footer = "./em info")
final class InfoCommand extends PrintingCommand {
    @Override
    public Integer call() {
        Environment.describe().forEach((name, value) -> console.out().printf(Locale.ROOT, "%-12s%s%n", name, value));
        return 0;
    }
}
