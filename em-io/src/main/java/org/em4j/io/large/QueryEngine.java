package org.em4j.io.large;

import java.util.Optional;
import java.util.ServiceLoader;
import org.em4j.io.Columns;
import org.em4j.io.TextFormat;
import org.em4j.io.rows.RowStream;

/** What reads tables that {@link org.em4j.io.Table} does not, if the class path has it: em-duckdb. Found by ServiceLoader. */
public interface QueryEngine {
    /**
     * The rows of files: Parquet, or text, compressed or not; one, or all that a pattern such as {@code logs/*.csv.gz} matches, one after
     * another in the order of their names.
     *
     * @param format of text
     * @throws org.em4j.core.data.InvalidDataException when they are read: if there is no such file, or it cannot be read or used
     */
    RowStream files(String pattern, Columns asked, TextFormat format);

    /**
     * The rows of a query in SQL, which names files as tables: {@code select a, b from 'x.parquet' where year = 2024}.
     *
     * @throws org.em4j.core.data.InvalidDataException when they are read: if the query is none, or what it reads cannot be used
     */
    RowStream query(String sql, Columns asked);

    /** The one on the class path. */
    static Optional<QueryEngine> installed() {
        return ServiceLoader.load(QueryEngine.class, QueryEngine.class.getClassLoader())
                .findFirst();
    }
}
