package org.em4j.io;

import de.siegmar.fastcsv.reader.StringArrayHandler;
import java.io.BufferedReader;
import java.io.StringReader;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.em4j.core.data.InvalidDataException;

/**
 * What the first lines of a text say: its header, and how its cells are separated, where that is not as was said.
 *
 * @param format as was said
 * @param lines the first few
 */
record Layout(TextFormat format, List<String> lines) {
    private static final int LOOKED_AT = 20;

    private record Delimiter(char sign, String name) {
        String written() {
            return sign == '\t' ? "\\t" : "" + sign;
        }
    }

    private static final List<Delimiter> DELIMITERS = List.of(
            new Delimiter(';', "semicolons"),
            new Delimiter('\t', "tabs"),
            new Delimiter('|', "bars"),
            new Delimiter(',', "commas"),
            new Delimiter(' ', "spaces"));

    /** Of a text's first piece. */
    static Layout of(TextChunks.Chunk piece, TextFormat format) {
        return new Layout(
                format,
                new BufferedReader(piece.text())
                        .lines()
                        .filter(line -> !line.isBlank())
                        .limit(LOOKED_AT)
                        .toList());
    }

    /** The header. */
    Header header(TextChunks.Chunk piece) {
        return format.read(piece.text(), texts(), this::header).orElseThrow(() -> lineFault(piece, 1));
    }

    private Header header(Iterator<String[]> records) {
        if (!records.hasNext()) {
            throw new InvalidDataException("there is nothing but comments and blank lines");
        }
        String[] names = records.next();
        if (names.length == 1 || List.of(names).subList(1, names.length).contains("")) {
            advice().ifPresent(words -> {
                throw new InvalidDataException(words);
            });
        }
        String[] first = records.hasNext() ? records.next() : new String[0];
        if (first.length == names.length + 1 && endsBlank(first) && allEndBlank(records, first.length)) {
            throw new InvalidDataException(
                    "lines end in a delimiter that the header has not; take it off their ends, or name all "
                            + first.length + " columns in the header");
        }
        return Header.of(names, first.length, format);
    }

    /** Whether the last of so many cells is blank in every record: where it is not, the first one may be a row name. */
    private static boolean allEndBlank(Iterator<String[]> records, int cells) {
        while (records.hasNext()) {
            String[] record = records.next();
            if (record.length == cells && !endsBlank(record)) {
                return false;
            }
        }
        return true;
    }

    private static boolean endsBlank(String[] record) {
        return record[record.length - 1].isBlank();
    }

    /** Cells as they are, however many. */
    static StringArrayHandler texts() {
        return StringArrayHandler.builder()
                .maxFields(Integer.MAX_VALUE)
                .maxFieldSize(TextChunks.LONGEST)
                .maxRecordSize(Integer.MAX_VALUE)
                .build();
    }

    /** The refusal of a line that has not as many cells as the header. */
    InvalidDataException ragged(long row, int cells, int width) {
        String count = (cells == 1 ? "1 cell" : cells + " cells") + " under a header of " + width;
        String reason = cells < width
                ? "the line ends too early: complete it, or copy the file again if it was cut off"
                : "quote text that contains " + Layout.name(format.delimiter())
                        + ", or take them off the end of the line";
        return new InvalidDataException(row, "", count + "; " + advice().orElse(reason));
    }

    /** The refusal of a line too long, or a quote that does not close at the end of its cell, in a piece from a line on. */
    InvalidDataException lineFault(TextChunks.Chunk piece, long firstLine) {
        Quotes quotes = new Quotes(format, firstLine);
        String fault;
        if (!quotes.follow(piece.bytes(), piece.length())) {
            fault = "the quote that opens in line " + quotes.opened() + " closes before its cell ends, in line "
                    + quotes.line() + "; close it where it should, or double quotes that are part of the text";
        } else if (quotes.isOpen()) {
            fault = "the quote that opens in line " + quotes.opened()
                    + " is not closed; close it, or double it if it is part of the text, and quote the cell";
        } else {
            fault = "line " + quotes.line() + " is longer than " + TextChunks.LONGEST / (1 << 20)
                    + " MiB; end lines by line feeds, or write the table as .npy";
        }
        return new InvalidDataException(firstLine == 1 ? advice().orElse(fault) : fault);
    }

    private static String name(char delimiter) {
        return DELIMITERS.stream()
                .filter(each -> each.sign() == delimiter)
                .findAny()
                .map(Delimiter::name)
                .orElse("the delimiter");
    }

    /** What should have been said of the format, if the first lines look like another. */
    Optional<String> advice() {
        String first = lines.isEmpty() ? "" : lines.get(0).strip();
        if (first.startsWith("#") && format.comment().isEmpty()) {
            return Optional.of("the first line begins with #; if it is a comment, say TextFormat.comment('#')");
        }
        if (first.matches("sep=.?")) {
            return Optional.of("the first line, " + first + ", is for a spreadsheet; delete it");
        }
        if (lines.size() < 2) {
            return Optional.empty();
        }
        if (isAligned()) {
            return Optional.of(
                    "the cells look as if they were set apart by blanks, as many as it takes; say TextFormat.delimiter(' ')");
        }
        return DELIMITERS.stream()
                .filter(each -> each.sign() != format.delimiter() && separates(lines, each.sign()))
                .findFirst()
                .map(each -> {
                    boolean commas = format.decimal() == '.' && each.sign() != ',' && hasDecimalCommas(each.sign());
                    return "the cells look as if they were separated by " + each.name()
                            + (commas ? ", and numbers had decimal commas" : "") + "; say TextFormat.delimiter('"
                            + each.written() + "')"
                            + (commas ? ".decimal(',')" : "");
                });
    }

    /** Whether columns stand under each other, with nothing but blanks between them. */
    private boolean isAligned() {
        List<String> single =
                lines.stream().map(line -> line.strip().replaceAll(" +", " ")).toList();
        return !single.equals(lines) && !separates(lines, format.delimiter()) && separates(single, ' ');
    }

    /** Whether cells of all lines, two or more each, are as many as there are names, or one more: a row name. */
    private static boolean separates(List<String> lines, char delimiter) {
        int names = split(lines.get(0), delimiter).length;
        int cells = split(lines.get(1), delimiter).length;
        int complete = lines.size() == LOOKED_AT ? LOOKED_AT : lines.size() - 1; // the last line may be cut off
        return names > 1
                && (cells == names || cells == names + 1)
                && lines.stream()
                        .limit(Math.max(2, complete))
                        .skip(1)
                        .allMatch(line -> split(line, delimiter).length == cells);
    }

    private boolean hasDecimalCommas(char delimiter) {
        return lines.stream()
                .skip(1)
                .flatMap(line -> Stream.of(split(line, delimiter)))
                .map(String::strip)
                .anyMatch(cell -> cell.indexOf(',') >= 0 && Decimal.isNumber(cell, ','));
    }

    private static String[] split(String line, char delimiter) {
        return TextFormat.CSV
                .delimiter(delimiter)
                .read(new StringReader(line), texts(), records -> records.hasNext() ? records.next() : new String[0])
                .orElse(new String[0]);
    }
}
