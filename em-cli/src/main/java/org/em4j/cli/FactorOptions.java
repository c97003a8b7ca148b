package org.em4j.cli;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.em4j.core.data.Columns;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.data.Table;
import org.em4j.factor.FactorSolution;
import org.em4j.factor.Heywood;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** What factor analyses ask beyond other fits. */
final class FactorOptions {
    @Option(
            names = "--input",
            description =
                    "What FILE holds: data, or a covariance or correlation matrix (with a first column of names, or"
                            + " without). Default: ${DEFAULT-VALUE}.")
    FactorSolution.Input input = FactorSolution.Input.DATA;

    @Option(names = "--observations", paramLabel = "N", description = "Rows that a matrix was made from.")
    int observations;

    @Option(
            names = "--heywood",
            converter = Policy.class,
            description =
                    "What is done about uniquenesses that fall to zero: report them and give up, keep them above a"
                            + " part of the variance with bound(0.005), or give them a prior of so many rows with prior(1)."
                            + " Default: report.")
    Heywood heywood = new Heywood.Report();

    /** Reads the file. */
    FactorInput read(FitOptions options, Console console) {
        if (input == FactorSolution.Input.DATA) {
            if (observations != 0) {
                throw new InvalidDataException(
                        "--observations is for matrices; data say themselves how many rows they have");
            }
            return FactorInput.of(options.table(console));
        }
        return matrix(options, options.columns);
    }

    /** The same, but with other columns. */
    FactorInput read(FitOptions options, List<String> columns) {
        return input == FactorSolution.Input.DATA
                ? FactorInput.of(Table.read(options.file, options.columns(columns)))
                : matrix(options, columns);
    }

    private FactorInput matrix(FitOptions options, List<String> columns) {
        if (!options.weights.isEmpty()) {
            throw new InvalidDataException("--weights are of rows; a matrix has none");
        }
        return FactorInput.of(Table.read(options.file, Columns.of(List.of())), columns, input, observations);
    }

    /** Such as {@code report}, {@code bound}, {@code bound(0.01)} or {@code prior(2)}. */
    static final class Policy implements ITypeConverter<Heywood> {
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
