package org.em4j.cli;

import java.util.concurrent.Callable;
import org.em4j.core.linalg.Kernels;
import picocli.CommandLine.Command;

/** {@code em info}. */
@Command(name = "info", description = "What runs here: versions, processors, kernels.", mixinStandardHelpOptions = true)
final class InfoCommand implements Callable<Integer>, Console.User {
    private Console console;

    @Override
    public void use(Console other) {
        console = other;
    }

    @Override
    public Integer call() {
        Runtime runtime = Runtime.getRuntime();
        console.out().println("em4j        0.1.0-SNAPSHOT");
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
