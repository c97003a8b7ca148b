package org.em4j.cli.option;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.em4j.cli.checkpoint.CheckpointOptions;
import org.em4j.cli.format.Format;
import org.em4j.cli.large.ClusterOptions;
import org.em4j.cli.large.Data;
import org.em4j.cli.large.WeightSum;
import org.em4j.cli.terminal.Cancellation;
import org.em4j.cli.terminal.Console;
import org.em4j.cli.terminal.Environment;
import org.em4j.cli.terminal.OptionException;
import org.em4j.cli.terminal.OutputFiles;
import org.em4j.core.Execution;
import org.em4j.core.data.Rows;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.Audit;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.StoppingRule;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.fit.accelerate.Parabolic;
import org.em4j.core.fit.accelerate.QuasiNewton;
import org.em4j.core.fit.accelerate.Squarem;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import org.em4j.report.FitPage;
import org.em4j.report.svg.Theme;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What everything that fits is asked: the data, when to stop, and what to show. */
public class RunOptions {
    /** What takes longer steps than EM. */
    public enum Acceleration {
        /** Nothing. */
        none,
        /** What took the fewest E-steps on the problems of docs/acceleration.md. */
        auto,
        /** Squared extrapolation. */
        squarem,
        /** Least squares on the last steps. */
        anderson,
        /** Secants. */
        quasi_newton,
        /** A search along parabolas. */
        parabolic;

        @Override
        public String toString() {
            return name().replace('_', '-');
        }

        Accelerator accelerator() {
            return switch (this) {
                case none -> Accelerator.NONE;
                case quasi_newton -> new QuasiNewton();
                case squarem -> new Squarem();
                case auto, anderson -> new Anderson();
                case parabolic -> new Parabolic();
            };
        }
    }

    @Parameters(paramLabel = "FILE", arity = "0..1", description = TableOptions.FILE + " Or else --query.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--query",
            paramLabel = "SQL",
            description =
                    "Instead of FILE: a query of DuckDB's, which names files as tables: \"select a, b from 'x.parquet'"
                            + " where year = 2024\".")
    Optional<String> query = Optional.empty();

    @Mixin
    public TableOptions tables;

    @Option(names = "--weights", paramLabel = "COLUMN", description = "Column of row weights.")
    public String weights = "";

    @Mixin
    CellOptions cells;

    @Option(
            names = "--tolerance",
            description = "Stop when the maximum is less than so many standard errors away; 0 never stops early."
                    + " Default: ${DEFAULT-VALUE}.")
    double tolerance = Em.TOLERANCE;

    @Option(names = "--max-iterations", description = "Budget of iterations. Default: ${DEFAULT-VALUE}.")
    public int maxIterations = 10_000;

    @Option(names = "--seed", description = "What random starts are a function of. Default: ${DEFAULT-VALUE}.")
    public long seed = 1;

    @Option(
            names = "--audit",
            description = "When a check of the audit fails: stop, warn, or revert the step and try once more."
                    + " Default: ${DEFAULT-VALUE}.")
    Audit.Policy audit = Audit.Policy.STOP;

    @Option(
            names = "--accelerate",
            description = "Longer steps than EM's, that never lower the objective: ${COMPLETION-CANDIDATES}."
                    + " Default: none; of lca, hmm and select gmm, squarem.")
    Optional<Acceleration> accelerate = Optional.empty();

    @Option(names = "--threads", description = "Threads; they do not change a bit. Default: all processors.")
    public int threads = Runtime.getRuntime().availableProcessors();

    @Mixin
    public CheckpointOptions checkpoints;

    @Spec(Spec.Target.MIXEE)
    CommandSpec command;

    @Option(names = "--report", paramLabel = "OUT.html", description = "Write a page with pictures.")
    public Optional<Path> report = Optional.empty();

    @Option(
            names = "--figures",
            paramLabel = "DIR",
            description =
                    "Write each picture as SVG and PDF into a folder, 85 mm wide, or 170 where it has several panels.")
    Optional<Path> figures = Optional.empty();

    @Option(names = "--theme", description = "Ground of --figures: ${COMPLETION-CANDIDATES}. Default: light.")
    Optional<Theme> theme = Optional.empty();

    @Option(names = "--format", description = Format.OF_PAGES)
    public Format format = Format.text;

