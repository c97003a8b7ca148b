package org.em4j.cli.option;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.em4j.cli.large.ClusterOptions;
import org.em4j.cli.large.Data;
import org.em4j.cli.large.TableFile;
import org.em4j.cli.terminal.Console;
import org.em4j.cli.terminal.FormulaOptions;
import org.em4j.cli.terminal.OptionException;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.em4j.io.TextFormat;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** Which columns of a file are read, and how it is written. */
public final class TableOptions {
    public static final String FILE =
            "Table: CSV with a header line, .npy or .npz, any of them compressed by gzip; Parquet; what em pack wrote; or a"
                    + " pattern of names, such as 'logs/*.csv.gz'. - is standard input.";

    @Option(
            names = "--columns",
            paramLabel = "NAMES",
            description =
                    "Columns, by commas; x1..x9 are those from x1 to x9, and a name with a comma in it stands in double"
                            + " quotes. Default: all that hold numbers; to describe a table, all; to apply a"
                            + " model, those that it names.")
    private List<String> columns = List.of();

    @Option(names = "--except", paramLabel = "NAMES", description = "Columns that are left out, as in --columns.")
    private List<String> except = List.of();

    @Option(
            names = "--delimiter",
            paramLabel = "SIGN",
            converter = Sign.class,
            description =
                    "What stands between cells: a sign, tab or space, of which any number is one. Default: a comma.")
    private Optional<Character> delimiter = Optional.empty();

    @Option(
            names = "--decimal",
            paramLabel = "SIGN",
            converter = Sign.class,
            description = "The decimal mark, a point or a comma. Default: a point.")
    private char decimal = TextFormat.CSV.decimal();

    @Option(
            names = "--comment",
            paramLabel = "SIGN",
            converter = Sign.class,
            description = "Read past lines that begin with this sign.")
    private Optional<Character> comment = Optional.empty();

    @Option(names = "--encoding", paramLabel = "NAME", description = "Encoding of the file. Default: UTF-8.")
    private Charset encoding = StandardCharsets.UTF_8;

    @Option(
            names = "--array",
            paramLabel = "NAME",
            description = "Array of a .npz archive that holds several. Default: the only one.")
    private String array = "";

    @Mixin
    public FormulaOptions formulas;

    /** Where is said what becomes of a table that memory does not hold. */
    public Consumer<String> say = words -> {};

    private Optional<Table> kept = Optional.empty();
    private Optional<Data> last = Optional.empty();

    /** Whether columns are chosen. */
    public boolean choose() {
        return !columns.isEmpty() || !except.isEmpty();
    }

    /** What is read if the data are in these columns, unless others are chosen; none for all. */
    public Columns columns(List<String> otherwise) {
        return Columns.of(columns.isEmpty() ? otherwise : names(columns)).except(names(except));
    }

    /** Reads a table; of standard input, which is there once, some columns of what was read before. */
    public Table read(Path file, Optional<String> query, Columns asked) {
        if (kept.isPresent() && file.toString().equals("-")) {
            return kept.get().only(asked.data());
        }
        kept = Optional.of(at(file, query, asked).table());
        last = kept.map(Data::of);
        return kept.get();
    }

    /** The table that was read last. */
    Data last() {
        return last.orElseThrow();
    }

    /** A table that is not read yet. */
    public TableFile at(Path file, Optional<String> query, Columns asked) {
        return new TableFile(file, query, asked.array(array), format(), say);
    }

    /** A table on a cluster, if one is named. */
    Optional<Data> located(String file, Columns asked, ClusterOptions cluster) {
        Optional<Data> there = cluster.data(file, asked, format());
        last = there.or(() -> last);
        return there;
    }

    /** Reads a table into memory if that holds it. */
    Data data(Path file, Optional<String> query, Columns asked) {
        if (file.toString().equals("-")) {
            return Data.of(read(file, query, asked));
        }
        last = Optional.of(at(file, query, asked).data());
        return last.get();
    }

    private TextFormat format() {
        char between = delimiter.orElse(decimal == ',' ? ';' : ',');
        return new TextFormat(between, decimal, comment, encoding, formulas.formulas());
    }

    /** Names as they are typed: by commas, in double quotes where they hold some. */
    public static List<String> names(List<String> typed) {
        return typed.stream()
                .flatMap(words -> {
                    if (words.isBlank()) {
                        throw new OptionException("an option names no column; name some, or leave the option out");
                    }
                    try {
                        return CsvReader.builder()
                                .trimWhitespacesAroundQuotes(true)
                                .ofSingleCsvRecord(words)
                                .getFields()
                                .stream();
                    } catch (CsvParseException e) {
                        throw new OptionException("the quotes of " + words
                                + " do not close; a name with a comma stands in double quotes: --columns '\"a, b\",c'");
                    }
                })
                .map(String::strip)
                .toList();
    }

    /** How the file is written, as options that are typed in a shell, each after a blank. */
    public String typedFormat() {
        return delimiter
                        .map(sign -> " --delimiter "
                                + (sign == '\t' ? "tab" : sign == ' ' ? "space" : Console.word("" + sign)))
                        .orElse("")
                + (decimal == TextFormat.CSV.decimal() ? "" : " --decimal " + decimal)
                + comment.map(sign -> " --comment " + Console.word("" + sign)).orElse("")
                + (encoding.equals(StandardCharsets.UTF_8) ? "" : " --encoding " + encoding)
                + (array.isEmpty() ? "" : " --array " + Console.word(array))
                + (formulas.formulas() == TextFormat.CSV.formulas() ? "" : " --escape-formulas");
    }

    /** Names as they are typed in a shell. */
    public static String typed(List<String> names) {
        return Console.word(names.stream()
                .map(name -> name.contains(",") || name.contains("\"") ? '"' + name.replace("\"", "\"\"") + '"' : name)
                .collect(Collectors.joining(",")));
    }

    /** A sign, by itself or by its name. */
    static final class Sign implements ITypeConverter<Character> {
        private static final Map<String, Character> NAMED =
                Map.of("tab", '\t', "\\t", '\t', "space", ' ', "comma", ',', "semicolon", ';', "point", '.');

        @Override
        public Character convert(String text) {
            if (text.length() != 1 && !NAMED.containsKey(text)) {
                throw new TypeConversionException("'" + text + "' is not one sign, nor tab or space");
            }
            return text.length() == 1 ? Character.valueOf(text.charAt(0)) : NAMED.get(text);
        }
    }
}
