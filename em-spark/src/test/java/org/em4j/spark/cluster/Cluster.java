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

    private final Path home;
    private final List<Process> processes = new ArrayList<>();
    private final Thread atExit = new Thread(this::end);
    private final String master;

    /** In an empty folder. */
    Cluster(Path home) throws IOException {
        this.home = home;
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
                    "640m",
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

    /** What a driver on the cluster prints, in lines; its class path is that of the tests. */
    List<String> run(Class<?> main, String... arguments) throws IOException {
        String ours = String.join(File.pathSeparator, jars(false));
        List<String> command = new ArrayList<>(List.of(JAVA.toString(), "-Xmx1g"));
        command.addAll(List.of(JavaModuleOptions.defaultModuleOptionArray()));
        command.addAll(List.of("--add-exports", "java.base/jdk.internal.module=ALL-UNNAMED"));
        command.addAll(List.of("-Dspark.master=" + master, "-Dspark.driver.host=127.0.0.1"));
        command.addAll(List.of("-Dspark.driver.bindAddress=127.0.0.1", "-Dspark.ui.enabled=false"));
        command.addAll(List.of("-Dspark.executor.memory=512m", "-Dspark.executor.extraClassPath=" + ours));
        command.addAll(List.of("-cp", ours + File.pathSeparator + home.resolve("jars") + "/*", main.getName()));
        command.addAll(List.of(arguments));
        Process driver = launch(command);
        try (BufferedReader lines = driver.inputReader(StandardCharsets.UTF_8)) {
            return lines.lines().collect(Collectors.toList());
        }
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
