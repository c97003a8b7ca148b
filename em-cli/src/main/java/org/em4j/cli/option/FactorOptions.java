package org.em4j.cli.option;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.em4j.cli.large.ClusterOptions;
import org.em4j.cli.terminal.Console;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.estimate.FactorAnalysisEstimator;
import org.em4j.io.Columns;
import org.em4j.io.Table;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What factor analyses ask beyond other fits. */
public final class FactorOptions {
    @Mixin
    private MatrixOptions matrixOptions;

    @Option(
            names = "--heywood",
            converter = Policy.class,
            description =
                    "What is done about uniquenesses that fall to zero: report them and give up, keep them above a"
                            + " part of the variance with bound(0.005), or give them a prior of so many rows with prior(1)."
                            + " Default: report.")
    public Heywood heywood = new Heywood.Report();

    /** Refuses several starts where there is one. */
    public static void requireSearched(FactorInput input, int starts) {
        int d = input.columns().size();
        RunOptions.require(
                starts == 1 || !FactorAnalysisEstimator.isWide(d),
                "--restarts " + starts + ": the maxima of " + d
                        + " columns are not searched for, EM has one start; leave" + " it out");
    }

    /** Reads the file. */
    public FactorInput read(RunOptions options, Console console) {
        return matrixOptions.read(options, console);
    }

    /** Reads the file; rows that memory does not hold stay in one, and those of a cluster there. */
    public FactorInput data(RunOptions options, Console console, ClusterOptions cluster) {
        return matrixOptions.data(options, console, cluster);
    }

    /** The other columns of the same. */
    public FactorInput data(RunOptions options, List<String> columns, ClusterOptions cluster) {
        return cluster.isGiven()
                ? FactorInput.of(options.data(Columns.of(columns), cluster), options.execution())
                : matrixOptions.read(options, columns);
    }

    /** The file's other columns. */
    public FactorInput read(RunOptions options, List<String> columns) {
        return matrixOptions.read(options, columns);
    }

    /** Rows, and their groups. */
    public Table grouped(RunOptions options, List<String> columns, String group) {
        return matrixOptions.grouped(options, columns, group);
    }

    /** Such as {@code report}, {@code bound}, {@code bound(0.01)} or {@code prior(2)}. */
    public static final class Policy implements ITypeConverter<Heywood> {
        private static final Pattern SYNTAX = Pattern.compile("(report|bound|prior)(?:\\(([^)]*)\\))?");

        @Override
        public Heywood convert(String text) {
            Matcher parts = SYNTAX.matcher(text.toLowerCase(Locale.ROOT).strip());
            if (!parts.matches() || (parts.group(1).equals("report") && parts.group(2) != null)) {
                throw new TypeConversionException("'" + text + "' is none of report, bound(0.005) and prior(1)");
            }
            try {
                return switch (parts.group(1)) {
                    case "bound" -> new Heywood.Bound(number(parts.group(2), 0.005));
                    case "prior" -> new Heywood.Prior(number(parts.group(2), 1));
                    default -> new Heywood.Report();
                };
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException("'" + text + "': " + e.getMessage());
            }
        }

        private static double number(String text, double otherwise) {
            return text == null ? otherwise : Double.parseDouble(text);
        }
    }
}
