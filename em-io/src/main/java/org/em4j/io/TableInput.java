package org.em4j.io;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.io.stream.SingleBlanks;
import org.em4j.io.stream.Transcoded;

/**
 * The bytes of a table, decompressed; text as UTF-8, whatever it was.
 *
 * @param bytes the stream
 * @param size how many there are, -1 if that is not known before they are read
 * @param kind what they are
 */
record TableInput(InputStream bytes, long size, Kind kind) implements Closeable {
    /** What a table is written as. */
    enum Kind {
        /** Lines of cells. */
        TEXT,
        /** One array of NumPy. */
        NPY,
        /** A zip archive of them. */
        NPZ
    }

    /** As many bytes as any beginning that is looked at. */
    private static final int BEGINNING = 256;

    private record Foreign(Pattern beginning, String name, String remedy) {
        Foreign(String beginning, String name, String remedy) {
            this(Pattern.compile(beginning), name, remedy);
        }
    }

    /** Beginnings of files, in Latin-1, that are mistaken for tables: so much of them as no header begins with. */
    private static final List<Foreign> FOREIGN = List.of(
            new Foreign(
                    "PAR1[\\x00-\\x08\\x0E-\\x1F]",
                    "a Parquet file",
                    "have it read by em-duckdb (QueryEngine), or write it as CSV:"
                            + " pandas.read_parquet(FILE).to_csv(OUT, index=False)"),
            new Foreign("\\x89EM4J", "a packed file", "open it with FileRows.packed"),
            new Foreign("\\x89HDF\r\n", "an HDF5 file", "write the table in it as CSV"),
            new Foreign("\\xD0\\xCF\\x11\\xE0", "an old spreadsheet", "save the sheet as CSV"),
            new Foreign(
                    "RD[AX][23]\n[AX]\n",
                    "an R workspace",
                    "write the table in it as CSV: write.csv(x, OUT, row.names = FALSE)"),
            new Foreign(
                    "X\n\\x00\\x00\\x00",
                    "an R object",
                    "write it as CSV: write.csv(readRDS(FILE), OUT, row.names = FALSE)"),
            new Foreign("SQLite format 3\\x00", "a database", "export the table in it as CSV"),
            new Foreign("%PDF-\\d", "a PDF", "find the table as CSV"),
            new Foreign("BZh[1-9]1AY&SY", "compressed by bzip2", "decompress it first, or use gzip, which is read"),
            new Foreign("\\xFD7zXZ\\x00", "compressed by xz", "decompress it first, or use gzip, which is read"),
            new Foreign("\\x28\\xB5/\\xFD", "compressed by zstd", "decompress it first, or use gzip, which is read"),
            new Foreign(
                    "<(!--|[!?][A-Za-z]|[A-Za-z][^<>,;|\t]*>(\\s*[\r\n]\\s*)?<[!/A-Za-z])",
                    "HTML or XML",
                    "save the table in it as CSV"),
            new Foreign("\\{\\s*\"|\\[\\s*[\\[{\"]", "JSON", "write its rows as CSV"));

    /** Opens a file; {@code -} is standard input, which stays open. */
    static TableInput open(Path file, Charset charset) throws IOException {
        if (file.toString().equals("-")) {
            return of(
                    "standard input",
                    new FilterInputStream(System.in) {
                        @Override
                        public void close() {} // it is not ours
                    },
                    -1,
                    charset);
        }
        if (Files.isDirectory(file)) {
            throw new InvalidDataException(
                    (file.toString().isEmpty() ? "the empty name" : file) + " is a directory; name a file");
        }
        return Files.isRegularFile(file)
                ? of(file.toString(), Files.newInputStream(file), Files.size(file), charset)
                : of(file.toString(), piped(Files.newInputStream(file)), -1, charset);
    }

