package org.em4j.cli.latent;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.option.TableOptions;
import org.em4j.cli.terminal.Console;
import org.em4j.cli.terminal.OptionException;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Rows;
import org.em4j.gallery.mixed.Column;
import org.em4j.gallery.mixed.MixedColumns;
import org.em4j.io.Columns;
import org.em4j.io.Decimal;
import org.em4j.io.Table;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which columns of a table are categories, which counts, and which measurements. */
public abstract class KindOptions {
    @Option(
            names = "--counts",
            paramLabel = "NAMES",
            description = "Columns of counts, which have a Poisson distribution; names as in --columns.")
    private List<String> counts = List.of();

    /** Classes of answers: a column is categorical unless it is named. */
    static final class OfClasses extends KindOptions implements ClassOptions {
        @Option(
                names = "--numeric",
                paramLabel = "NAMES",
                description =
                        "Columns of measurements, which have a normal distribution. All columns that are neither these nor"
                                + " --counts nor --covariates are categorical: each text, or number, is a category.")
        private List<String> numeric = List.of();

        @Mixin
        private CovariateOptions covariates;

        @Override
        public String called() {
            return "Latent class analysis";
        }

        @Override
        public CovariateOptions covariates() {
            return covariates;
        }

        @Override
        public List<String> given(Table table) {
            return covariates.among(table);
        }

        @Override
        protected Columns.Choice categorical() {
            List<String> others = new ArrayList<>(counts());
            others.addAll(TableOptions.names(numeric));
            others.addAll(covariates.names());
            return new Columns.Choice(others, true);
        }

        @Override
        public Table all(RunOptions options, Console console) {
            Table table = options.table(console, columns -> columns.categorical(categorical()));
            measured(table).ifPresent(console::say);
            return table;
        }
    }

    /** Refuses no classes or states, and fewer rows than these. */
    public static void requireRows(int size, String called, Rows rows) {
        if (size < 1) {
            throw new OptionException("--" + called + " are one or more, not " + size);
        }
        int n = rows.informative().size();
        if (n < size) {
            throw new InvalidDataException(n + " rows for " + size + " " + called + "; use fewer " + called);
        }
    }

    /** Numbers of so many kinds are hardly answers. */
    private static final int ANSWERS = 20;

    /** What is said of categorical columns that hold measurements, by their looks. */
    static Optional<String> measured(Table table) {
        List<String> names = table.columns().stream()
                .filter(name -> isMeasured(table.categories().getOrDefault(name, List.of())))
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of("categories that look like measurements: if they are, say --numeric "
                        + TableOptions.typed(names));
    }

    private static boolean isMeasured(List<String> categories) {
        boolean areNumbers = categories.stream().allMatch(word -> Double.isFinite(Decimal.parse(word)));
        boolean areWhole = categories.stream().allMatch(word -> word.matches("-?\\d+"));
        return areNumbers && categories.size() > (areWhole ? ANSWERS : ANSWERS / 4);
    }

    /** The columns that are read as categories. */
    protected abstract Columns.Choice categorical();

    /** The columns of a table that others depend on. */
    public List<String> given(Table table) {
        return List.of();
    }

    List<String> counts() {
        return TableOptions.names(counts);
    }

    /**
     * The columns of a table that was read so.
     *
     * @throws InvalidDataException if a column is not what it is called, with the place
     */
    public MixedColumns of(Table table) {
        List<String> given = given(table);
        List<String> counted = new Columns.Choice(counts(), false).among(table.columns(), table.columns());
        return new MixedColumns(IntStream.range(0, table.columns().size())
                .mapToObj(j -> {
                    String name = table.columns().get(j);
                    if (table.categories().containsKey(name)) {
                        return categorical(name, table.categories().get(name));
                    }
                    if (counted.contains(name)) {
                        requireCounts(table.rows(), j, name);
                        return Column.count(name);
                    }
                    requireSpread(table.rows(), j, name);
                    return given.contains(name) ? covariate(table.rows(), j, name) : Column.number(name);
                })
                .toList());
    }

    private static Column categorical(String name, List<String> categories) {
        if (categories.isEmpty()) {
            throw new InvalidDataException(
                    0,
                    name,
                    "no row of positive weight has a category; leave it out with Columns.except(" + name + ")");
        }
        return Column.categorical(name, categories);
    }

    private static void requireCounts(Rows rows, int j, String name) {
        for (int i = 0; i < rows.size(); i++) {
            double x = rows.get(i, j);
            if (!Double.isNaN(x) && !(x >= 0 && x <= Integer.MAX_VALUE && x == Math.rint(x))) {
                throw new InvalidDataException(
                        i + 1L, name, x + " is no count; those are whole numbers from 0 on: leave it out of --counts");
            }
        }
    }

    /** A column that others depend on; refuses rows without it. */
    static Column covariate(Rows rows, int j, String name) {
        Column column = Column.covariate(name);
        column.requireAll(rows, j);
        return column;
    }

    /** Refuses a column whose values are all the same, or none. */
    public static void requireSpread(Rows rows, int j, String name) {
        boolean isSpread = IntStream.range(0, rows.size())
                        .mapToDouble(i -> rows.get(i, j))
                        .filter(x -> !Double.isNaN(x))
                        .distinct()
                        .limit(2)
                        .count()
                > 1;
        if (!isSpread) {
            throw new InvalidDataException(
                    0, name, "its values are all the same, or none; leave it out with Columns.except(" + name + ")");
        }
    }
}
