package org.em4j.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.em4j.core.data.Missing;
import org.em4j.io.TextChunks.Chunk;

/** A text without quotes holds the same by bytes as by the reader of quotes: numbers, texts, faults and their places. */
class PlainLinesLaws {
    /** Rows of cells, in which {@code ,} and {@code .} stand for the delimiter and the mark of a format. */
    record Text(List<String> lines, List<String> ends, boolean cut) {
        byte[] bytes(TextFormat format, List<String> header) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < lines.size(); i++) {
                String line = i == 0 ? String.join(",", header) : lines.get(i - 1);
                text.append(
                        line.replace(',', '\0').replace('.', format.decimal()).replace('\0', format.delimiter()));
                text.append(cut && i == lines.size() - 1 ? "" : ends.get(i % ends.size()));
            }
            return text.toString().getBytes(StandardCharsets.UTF_8);
        }
    }

    private static final List<String> ODD = List.of(
            "",
            "NA",
            "nan",
            ".",
            "?",
            "null",
            " ",
            "-",
            "+",
            "e5",
            "1e",
            "1e+",
            "1.2.3",
            "--1",
            "1f",
            "0x1p3",
            "Inf",
            "-inf",
            "1e999",
            "-1e-999",
            "1e400000",
            "50%",
            "$3",
            "(1.5)",
            "#N/A",
            "text",
            "größer",
            "\u00a05",
            "\ud83d\ude00",
            "5 5",
            "1e5e5",
            "00012",
            "0.000000000000000000000000001",
            "12345678901234567890123",
            "0".repeat(30) + ".5",
            "#c",
            "\t7 ");

    @Provide
    Arbitrary<Text> texts() {
        Arbitrary<String> numbers = Arbitraries.oneOf(
                Arbitraries.doubles().map(x -> Double.toString(x)),
                Arbitraries.longs().map(x -> Long.toString(x)),
                Combinators.combine(Arbitraries.longs(), Arbitraries.integers().between(-330, 330))
                        .as((digits, power) -> digits + "e" + power),
                Combinators.combine(
                                Arbitraries.longs().greaterOrEqual(0),
                                Arbitraries.longs().greaterOrEqual(0))
                        .as((whole, part) -> whole + "." + part));
        Arbitrary<String> cells = Arbitraries.frequencyOf(
                Tuple.of(6, numbers), Tuple.of(1, Arbitraries.of(ODD)), Tuple.of(1, numbers.map(x -> " " + x + "  ")));
        Arbitrary<String> rows = cells.list().ofSize(3).map(row -> String.join(",", row));
        Arbitrary<String> lines = Arbitraries.frequencyOf(
                Tuple.of(20, rows),
                Tuple.of(1, cells.list().ofMaxSize(5).map(row -> String.join(",", row))),
                Tuple.of(1, Arbitraries.of("", "  ", "# a, comment", "#", ",", ",,", ",,,")));
        return Combinators.combine(
                        lines.list().ofMinSize(1).ofMaxSize(12),
                        Arbitraries.of("\n", "\r\n", "\r").list().ofMinSize(1).ofMaxSize(3),
                        Arbitraries.of(true, false))
                .as(Text::new);
    }

    @Provide
    Arbitrary<TextFormat> formats() {
        return Arbitraries.of(
                TextFormat.CSV,
                TextFormat.CSV.comment('#'),
                TextFormat.CSV.delimiter(';').decimal(','),
                TextFormat.CSV.delimiter('\t').comment('#'),
                TextFormat.CSV.delimiter(';').formulas(TextFormat.Formulas.ESCAPED));
    }

    @Provide
    Arbitrary<Columns> columns() {
        return Arbitraries.of(
                Columns.all(),
                Columns.all().missing(Missing.LATENT),
                Columns.all().labels("b"),
                Columns.all().weights("b"),
                Columns.of(List.of("c", "b")).missing(Missing.LATENT).lines(Columns.Lines.TRIANGULAR),
                Columns.all().except(List.of("b")).lines(Columns.Lines.TRIANGULAR));
    }

    @Property(tries = 5_000)
    void bytesHoldTheSame(
            @ForAll("texts") Text text,
            @ForAll("formats") TextFormat format,
            @ForAll("columns") Columns asked,
            @ForAll boolean named,
            @ForAll boolean looked) {
        List<String> names = List.of(named ? "" : "a", "b", "c");
        Header header = new Header(names, named ? 0 : -1);
        CellRoles all = CellRoles.of(header, asked, format);
        boolean[] kept = new boolean[all.columns()];
        Arrays.fill(kept, true);
        kept[0] = !looked;
        CellRoles cells = all.keeping(kept);
        byte[] bytes = text.bytes(format, names);
        ParsedChunk plain = part(bytes, false, cells);
        ParsedChunk careful = part(bytes, true, cells);
        String shown = new String(bytes, StandardCharsets.UTF_8);
        assertEquals(shown(careful, cells), shown(plain, cells), shown);
        if (plain.ragged == null && (shown.endsWith("\n") || shown.endsWith("\r"))) { // others follow this piece
            assertEquals(careful.lines, plain.lines, shown);
        }
    }

    private static ParsedChunk part(byte[] bytes, boolean quotes, CellRoles cells) {
        byte[] ended = Arrays.copyOf(bytes, bytes.length + 1);
        ended[bytes.length] = '\n';
        return ParsedChunk.of(new Chunk(ended, bytes.length, quotes, true), cells, 1, new double[0]);
    }

    private static String shown(ParsedChunk part, CellRoles cells) {
        return String.join(
                "\n",
                part.rows + " rows, quotes: " + part.quoted + ", " + Optional.ofNullable(part.ragged),
                Arrays.toString(Arrays.copyOf(part.values, part.rows * cells.stride())),
                Arrays.toString(cells.isWeighted() ? Arrays.copyOf(part.weights, part.rows) : new double[0]),
                part.labels + " " + part.names,
                Arrays.toString(part.numeric) + Arrays.toString(part.faults) + Arrays.toString(part.written),
                Arrays.toString(part.writtens) + Arrays.toString(part.texts));
    }

    /** Bytes that are no text of UTF-8, wherever they stand. */
    @Property
    void andOfBytesThatAreNoText(@ForAll byte[] noise, @ForAll("columns") Columns asked) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        text.write("a,b,c\n".getBytes(StandardCharsets.US_ASCII));
        for (int i = 0; i < noise.length; i++) {
            text.write(noise[i] == '"' ? '\'' : noise[i]);
            text.write(",\n4".charAt(i % 3));
        }
        CellRoles cells = CellRoles.of(new Header(List.of("a", "b", "c"), -1), asked, TextFormat.CSV);
        assertEquals(
                shown(part(text.toByteArray(), true, cells), cells),
                shown(part(text.toByteArray(), false, cells), cells));
    }

    /** Pieces are many, and their arrays are used again. */
    @Property(tries = 3)
    void tablesOfManyPiecesAreTheSameQuotedOrNot(@ForAll long seed) throws IOException {
        SplittableRandom random = new SplittableRandom(seed);
        List<String> rows = IntStream.range(0, 40_000)
                .mapToObj(i -> i + "," + random.nextDouble() + "," + random.nextInt(1 << random.nextInt(31)))
                .toList();
        String plain = "a,b,c\n" + String.join("\n", rows) + "\n";
        assertTrue(plain.length() > 4 * TextChunks.SIZE);
        Table expected = read(plain.replaceAll("(?m)^(\\d+),", "\"$1\","));
        Table table = read(plain);
        assertEquals(expected.rows().size(), table.rows().size());
        for (int i = 0; i < table.rows().size(); i++) {
            assertTrue(Arrays.equals(expected.rows().get(i), table.rows().get(i)), "row " + i);
        }
    }

    private static Table read(String text) throws IOException {
        Path file = Files.createTempFile("table", ".csv");
        try {
            return Table.read(Files.writeString(file, text));
        } finally {
            Files.delete(file);
        }
    }
}
