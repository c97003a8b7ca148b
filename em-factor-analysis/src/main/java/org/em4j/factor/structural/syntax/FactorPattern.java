package org.em4j.factor.structural.syntax;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.structural.model.Parameter;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.Term;
import org.em4j.factor.structural.model.Term.Kind;

/**
 * Which columns load on which factor, and nothing else: factors of variance one that correlate or do not, and residuals
 * that do not (Joereskog 1969).
 *
 * @param factors names, in order, each with its columns
 * @param correlated whether the factors may
 */
public record FactorPattern(Map<String, List<String>> factors, Correlation correlated) {
    /** What is known of the factors' correlations. */
    public enum Correlation {
        /** The correlations are zero. */
        NONE,
        /** The correlations are free. */
        FREE
    }

    /** Copies the map. */
    public FactorPattern {
        factors = new LinkedHashMap<>(factors);
    }

    /**
     * From lines such as {@code visual=x1+x2+x3}; lines of the same factor are joined.
     *
     * @throws InvalidDataException if a line is no such thing, or names a column twice
     */
    public static FactorPattern parse(List<String> lines, Correlation correlated) {
        Map<String, List<String>> factors = new LinkedHashMap<>();
        for (String line : lines) {
            int at = line.indexOf('=');
            if (at < 1 || at == line.length() - 1) {
                throw new InvalidDataException(
                        "\"" + line + "\" names no factor and its columns, as in" + " visual=x1+x2+x3");
            }
            String name = line.substring(0, at).strip();
            List<String> columns = factors.computeIfAbsent(name, n -> new ArrayList<>());
            for (String column : line.substring(at + 1).split("\\+", -1)) {
                if (columns.contains(column.strip())) {
                    throw new InvalidDataException(0, column.strip(), "loads on " + name + " twice; name it once");
                }
                columns.add(column.strip());
            }
        }
        return new FactorPattern(factors, correlated);
    }

    /** The columns, in the order in which they are named. */
    public List<String> columns() {
        return factors.values().stream().flatMap(List::stream).distinct().toList();
    }

    /**
     * The model of given columns.
     *
     * @param means {@link Specification.Means#NONE} of a matrix, which has none, otherwise saturated
     */
    public Specification specification(List<String> columns, Specification.Means means) {
        List<String> names = List.copyOf(factors.keySet());
        int d = columns.size();
        List<Term> terms = new ArrayList<>();
        List<Parameter> parameters = new ArrayList<>();
        for (int j = 0; j < d; j++) {
            for (int a = 0; a < names.size(); a++) {
                if (factors.get(names.get(a)).contains(columns.get(j))) {
                    terms.add(new Term(Kind.LOADING, 0, j, d + a, parameters.size(), 0));
                    parameters.add(Parameter.named("loading of " + columns.get(j) + " on " + names.get(a)));
                }
            }
            terms.add(new Term(Kind.COVARIANCE, 0, j, j, parameters.size(), 0));
            parameters.add(Parameter.named("uniqueness of " + columns.get(j)));
        }
        for (int a = 0; a < names.size(); a++) {
            for (int b = 0; b < a && correlated == Correlation.FREE; b++) {
                terms.add(new Term(Kind.COVARIANCE, 0, d + a, d + b, parameters.size(), 0));
                parameters.add(Parameter.named("correlation of " + names.get(b) + " and " + names.get(a)));
            }
            terms.add(new Term(Kind.COVARIANCE, 0, d + a, d + a, Term.FIXED, 1));
        }
        for (int j = 0; j < d && means != Specification.Means.NONE; j++) {
            terms.add(new Term(Kind.INTERCEPT, 0, j, j, parameters.size(), 0));
            parameters.add(Parameter.named("mean of " + columns.get(j)));
        }
        List<Double> ones = IntStream.range(0, d).mapToObj(j -> 1.0).toList();
        return new Specification(columns, names, List.of("all"), terms, parameters, means, new Heywood.Report(), ones);
    }
}
