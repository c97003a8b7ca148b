package org.em4j.cli.terminal;

import java.util.LinkedHashMap;
import java.util.Map;
import org.em4j.core.linalg.Kernels;

/** What runs here. */
public final class Environment {
    public static final String VERSION = "0.1.0-SNAPSHOT";

    private Environment() {}

    /** Names and values, for people. */
    public static Map<String, String> describe() {
        Runtime runtime = Runtime.getRuntime();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("em4j", Environment.VERSION);
        lines.put("Java", System.getProperty("java.vm.name") + ' ' + Runtime.version());
        lines.put(
                "machine",
                System.getProperty("os.name") + ' ' + System.getProperty("os.arch") + ", "
                        + runtime.availableProcessors() + " processors, heap up to " + (runtime.maxMemory() >> 20)
                        + " MiB");
        Kernels.describe().forEach((name, words) -> lines.put(name, words));
        return lines;
    }
}
