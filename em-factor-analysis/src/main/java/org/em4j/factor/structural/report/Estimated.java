package org.em4j.factor.structural.report;

import java.util.List;
import java.util.OptionalDouble;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.Term;

/**
 * One line of a table of parameters.
 *
 * @param left variable, or name of a defined parameter
 * @param operator {@code =~}, {@code ~}, {@code ~~}, {@code ~1} or {@code :=}
 * @param right other variable, or what defines the parameter; empty of an intercept
 * @param group name of the group; empty where there is one
 * @param label of the parameter; empty if it has none
 * @param value estimate, or what it is fixed at
 * @param error standard error; empty where it is fixed, or none can be had
 * @param standardised the same in standard deviations of all variables
 * @param standardisedError its standard error, where there is one
 */
public record Estimated(
        String left,
        String operator,
        String right,
        String group,
        String label,
        double value,
        OptionalDouble error,
        OptionalDouble standardised,
        OptionalDouble standardisedError) {
    /** What a term is called: left, operator, right and group, empty where there is nothing to say. */
    public static List<String> names(Specification s, Term t) {
        String row = s.variable(t.row());
        String column = s.variable(t.column());
        String group = s.groups().size() > 1 ? s.groups().get(t.group()) : "";
        return switch (t.kind()) {
            case LOADING -> List.of(column, "=~", row, group);
            case REGRESSION -> List.of(row, "~", column, group);
            case COVARIANCE -> List.of(column, "~~", row, group);
            case INTERCEPT -> List.of(row, "~1", "", group);
        };
    }

    /** The estimate in standard errors. */
    public OptionalDouble z() {
        return error.isPresent() && error.getAsDouble() > 0
                ? OptionalDouble.of(value / error.getAsDouble())
                : OptionalDouble.empty();
    }

    /** The probability of an estimate as far from zero, were the parameter zero. */
    public OptionalDouble pValue() {
        return z().isPresent()
                ? OptionalDouble.of(2 * NormalDistribution.of(0, 1).survivalProbability(Math.abs(z().getAsDouble())))
                : OptionalDouble.empty();
    }

    /** The name of the line, such as {@code visual =~ x1}. */
    public String name() {
        return operator.equals("~1") ? left + " ~1" : left + " " + operator + " " + right;
    }
}