    /** A pipe has no place to tell what is left from: asked for what is available, a stream of a channel fails. */
    private static InputStream piped(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int available() {
                return 0;
            }
        };
    }

    /** The text as a format cuts it into cells: where blanks do, a run of them is one, and none begins or ends a line. */
    TableInput cells(TextFormat format) {
        return format.delimiter() == ' '
                ? new TableInput(new SingleBlanks(bytes, format.commentByte()), -1, kind)
                : this;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }

    /** Finds out what a stream holds; closes it if that is no table. */
    static TableInput of(String name, InputStream stream, long size, Charset charset) throws IOException {
        try {
            return known(name, stream, size, charset);
        } catch (IOException | RuntimeException e) {
            stream.close();
            throw e;
        }
    }

    private static TableInput known(String name, InputStream stream, long size, Charset charset) throws IOException {
        InputStream in = new BufferedInputStream(stream, 1 << 16);
        byte[] head = beginning(in);
        if (has(head, 0x1f, 0x8b)) {
            in = new BufferedInputStream(gunzipped(name, in), 1 << 16);
            return decompressed(name, in, beginning(in), -1, charset);
        }
        return decompressed(name, in, head, size, charset);
    }

    private static InputStream gunzipped(String name, InputStream in) throws IOException {
        try {
            return new GZIPInputStream(new Awaited(in), 1 << 16);
        } catch (EOFException e) {
            throw new InvalidDataException(name + " ends in the middle of its compression; copy it again");
        }
    }

    /** Bytes that are waited for: GZIPInputStream looks for a further member only where some are said to be available. */
    private static final class Awaited extends FilterInputStream {
        Awaited(InputStream in) {
            super(in);
        }

        @Override
        public int available() throws IOException {
            in.mark(1);
            int next = in.read();
            in.reset();
            return next < 0 ? 0 : 1;
        }
    }

    private static TableInput decompressed(String name, InputStream in, byte[] head, long size, Charset charset)
            throws IOException {
        if (has(head, 0x93, 'N', 'U', 'M', 'P', 'Y')) {
            return new TableInput(in, size, Kind.NPY);
        }
        if (has(head, 'P', 'K', 3, 4) || has(head, 'P', 'K', 5, 6)) { // the second is empty
            return new TableInput(in, size, Kind.NPZ);
        }
        String text = new String(head, StandardCharsets.ISO_8859_1).stripLeading();
        for (Foreign foreign : FOREIGN) {
            if (foreign.beginning().matcher(text).lookingAt()) {
                throw new InvalidDataException(name + " is " + foreign.name() + "; " + foreign.remedy());
            }
        }
        return text(name, in, head, size, charset);
    }

    /** Text as UTF-8: by its byte order mark, else in the encoding that was said. */
    private static TableInput text(String name, InputStream in, byte[] head, long size, Charset charset)
            throws IOException {
        if (has(head, 0xef, 0xbb, 0xbf)) {
            in.skipNBytes(3);
            return new TableInput(in, size, Kind.TEXT);
        }
        if (has(head, 0xff, 0xfe) || has(head, 0xfe, 0xff)) {
            boolean wide = has(head, 0xff, 0xfe, 0, 0);
            return new TableInput(new Transcoded(in, Charset.forName(wide ? "UTF-32" : "UTF-16")), -1, Kind.TEXT);
        }
        if (charset.equals(StandardCharsets.UTF_8)) {
            if (head.length > 1 && (head[0] == 0) != (head[1] == 0)) {
                throw new InvalidDataException(
                        name + " is UTF-16 without a byte order mark; say TextFormat.charset(UTF-16"
                                + (head[0] == 0 ? "BE)" : "LE)"));
            }
            return new TableInput(in, size, Kind.TEXT);
        }
        return new TableInput(new Transcoded(in, charset), -1, Kind.TEXT);
    }

    private static byte[] beginning(InputStream in) throws IOException {
        in.mark(BEGINNING);
        byte[] head = in.readNBytes(BEGINNING);
        in.reset();
        return head;
    }

    private static boolean has(byte[] head, int... beginning) {
        return head.length >= beginning.length
                && IntStream.range(0, beginning.length).allMatch(i -> (head[i] & 0xff) == beginning[i]);
    }
}
