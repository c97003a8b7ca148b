package org.em4j.spark.cluster;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.launcher.JavaModuleOptions;

/** A standalone master and two workers on this machine, of the jars that the tests have, each a process of its own. */
final class Cluster implements AutoCloseable {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");
    private static final List<String> CLASS_PATH =
            List.of(System.getProperty("java.class.path").split(File.pathSeparator));

    /** Megabytes that a worker has beside the heap of its executor. */
    private static final int OVERHEAD = 128;

    private static final Path CLI = Path.of("..", "em-cli", "target").toAbsolutePath();

    private final Path home;
    private final int megabytes;
    private final List<Process> processes = new ArrayList<>();
    private final Thread atExit = new Thread(this::end);
    private final String master;

    /** In an empty folder, with executors that have so much heap. */
    Cluster(Path home, int megabytes) throws IOException {
        this.home = home;
        this.megabytes = megabytes;
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String jar : jars(true)) {
            Files.createSymbolicLink(jars.resolve(Path.of(jar).getFileName()), Path.of(jar));
        }
        Runtime.getRuntime().addShutdownHook(atExit);
        int port = freePort();
        master = "spark://127.0.0.1:" + port;
        String[] where = {"--host", "127.0.0.1", "--webui-port", "0"};
        start("elected leader", "org.apache.spark.deploy.master.Master", where, "--port", Integer.toString(port));
        for (int worker = 0; worker < 2; worker++) {
            start(
                    "registered with",
                    "org.apache.spark.deploy.worker.Worker",
                    where,
                    "--cores",
                    "1",
                    "--memory",
                    megabytes + OVERHEAD + "m",
                    master);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Either the jars of the class path, which are Spark's and others', or our folders. */
    private static List<String> jars(boolean isJar) {
        return CLASS_PATH.stream()
                .filter(path -> path.endsWith(".jar") == isJar)
                .toList();
    }

    private void start(String ready, String main, String[] where, String... more) throws IOException {
        List<String> command = Stream.of(
                        Stream.of(JAVA.toString(), "-Xmx256m", "-cp", home.resolve("jars") + "/*", main),
                        Arrays.stream(where),
                        Arrays.stream(more))
                .flatMap(part -> part)
                .toList();
        Process process = launch(command);
        CompletableFuture<Boolean> isReady = new CompletableFuture<>();
        StringBuilder log = new StringBuilder();
        Thread reader = new Thread(() -> {
            try (BufferedReader lines = process.inputReader(StandardCharsets.UTF_8)) {
                for (String line; (line = lines.readLine()) != null; ) {
                    log.append(line).append('\n');
                    if (line.contains(ready)) {
                        isReady.complete(true);
                    }
                }
            } catch (IOException e) {
                log.append(e);
            }
            isReady.complete(false);
        });
        reader.setDaemon(true);
        reader.start();
        if (!isReady.orTimeout(2, TimeUnit.MINUTES).join()) {
            throw new IllegalStateException(main + " ended:\n" + log);
        }
    }

    private Process launch(List<String> command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("SPARK_HOME", home.toString());
        builder.environment().put("SPARK_LOCAL_IP", "127.0.0.1");
        builder.environment().put("SPARK_SCALA_VERSION", "2.13");
        builder.environment().put("SPARK_WORKER_DIR", home.resolve("work").toString());
        Process process = builder.start();
        processes.add(process);
        return process;
    }

    /** What a driver on the cluster prints, in lines, until it ends. */
    List<String> run(Class<?> main, String... arguments) throws IOException {
        try (BufferedReader lines = driver(main, arguments).inputReader(StandardCharsets.UTF_8)) {
            return lines.lines().collect(Collectors.toList());
        }
    }

    /** Kills a driver as soon as it has printed a line that begins so; what it has printed by then. */
    List<String> kill(String line, Class<?> main, String... arguments) throws IOException {
        Process driver = driver(main, arguments);
        List<String> printed = new ArrayList<>();
        try (BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8)) {
            for (String next; (next = lines.readLine()) != null; ) {
                printed.add(next);
                if (next.startsWith(line)) {
                    driver.destroyForcibly(); // SIGKILL
                    driver.onExit().join();
                    return printed;
                }
            }
        }
        throw new IllegalStateException("it ended without " + line + ":\n" + String.join("\n", printed));
    }

    /** Whether the command line is there, built before this module. */
    static boolean hasCommand() {
        return Files.isDirectory(CLI.resolve("lib"));
    }

    /** What the command line prints, as the launcher starts it for {@code --master}. */
    String em(String... words) throws IOException {
        List<String> path = new ArrayList<>(jars(false));
        path.add(CLI.resolve("classes").toString());
        try (Stream<Path> lib = Files.list(CLI.resolve("lib"))) {
            lib.map(Path::toString)
                    .filter(jar -> !jar.matches(".*/(em-nd4j|nd4j|javacpp|openblas|jackson|slf4j)[^/]*"))
                    .forEach(path::add);
        }
        Process em = driver(path, "org.em4j.cli.Main", words);
        return new String(em.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    String master() {
        return master;
    }

    private Process driver(Class<?> main, String... arguments) throws IOException {
        return driver(jars(false), main.getName(), arguments);
    }

    /** A driver on the cluster; executors have the class path of the tests. */
    private Process driver(List<String> path, String main, String... arguments) throws IOException {
        String ours = String.join(File.pathSeparator, jars(false));
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-Xmx" + 2 * megabytes + "m"));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of("--add-exports", "java.base/jdk.internal.module=ALL-UNNAMED"));
        command.addAll(List.of("-Dspark.master=" + master, "-Dspark.driver.host=127.0.0.1"));
        command.addAll(List.of("-Dspark.driver.bindAddress=127.0.0.1", "-Dspark.ui.enabled=false"));
        command.addAll(List.of("-Dspark.executor.memory=" + megabytes + "m"));
        command.add("-Dspark.executor.extraClassPath=" + ours);
        String all = home.resolve("jars") + "/*" + File.pathSeparator + String.join(File.pathSeparator, path);
        command.addAll(List.of("-cp", all, main));
        command.addAll(List.of(arguments));
        return launch(command);
    }

    /** Ends all processes, and what they have started. */
    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void end() {
        for (Process process : processes) {
            Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList()
                    .forEach(each -> {
                        each.destroyForcibly();
                        each.onExit().join();
                    });
        }
    }

    /** Removes a folder and all in it. */
    static void remove(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
