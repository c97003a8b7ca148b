package org.em4j.io.large;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import org.em4j.core.data.RowObservations;
import org.em4j.io.Columns;
import org.em4j.io.TextFormat;

/** What reads tables that lie on a cluster, if the class path has it: em-spark, beside Spark's own jars. Found by ServiceLoader. */
public interface ClusterEngine {
    /**
     * A table on a cluster.
     *
     * @param columns names of the d columns
     * @param rows {@code (n x d)}, which stay there
     * @param leftOut names of columns that are left out because they hold no numbers
     */
    record Table(List<String> columns, RowObservations rows, List<String> leftOut) {}

    /**
     * Connects, if this process is not connected yet, and reads a table there; it is kept there until the process ends.
     *
     * @param master the cluster's address, such as {@code spark://HOST:7077}
     * @param name of the table, as the cluster knows it: a file, a folder, or a pattern of names
     * @param format of text
     * @throws ClusterException if the cluster cannot be reached in time, or used
     * @throws org.em4j.core.data.InvalidDataException if there is no such table, or it cannot be read or used
     */
    Table table(String master, String name, Columns asked, TextFormat format);

    /** The one on the class path. */
    static Optional<ClusterEngine> installed() {
        return ServiceLoader.load(ClusterEngine.class, ClusterEngine.class.getClassLoader())
                .findFirst();
    }
}
