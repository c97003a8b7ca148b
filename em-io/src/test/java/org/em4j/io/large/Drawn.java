package org.em4j.io.large;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.em4j.core.block.Blocking;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.io.Columns;

/** Rows that are drawn, and files of them. */
final class Drawn {
    private Drawn() {}

    /** A size at a border: none, one or two blocks, and one row or tile more or less. */
    static int size(int d, int blocks, int more, Random random) {
        Blocking blocking = Blocking.ofRows(d);
        return Math.max(1, blocks * blocking.block() + more * (random.nextBoolean() ? 1 : blocking.tile()));
    }

    static Rows rows(int n, int d, boolean gaps, boolean weighted, Random random) {
        double[] values = random.doubles((long) n * d).toArray();
        for (int i = d; gaps && i < values.length; i++) { // the first row is whole
            values[i] = random.nextInt(3) == 0 ? Double.NaN : values[i];
        }
        Rows rows = Rows.wrap(values, d, Missing.LATENT);
        return weighted ? rows.weighted(weights(n)) : rows;
    }

    static double[] weights(int n) {
        return IntStream.range(0, n).mapToDouble(i -> 1 + i % 3).toArray();
    }

    static List<String> names(int d) {
        return Columns.numbered("c", d);
    }

    static Path packed(Path folder, Rows rows, String weights, Missing missing) throws IOException {
        Path file = folder.resolve("rows.em4j");
        try (PackedWriter writer = PackedWriter.create(file, names(rows.columns()), weights, missing)) {
            for (int i = 0; i < rows.size(); i++) {
                writer.row(rows.get(i), weights.isEmpty() ? 1 : rows.weight(i));
            }
            writer.finish();
        }
        return file;
    }

    /** As numpy.save writes it. */
    static Path npy(Path folder, double[][] rows, ByteOrder order) throws IOException {
        int d = rows[0].length;
        String header = "{'descr': '" + (order == ByteOrder.BIG_ENDIAN ? '>' : '<')
                + "f8', 'fortran_order': False, 'shape': (" + rows.length + ", " + d + "), }";
        byte[] padded = (header + " ".repeat(117 - header.length()) + "\n").getBytes(StandardCharsets.ISO_8859_1);
        ByteBuffer out =
                ByteBuffer.allocate(128 + rows.length * d * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                .putShort((short) 118)
                .put(padded);
        out.order(order);
        for (double[] row : rows) {
            for (double x : row) {
                out.putDouble(x);
            }
        }
        return Files.write(folder.resolve("rows.npy"), out.array());
    }
}
