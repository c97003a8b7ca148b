package org.em4j.cli.terminal;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.em4j.core.linalg.Kernels;
import picocli.CommandLine.IVersionProvider;

/** What runs here. */
public final class Environment implements IVersionProvider {
    /** The version of em4j, as the build has written it beside this class; read when asked for, and not at every start. */
    public static String version() {
        try (InputStream in = Environment.class.getResourceAsStream("version.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** How the command is called: {@code ./em} in a checkout; the launcher of what is installed says otherwise. */
    public static String command() {
        return System.getProperty("em4j.command", "./em");
    }

    /** What {@code --version} prints. */
    @Override
    public String[] getVersion() {
        return new String[] {"em4j " + version()};
    }

    /** What the last bits of results are a function of, beside data and options. */
    public static Map<String, String> bits() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("version of em4j", version());
        lines.put("Java", System.getProperty("java.vm.name") + ' ' + Runtime.version());
        lines.put("machine", System.getProperty("os.arch"));
        Kernels.describe().forEach((name, words) -> lines.put(name + " kernels", words));
        return lines;
    }

    /** Names and values, for people. */
    public static Map<String, String> describe() {
        Runtime runtime = Runtime.getRuntime();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("em4j", version());
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
