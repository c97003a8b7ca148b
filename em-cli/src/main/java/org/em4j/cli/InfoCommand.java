package org.em4j.cli;

import org.em4j.core.linalg.Kernels;
import picocli.CommandLine.Command;

/** {@code em info}. */
@Command(name = "info", description = "What runs here: versions, processors, kernels.", mixinStandardHelpOptions = true)
final class InfoCommand extends PrintingCommand {
    @Override
    public Integer call() {
        Runtime runtime = Runtime.getRuntime();
        console.out().println("em4j        " + Main.VERSION);
        console.out().println("Java        " + System.getProperty("java.vm.name") + ' ' + Runtime.version());
        console.out()
                .println("machine     " + System.getProperty("os.name") + ' ' + System.getProperty("os.arch") + ", "
                        + runtime.availableProcessors() + " processors, heap up to " + (runtime.maxMemory() >> 20)
                        + " MiB");
        console.out().println("kernels     portable (plain Java)");
        console.out().println("wide data   " + Kernels.describe());
        return 0;
    }
}