    /** Refuses what cannot be meant, before anything is read. */
    public void check() {
        require(tolerance >= 0, "--tolerance is zero or more, not " + tolerance);
        require(maxIterations >= 0, "--max-iterations is zero or more, not " + maxIterations);
        require(threads >= 1, "--threads is one or more, not " + threads);
        if (file.isEmpty() && query.isEmpty()) {
            throw new ParameterException(command.commandLine(), "Missing required parameter: 'FILE'");
        }
        require(file.isEmpty() || query.isEmpty(), "--query says what is read; leave out " + file());
        require(
                theme.isEmpty() || figures.isPresent(),
                "--theme is of --figures; name a folder for them, or leave it out");
        checkpoints.check();
        OutputFiles.requireWritable(
                Stream.concat(written().stream(), checkpoints.written().stream())
                        .toList(),
                file());
        figures.ifPresent(OutputFiles::requireFolder);
    }

    /** Whether something is drawn. */
    public boolean draw() {
        return report.isPresent() || figures.isPresent();
    }

    /** What is said where there is no time to. */
    public String notDrawn() {
        return Stream.of(report, figures)
                .flatMap(Optional::stream)
                .map(place -> place + " is not drawn")
                .collect(Collectors.joining("; "));
    }

    /** The files of a page: itself, and its pictures. */
    public Map<Path, byte[]> drawn(FitPage page) {
        Map<Path, byte[]> files = new LinkedHashMap<>();
        report.ifPresent(
                file -> files.put(file, page.html(Environment.describe()).getBytes(StandardCharsets.UTF_8)));
        figures.ifPresent(folder -> page.figures(theme.orElse(Theme.LIGHT))
                .forEach((name, bytes) -> files.put(folder.resolve(name), bytes)));
        return files;
    }

    /** What is read, as it is called in sentences. */
    public Path file() {
        return file.orElse(Path.of("the query"));
    }

    /** Refuses options that do not go together. */
    public static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new OptionException(otherwise);
        }
    }

    /** Files that are written at the end. */
    List<Path> written() {
        return report.stream().toList();
    }

    /** The file's data in these columns. */
    public Table table(List<String> data) {
        return table(Columns.of(data));
    }

    /** The same, and more. */
    public Table table(Columns columns) {
        return Cancellation.unlessInterrupted(() -> tables.read(file(), query, whole(columns)))
                .orElseThrow(CancellationException::new);
    }

    public Table table(Console console) {
        return table(console, columns -> columns);
    }

    /** The same, with what more is asked of the columns; what is odd is said of columns of numbers. */
    public Table table(Console console, UnaryOperator<Columns> more) {
        Table table = table(more.apply(tables.columns(List.of())));
        note(console, Data.numbers(table));
        return table;
    }

    /** The same; rows that memory does not hold stay in a file, and those of a cluster there. */
    public Data data(Console console, String labels, ClusterOptions cluster) {
        cluster.check(query.isPresent(), !labels.isEmpty(), typedFile());
        Data data = data(tables.columns(List.of()).labels(labels), cluster);
        note(console, data);
        return data;
    }

    /** Columns of the same. */
    public Data data(Columns columns, ClusterOptions cluster) {
        Columns all = whole(columns);
        return Cancellation.unlessInterrupted(() ->
                        tables.located(typedFile(), all, cluster).orElseGet(() -> tables.data(file(), query, all)))
                .orElseThrow(CancellationException::new);
    }

    /** A cluster's names are no paths: those have one slash where hdfs:// has two. */
    private String typedFile() {
        return file.isEmpty()
                ? ""
                : command.positionalParameters().get(0).originalStringValues().get(0);
    }

    private Columns whole(Columns columns) {
        return columns.weights(weights).missing(cells.missing());
    }

    /** Says what is left out, and what is odd about the columns of rows in memory. */
    private void note(Console console, Data data) {
        if (!data.leftOut().isEmpty()) {
            console.say("left out, no numbers in it: " + String.join(", ", data.leftOut()));
        }
        if (data.rows() instanceof Rows rows) {
            if (!tables.choose()) {
                Cancellation.unlessInterrupted(() -> ColumnNotes.of(data.columns(), rows))
                        .orElseThrow(CancellationException::new)
                        .ifPresent(console::say);
            }
            if (!weights.isEmpty()) {
                WeightSum.of(rows).warning().ifPresent(console::say);
            }
        }
    }

    /** On so many threads, from the seed. */
    public Execution execution() {
        return new Execution(threads, seed);
    }

    public Em em() {
        return em(Acceleration.none);
    }

    /** The same, accelerated in some way unless asked otherwise. */
    public Em em(Acceleration otherwise) {
        return new Em()
                .until(StoppingRule.distance(tolerance))
                .maxIterations(maxIterations)
                .audit(audit)
                .checkpoint(checkpoints.open(command, tables.last()))
                .accelerate(accelerate.orElse(otherwise).accelerator());
    }
}
