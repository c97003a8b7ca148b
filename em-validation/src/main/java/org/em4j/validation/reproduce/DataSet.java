package org.em4j.validation.reproduce;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.apache.commons.math3.stat.StatUtils;
import org.em4j.core.data.Rows;
import org.em4j.io.Table;
import org.em4j.validation.ledger.Resources;

/**
 * A file of data.
 *
 * @param file from the top of the project: in {@code data/}, or in a paper's folder
 * @param columns those used
 */
public record DataSet(String file, List<String> columns) {
    /** Anderson's iris, four lengths of 150 flowers. */
    public static final DataSet IRIS =
            new DataSet("data/iris.csv", List.of("Sepal.Length", "Sepal.Width", "Petal.Length", "Petal.Width"));

    /** Old Faithful, 272 eruptions and the waits after them. */
    public static final DataSet FAITHFUL = new DataSet("data/faithful.csv", List.of("eruptions", "waiting"));

    /** Holzinger and Swineford's nine tests of 301 children. */
    public static final DataSet CHILDREN =
            new DataSet("data/holzinger_swineford.csv", List.of("x1", "x2", "x3", "x4", "x5", "x6", "x7", "x8", "x9"));

    private Path path() {
        return Resources.path(file);
    }

    /** The rows of the columns used. */
    public Rows rows() {
        return Table.read(path(), columns).rows();
    }

    /** The number of each row's name {@code (n)} in a column of names. */
    public int[] labels(String column, List<String> names) {
        try {
            List<String> lines = Files.readAllLines(path());
            int cell = List.of(lines.get(0).split(",", -1)).indexOf(column);
            return lines.stream()
                    .skip(1)
                    .mapToInt(line -> names.indexOf(line.split(",", -1)[cell]))
                    .toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The rows, each column less its mean and over its standard deviation. */
    public double[][] standardised() {
        double[][] x = rows().toArray();
        for (int j = 0; j < columns.size(); j++) {
            int column = j;
            double[] z = StatUtils.normalize(
                    Arrays.stream(x).mapToDouble(row -> row[column]).toArray());
            for (int i = 0; i < x.length; i++) {
                x[i][j] = z[i];
            }
        }
        return x;
    }

    /** SHA-256 of the file. */
    public String hash() {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(path())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
