package org.em4j.spark.session;

import java.io.IOException;
import java.io.Reader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.em4j.io.large.ClusterException;
import org.em4j.spark.Jvm;

/** The way to a cluster, with what {@code spark-submit} would see to: its defaults, our jars, and quiet. */
final class Connection {
    private static final Pattern STANDALONE = Pattern.compile("spark://(.+)");
    private static final Pattern ADDRESS = Pattern.compile("(.+):(\\d{1,5})");
    private static final int REACH_MILLIS = 5_000;

    /** Spark asks a master three times, for twenty seconds each. */
    private static final int ANSWER_SECONDS = 90;

    private static final String LOGGING = "log4j2.configurationFile";
    private static final String JARS = "spark.jars";

    private Connection() {}

    /**
     * The session of this process.
     *
     * @throws ClusterException if there is no cluster there, or it does not answer in time
     */
    static SparkSession to(String master) {
        requireVersion();
        Matcher standalone = STANDALONE.matcher(master);
        if (standalone.matches()) {
            requireReached(master, standalone.group(1));
        }
        if (System.getProperty(LOGGING) == null) {
            System.setProperty(
                    LOGGING, Connection.class.getResource("quiet.properties").toString());
        }
        FutureTask<SparkSession> connecting =
                new FutureTask<>(() -> builder(master).getOrCreate());
        Thread aside = new Thread(connecting, "connecting to " + master);
        aside.setDaemon(true);
        aside.start();
        try {
            return connecting.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw refused(master, reason(e.getCause()), e);
        } catch (TimeoutException e) {
            throw refused(master, "there was no answer in " + ANSWER_SECONDS + " s", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (CancellationException) new CancellationException("interrupted").initCause(e);
        }
    }

    private static ClusterException refused(String master, String reason, Exception e) {
        return new ClusterException(
                master + " takes no work: " + reason + "; see that the cluster runs, and that it is Spark "
                        + Jvm.version() + " as SPARK_HOME is",
                e);
    }

    private static void requireVersion() {
        try {
            Jvm.requireVersion(Jvm.version());
        } catch (LinkageError e) {
            throw new ClusterException(
                    "the Spark in SPARK_HOME is none that em4j knows; let it be Spark 4, built for Scala 2.13", e);
        }
    }

    /** Refuses masters none of which listens, which Spark would ask for a minute. */
    private static void requireReached(String master, String addresses) {
        String reason = "";
        for (String address : addresses.split(",", -1)) {
            Matcher parts = ADDRESS.matcher(address);
            if (!parts.matches()) {
                throw new ClusterException(master + " is no address of a master; those are as spark://HOST:7077");
            }
            try (Socket socket = new Socket()) {
                socket.connect(new InetSocketAddress(parts.group(1), Integer.parseInt(parts.group(2))), REACH_MILLIS);
                return;
            } catch (IOException | IllegalArgumentException e) {
                reason = e instanceof java.net.UnknownHostException ? "there is no such host" : e.getMessage();
            }
        }
        throw new ClusterException(
                master + " cannot be reached: " + reason + "; start a master there, or name another");
    }

    /** The first line of what went wrong, which Spark explains in many; of a master that did not understand it says that it stopped. */
    static String reason(Throwable e) {
        if (e instanceof IllegalStateException && String.valueOf(e.getMessage()).contains("stopped SparkContext")) {
            return "it did not understand Spark " + Jvm.version();
        }
        return Optional.ofNullable(e.getMessage())
                .flatMap(words -> words.lines().findFirst())
                .orElse(e.toString());
    }

    private static SparkSession.Builder builder(String master) throws IOException {
        SparkSession.Builder builder = SparkSession.builder().appName("em4j");
        Properties defaults = defaults();
        defaults.stringPropertyNames().stream()
                .filter(name -> name.startsWith("spark.") && System.getProperty(name) == null)
                .forEach(name -> builder.config(name, defaults.getProperty(name).strip()));
        if (!master.startsWith("local")) {
            String given = System.getProperty(JARS, defaults.getProperty(JARS, ""));
            builder.config(
                    JARS,
                    Stream.concat(Stream.of(given.split(",")), Stream.of(ourJars()))
                            .filter(jar -> !jar.isBlank())
                            .collect(Collectors.joining(",")));
        }
        return builder.master(master);
    }

    /** What executors have to have beside Spark. */
    private static String[] ourJars() {
        return Arrays.stream(System.getProperty("java.class.path").split(java.io.File.pathSeparator))
                .filter(jar -> Path.of(jar).getFileName().toString().matches("em-.*\\.jar"))
                .toArray(String[]::new);
    }

    /** As the cluster's owner has set them, in {@code spark-defaults.conf}. */
    private static Properties defaults() throws IOException {
        Properties defaults = new Properties();
        Optional<Path> folder = Optional.ofNullable(System.getenv("SPARK_CONF_DIR"))
                .map(Path::of)
                .or(() -> Optional.ofNullable(System.getenv("SPARK_HOME")).map(home -> Path.of(home, "conf")));
        Optional<Path> file =
                folder.map(conf -> conf.resolve("spark-defaults.conf")).filter(Files::exists);
        if (file.isPresent()) {
            try (Reader in = Files.newBufferedReader(file.get())) {
                defaults.load(in);
            }
        }
        return defaults;
    }
}
