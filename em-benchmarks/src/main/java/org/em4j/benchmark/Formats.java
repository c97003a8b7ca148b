package org.em4j.benchmark;

import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/** Writes a CSV file of numbers with a header as a matrix of NumPy's and as Parquet; takes the three files. Run by {@code em-benchmarks/scale}. */
public final class Formats {
    private Formats() {}

    /** Converts. */
    public static void main(String[] files) throws IOException, SQLException {
        npy(Path.of(files[0]), Path.of(files[1]));
        try (Connection duckdb = DriverManager.getConnection("jdbc:duckdb:");
                Statement copy = duckdb.createStatement()) {
            copy.execute("copy (select * from '" + files[0] + "') to '" + files[2] + "' (format parquet)");
        }
    }

    private static void npy(Path csv, Path npy) throws IOException {
        long rows;
        try (BufferedReader lines = Files.newBufferedReader(csv)) {
            rows = lines.lines().count() - 1;
        }
        try (BufferedReader lines = Files.newBufferedReader(csv);
                OutputStream out = new BufferedOutputStream(Files.newOutputStream(npy))) {
            int columns = lines.readLine().split(",").length;
            String header = "{'descr': '<f8', 'fortran_order': False, 'shape': (" + rows + ", " + columns + "), }";
            int padded = (10 + header.length() + 1 + 63) / 64 * 64 - 10;
            ByteBuffer begin = ByteBuffer.allocate(10).order(ByteOrder.LITTLE_ENDIAN);
            begin.put((byte) 0x93)
                    .put("NUMPY".getBytes(StandardCharsets.US_ASCII))
                    .put((byte) 1)
                    .put((byte) 0);
            out.write(begin.putShort((short) padded).array());
            out.write((header + " ".repeat(padded - 1 - header.length()) + "\n").getBytes(StandardCharsets.US_ASCII));
            ByteBuffer row = ByteBuffer.allocate(8 * columns).order(ByteOrder.LITTLE_ENDIAN);
            for (String line; (line = lines.readLine()) != null; out.write(row.array())) {
                row.clear();
                for (String cell : line.split(",")) {
                    row.putDouble(Double.parseDouble(cell));
                }
            }
        }
    }
}
