package org.em4j.cli.option;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.em4j.cli.large.ClusterOptions;
import org.em4j.cli.terminal.Console;
import org.em4j.cli.terminal.OptionException;
import org.em4j.core.data.Missing;
import org.em4j.factor.report.FactorSolution;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import picocli.CommandLine.Option;

/** What a factor model is fitted to: rows, or a matrix made from them. */
public final class MatrixOptions {
    /** What sums of squares were divided by to make covariances. */
    enum Divisor {
        /** The number of observations, as maximum likelihood has it. */
        N,
        /** One less, as R, SPSS, pandas and most tables have it. */
        N_MINUS_1;

        @Override
        public String toString() {
            return this == N ? "n" : "n-1";
        }
    }

    @Option(
            names = "--input",
            description =
                    "What FILE holds: data, or a covariance or correlation matrix (with a first column of names, or"
                            + " without). Default: ${DEFAULT-VALUE}.")
    FactorSolution.Input input = FactorSolution.Input.DATA;

    @Option(names = "--observations", paramLabel = "N", description = "Rows that a matrix was made from.")
    int observations;

    @Option(
            names = "--divisor",
            description =
                    "What the sums of squares of a covariance matrix were divided by: n-1, as most software does and R's"
                            + " cov(), or n. Default: n-1.")
    Optional<Divisor> divisor = Optional.empty();

    /** Reads the file. */
    FactorInput read(RunOptions options, Console console) {
        return matrix(options).orElseGet(() -> FactorInput.of(options.table(console)));
    }

    /** The same; rows that memory does not hold stay in a file, and those of a cluster there. */
    FactorInput data(RunOptions options, Console console, ClusterOptions cluster) {
        RunOptions.require(
                input == FactorSolution.Input.DATA || !cluster.isGiven(),
                "--input " + input.name().toLowerCase(Locale.ROOT) + " is of this machine; leave out --master");
        return matrix(options).orElseGet(() -> FactorInput.of(options.data(console, "", cluster), options.execution()));
    }

    /** Reads the file if it is said to hold a matrix. */
    public Optional<FactorInput> matrix(RunOptions options) {
        requireMeant();
        return input == FactorSolution.Input.DATA
                ? Optional.empty()
                : Optional.of(matrix(options, options.tables.columns(List.of())));
    }

    /** The file's other columns. */
    FactorInput read(RunOptions options, List<String> columns) {
        requireMeant();
        return input == FactorSolution.Input.DATA
                ? FactorInput.of(options.table(columns))
                : matrix(options, Columns.of(columns));
    }

    /** Some columns of rows, and the groups of these from another. */
    Table grouped(RunOptions options, List<String> columns, String group) {
        requireMeant();
        if (input != FactorSolution.Input.DATA) {
            throw new OptionException("--group is of rows; a matrix has none");
        }
        return options.table(Columns.of(columns).labels(group));
    }

    private void requireMeant() {
        if (input == FactorSolution.Input.DATA && observations != 0) {
            throw new OptionException("--observations is for matrices; data say themselves how many rows they have");
        }
        if (input != FactorSolution.Input.COVARIANCE && divisor.isPresent()) {
            throw new OptionException("--divisor is for covariance matrices; a "
                    + (input == FactorSolution.Input.DATA ? "fit to rows" : "correlation matrix")
                    + " is the same whatever it is");
        }
    }

    private FactorInput matrix(RunOptions options, Columns columns) {
        RunOptions.require(options.weights.isEmpty(), "--weights are of rows; a matrix has none");
        RunOptions.require(!options.cells.given, "--missing is of rows; a matrix has none, and no gaps; leave it out");
        Columns triangle = Columns.all().missing(Missing.LATENT).lines(Columns.Lines.TRIANGULAR);
        Table table = options.tables.read(options.file(), options.query, triangle);
        return FactorInput.of(
                PrintedMatrix.of(table, columns.among(table.columns()), input),
                observations,
                divisor.orElse(Divisor.N_MINUS_1));
    }
}
