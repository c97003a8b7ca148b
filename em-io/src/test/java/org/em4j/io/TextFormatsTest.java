package org.em4j.io;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Missing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables as programs and people write them: read, or refused with what to do. */
class TextFormatsTest {
    private static final double[][] X = {{2.04, -2.56}, {0.42, -0.57}, {3.1, 10}};
    private static final String PLAIN = "x,y\n2.04,-2.56\n0.42,-0.57\n3.1,10\n";

    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("data.csv"), text);
    }

    private String refused(String text, TextFormat format) throws IOException {
        Path file = file(text);
        return assertThrows(InvalidDataException.class, () -> Table.read(file, Columns.all(), format))
                .getMessage();
    }

    private String refused(String text) throws IOException {
        return refused(text, TextFormat.CSV);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "x;y\\n2,04;-2,56\\n0,42;-0,57\\n3,1;10\\n ~ separated by semicolons, and numbers had decimal commas; say"
                        + " TextFormat.delimiter(';').decimal(',')",
                "x;y\\n2.04;-2.56\\n0.42;-0.57\\n ~ separated by semicolons; say TextFormat.delimiter(';')",
                "x\\ty\\n1\\t2\\n3\\t4\\n ~ separated by tabs; say TextFormat.delimiter('",
                "x|y\\n1|2\\n3|4\\n ~ separated by bars; say TextFormat.delimiter('|')",
                "\"x\" \"y\"\\n\"1\" 2.04 -2.56\\n\"2\" 0.42 -0.57\\n ~ separated by spaces; say TextFormat.delimiter(' ')",
                "# made by foo\\nx,y\\n1,2\\n3,4\\n ~ the first line begins with #; if it is a comment, say TextFormat.comment('#')",
                "x,y\\n1,2\\n3\\n ~ row 2: 1 cell under a header of 2; the line ends too early",
                "x,y\\n1,2\\n\"3,4\\n5,6\\n ~ the quote that opens in line 3 is not closed",
                "x,n\\n1,a\\n2,\"b\\n3,\"c\\n ~ the quote that opens in line 3 closes before its cell ends, in line 4",
                "x,price\\n1,$2.50\\n2,$3\\n ~ row 1, column \"price\": \"$2.50\" is an amount of money",
                "x,share\\n1,12.3%\\n2,4 %\\n ~ row 1, column \"share\": \"12.3%\" is a number with a sign of per cent",
                "x,n\\n1,\"1,234\"\\n2,\"5,678\"\\n ~ \"1,234\" is a number whose thousands are set apart",
                "x,y\\n1,\"2,5\"\\n2,\"3,5\"\\n ~ \"2,5\" is a number with a decimal comma; say TextFormat.decimal(',')",
                "<html><table> ~ is HTML or XML; save the table in it as CSV",
                "PAR1\u0015abc ~ is a Parquet file; have it read by em-duckdb (QueryEngine), or write it as CSV",
                "BZh91AY&SYab ~ is compressed by bzip2; decompress it first",
                "RDX3\\nX\\nabc ~ is an R workspace",
                "{\\n  \"x\": [1, 2]} ~ is JSON",
                "<?xml version=\"1.0\"?> ~ is HTML or XML",
                "x,y\\n1,2,\\n3,4,\\n ~ lines end in a delimiter that the header has not; take it off their ends",
                "p,x\\nNA,1\\n12.3%,2\\n ~ row 2, column \"p\": \"12.3%\" is a number with a sign of per cent",
                "p,x\\nn/k,1\\n-,2\\n$3,3\\n$4,4\\n ~ row 3, column \"p\": \"$3\" is an amount of money",
                "p,x\\nn/k,1\\n\"1,5e-3\",2\\n ~ row 2, column \"p\": \"1,5e-3\" is a number with a decimal comma",
                "[{\"x\": 1}] ~ is JSON; write its rows as CSV",
                "sep=;\\nx;y\\n1;2\\n3;4\\n ~ the first line, sep=;, is for a spreadsheet; delete it",
                "  x    y\\n 1.5  10\\n12.5   3\\n ~ set apart by blanks, as many as it takes; say TextFormat.delimiter(' ')",
                "x,y\\n1,#N/A\\n2,3\\n4,5\\n ~ row 1, column \"y\": \"#N/A\" is a spreadsheet's error; leave the cell empty",
            })
    void theRemedyFits(String text, String words) throws IOException {
        String message = refused(text.replace("\\n", "\n").replace("\\t", "\t"));
        assertTrue(message.contains(words), message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "x;y\\n2,04;-2,56\\n0,42;-0,57\\n3,1;10\\n ~ ; ~ ,",
                "x\\ty\\n2.04\\t-2.56\\n0.42\\t-0.57\\n3.1\\t10\\n ~ \\t ~ .",
                "\"x\" \"y\"\\n\"1\" 2.04 -2.56\\n\"2\" 0.42 -0.57\\n\"3\" 3.1 10\\n ~ ` ` ~ .",
                "\"\",\"x\",\"y\"\\n\"1\",2.04,-2.56\\n\"2\",0.42,-0.57\\n\"3\",3.1,10\\n ~ , ~ .",
                "# by foo, \"at noon\\n\\nx,y\\n2.04,-2.56\\n#,\\n0.42 , \"-0.57\" \\n   \\n3.1,10 ~ , ~ .",
                "x,y\\r2.04,-2.56\\r0.42,-0.57\\r3.1,10\\r ~ , ~ .",
            })
    void whatIsSaidIsRead(String text, String delimiter, String decimal) throws IOException {
        char sign = delimiter.equals("\\t") ? '\t' : delimiter.charAt(0);
        TextFormat format = new TextFormat(
                sign, decimal.charAt(0), java.util.Optional.of('#'), StandardCharsets.UTF_8, TextFormat.Formulas.PLAIN);
        Path file = file(text.replace("\\n", "\n").replace("\\r", "\r").replace("\\t", "\t"));
        Table table = Table.read(file, Columns.all(), format);
        assertEquals(List.of("x", "y"), table.columns());
        assertArrayEquals(X, table.rows().toArray());
        boolean named = text.startsWith("\"");
        assertEquals(named ? List.of("1", "2", "3") : List.of(), table.rowNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16", "UTF-16LE", "UTF-32", "ISO-8859-1", "windows-1252"})
    void anyEncodingIsReadWhereItIsKnown(String encoding) throws IOException {
        Charset charset = Charset.forName(encoding);
        Path file =
                Files.write(folder.resolve("e.csv"), PLAIN.replace("x", "größe").getBytes(charset));
        Table table = Table.read(file, Columns.all(), TextFormat.CSV.charset(charset));
        assertEquals(List.of("größe", "y"), table.columns());
        assertArrayEquals(X, table.rows().toArray());
    }

    @Test
    void byteOrderMarksSayTheEncoding() throws IOException {
        for (String encoding : List.of("UTF-8", "UTF-16LE", "UTF-16BE", "UTF-32LE")) {
            Path file = Files.write(folder.resolve("b.csv"), ("\uFEFF" + PLAIN).getBytes(Charset.forName(encoding)));
            assertArrayEquals(X, Table.read(file).rows().toArray(), encoding);
        }
        Path bare = Files.write(folder.resolve("b.csv"), PLAIN.getBytes(StandardCharsets.UTF_16BE));
        String words =
                assertThrows(InvalidDataException.class, () -> Table.read(bare)).getMessage();
        assertTrue(words.endsWith("UTF-16 without a byte order mark; say TextFormat.charset(UTF-16BE)"), words);
    }

    @Test
    void compressedByGzipWhateverItsName() throws IOException {
        Path file = folder.resolve("data.csv");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(PLAIN.getBytes(StandardCharsets.UTF_8));
        }
        assertArrayEquals(X, Table.read(file).rows().toArray());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 12));
        String words =
                assertThrows(InvalidDataException.class, () -> Table.read(file)).getMessage();
        assertTrue(words.contains("ends too early, or is damaged"), words);
    }

    @Test
    void columnsByNameWithCommasByRangeAndWithoutSome() throws IOException {
        Path file = file("\"a, cm\",b,c,d..e,f\n1,2,3,4,5\n6,7,8,9,1\n");
        assertEquals(
                List.of("a, cm", "f"), Table.read(file, List.of("a, cm", "f")).columns());
        assertEquals(
                List.of("b", "c", "d..e"), Table.read(file, List.of("b..d..e")).columns());
        assertEquals(List.of("d..e"), Table.read(file, List.of("d..e")).columns());
        Columns without = Columns.all().except(List.of("b..c", "f"));
        assertEquals(List.of("a, cm", "d..e"), Table.read(file, without).columns());
        String words = assertThrows(InvalidDataException.class, () -> Table.read(file, List.of("f..b")))
                .getMessage();
        assertEquals("column \"f..b\": not in the file; its columns are a, cm, b, c, d..e, f", words);
    }

    @Test
    void lowerTrianglesEndEarly() throws IOException {
        Columns triangle = Columns.all().missing(Missing.LATENT).lines(Columns.Lines.TRIANGULAR);
        double[][] lower = {{1, Double.NaN}, {0.5, 1}};
        assertArrayEquals(
                lower, Table.read(file(",a,b\na,1\nb,0.5,1\n"), triangle).rows().toArray());
        assertArrayEquals(
                lower,
                Table.read(file(",a,b\na,1,\nb,0.5,1\n"), triangle).rows().toArray());
    }

    @Test
    void aTableOfMoreColumnsThanAnyLimit() throws IOException {
        int d = 40_000;
        String header = IntStream.range(0, d).mapToObj(j -> "v" + j).collect(Collectors.joining(","));
        String row = IntStream.range(0, d).mapToObj(Integer::toString).collect(Collectors.joining(","));
        Table table = Table.read(file(header + "\n" + row + "\n" + row + "\n"), List.of("v39999", "v7"));
        assertArrayEquals(new double[][] {{39999, 7}, {39999, 7}}, table.rows().toArray());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PAR1,PAR2",
                "RDX,TNT",
                "RDX2,b",
                "[Na],[K]",
                "{a},b",
                "BZh,b",
                "<LOQ,>LOQ",
                "<DATE>,<TIME>",
                "%PDF,b",
                "SQLite format 3,b"
            })
    void namesMayBeginAsOtherFilesDo(String header) throws IOException {
        Path file = file(header + "\n1,2\n3,4\n");
        assertEquals(List.of(header.split(",")), Table.read(file).columns());
    }

    @Test
    void linesThatEndInADelimiterHaveNoRowNames() throws IOException {
        TextFormat format = TextFormat.CSV.delimiter('\t');
        assertTrue(refused("x\ty\n1\t2\t\n3\t4\t\n", format)
                .startsWith("lines end in a delimiter that the header has not"));
        Path named = file("x\ty\n1\t2\t\n3\t4\t5\n"); // a cell is missing
        Table table = Table.read(named, Columns.all().missing(Missing.LATENT), format);
        assertEquals(List.of("1", "3"), table.rowNames());
        assertArrayEquals(new double[][] {{2, Double.NaN}, {4, 5}}, table.rows().toArray());
    }

    /** As R's read.table takes them where no separator is said. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "`  x    y z\n 1.5  10 7\n12.5   3 8\n`",
                "`x y z \n1.5 10 7 \n12.5 3 8\n`",
                "`\tx y   z\r\n1.5\t 10\t7\r\n\r\n   \r\n12.5 3 8   `",
                "`# of  \"all\n \"x\"  y z\n1.5 \"10\" 7\n#\n12.5 3 8`",
            })
    void aRunOfBlanksIsOneDelimiter(String text) throws IOException {
        Path file = file(text.replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace("\\t", "\t")
                .replace("\\\"", "\""));
        Table table =
                Table.read(file, Columns.all(), TextFormat.CSV.delimiter(' ').comment('#'));
        assertEquals(List.of("x", "y", "z"), table.columns());
        assertArrayEquals(
                new double[][] {{1.5, 10, 7}, {12.5, 3, 8}}, table.rows().toArray());
    }

    @Test
    void blanksInQuotesAreOfTheirCell() throws IOException {
        Path file = file("\"a  name\"  y\n\"row  \"\"1\"\"  \"   1   2\n5\"  3 4\n");
        Table table = Table.read(file, Columns.all(), TextFormat.CSV.delimiter(' '));
        assertEquals(List.of("a  name", "y"), table.columns());
        assertEquals(List.of("row  \"1\"", "5\""), table.rowNames());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndInAnyOfThreeWays(String end) throws IOException {
        String row = "\"a\rb\nc\",12345,6789\n".replace("\n", end).replace("\r" + end, end);
        byte[] text = ("t,x,y" + end + row.repeat(100_000)).getBytes(StandardCharsets.UTF_8);
        TextChunks pieces = new TextChunks(new ByteArrayInputStream(text), TextFormat.CSV);
        long lines = 0;
        int length = 0;
        for (var piece = pieces.next(new byte[0]); piece.isPresent(); piece = pieces.next(new byte[0])) {
            assertTrue(piece.get().length() <= TextChunks.SIZE);
            lines += piece.get().lines();
            length += piece.get().length();
        }
        assertEquals(text.length, length);
        assertEquals(
                1
                        + 100_000
                                * row.replace("\r\n", "\n")
                                        .chars()
                                        .filter(c -> c < ' ')
                                        .count(),
                lines);
        String words = refused("x,y\n1,2\n\"3,4\n".replace("\n", end));
        assertTrue(words.startsWith("the quote that opens in line 3 is not closed"), words);
    }

    @Test
    void noByteBeginsACommentWhereThereAreNone() {
        Quotes quotes = new Quotes(TextFormat.CSV, 1);
        byte[] noText = {-1, ',', '"', '\n'};
        assertTrue(quotes.follow(noText, noText.length));
        assertTrue(quotes.isOpen());
    }

    @Test
    void aLineThatIsTooLongIsSaidToBe() throws IOException {
        String words = refused("x,y\n1,2\n3," + "4".repeat(TextChunks.LONGEST) + "\n");
        assertTrue(words.startsWith("line 3 is longer than 16 MiB; "), words);
        assertTrue(refused("x".repeat(TextChunks.LONGEST + 1)).startsWith("line 1 is longer than 16 MiB; "));
    }

    @Test
    void whatIsRefusedIsClosedAndStandardInputIsNot() throws IOException {
        AtomicInteger closed = new AtomicInteger();
        InputStream json = stream("[{\"x\": 1}]", closed);
        assertThrows(InvalidDataException.class, () -> TableInput.of("j", json, -1, StandardCharsets.UTF_8));
        assertEquals(1, closed.get());
        InputStream before = System.in;
        try {
            System.setIn(stream(PLAIN, closed));
            assertArrayEquals(X, Table.read(Path.of("-")).rows().toArray());
        } finally {
            System.setIn(before);
        }
        assertEquals(1, closed.get());
    }

    private static InputStream stream(String text, AtomicInteger closed) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    @Test
    void membersOfAGzipThatComeOneByOneAreAllRead() throws IOException {
        List<InputStream> members = new ArrayList<>();
        for (String line : PLAIN.split("(?<=\n)", -1)) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (OutputStream out = new GZIPOutputStream(bytes)) {
                out.write(line.getBytes(StandardCharsets.UTF_8));
            }
            members.add(new ByteArrayInputStream(bytes.toByteArray()));
        }
        InputStream pipe = new SequenceInputStream(Collections.enumeration(members)) {
            @Override
            public int available() {
                return 0;
            }
        };
        try (TableInput input = TableInput.of("p", pipe, -1, StandardCharsets.UTF_8)) {
            assertEquals(PLAIN, new String(input.bytes().readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
