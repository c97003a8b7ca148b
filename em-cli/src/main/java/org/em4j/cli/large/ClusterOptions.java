package org.em4j.cli.large;

import java.util.List;
import java.util.Optional;
import org.em4j.cli.terminal.OptionException;
import org.em4j.io.Columns;
import org.em4j.io.TextFormat;
import org.em4j.io.large.ClusterEngine;
import picocli.CommandLine.Option;

/** Whether a table is read, and fitted to, where it lies on a cluster. */
public final class ClusterOptions {
    @Option(
            names = "--master",
            paramLabel = "URL",
            description =
                    "Fit on Apache Spark, where the data lie: spark://HOST:7077, yarn, local[2]. FILE is then one that the"
                            + " cluster reads: text, Parquet or ORC. SPARK_HOME names a Spark 4.")
    private Optional<String> master = Optional.empty();

    /** Refuses what a cluster does not do. */
    public void check(boolean isQuery, boolean isLabelled, String file) {
        if (master.isPresent()) {
            require(!isQuery, "--query is of this machine; with --master, name a FILE that the cluster reads");
            require(!isLabelled, "--labels are of rows in memory; leave out --master, or them");
            require(
                    !file.equals("-"),
                    "standard input is of this machine; with --master, name a FILE that the cluster reads");
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new OptionException(otherwise);
        }
    }

    /** Whether a cluster is named. */
    public boolean isGiven() {
        return master.isPresent();
    }

    /** The table there, if a cluster is named. */
    public Optional<Data> data(String file, Columns asked, TextFormat format) {
        return master.map(url -> {
            ClusterEngine.Table table = ClusterEngine.installed()
                    .orElseThrow(
                            () -> new OptionException("--master needs Apache Spark, which is not here: SPARK_HOME is "
                                    + Optional.ofNullable(System.getenv("SPARK_HOME"))
                                            .orElse("not set")
                                    + "; let it name the folder of a Spark 4 for Scala 2.13, with its jars"))
                    .table(url, file, asked, format);
            return new Data(table.columns(), table.rows(), table.leftOut(), List.of());
        });
    }
}
