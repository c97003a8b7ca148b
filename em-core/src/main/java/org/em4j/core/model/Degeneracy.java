package org.em4j.core.model;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Why a model has no density, or no maximum, at some parameters.
 *
 * @param component which part of the model, such as {@code component 2}; empty for a model without parts
 * @param parts zero-based number of that part, and of the part of it, and so on inwards; empty for a model without parts
 * @param columns zero-based columns at fault, where any are: without them it may work
 * @param rows zero-based observations that the part sits on, where it is known
 * @param cause what happened, as a sentence without its subject
 * @param remedy the smallest thing that helps
 * @param conditionNumber how close to singular, infinite where it is
 */
public record Degeneracy(
        String component,
        List<Integer> parts,
        List<Integer> columns,
        List<Integer> rows,
        String cause,
        String remedy,
        double conditionNumber)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** More rows than this are counted, not listed. */
    private static final int LISTED = 8;

    /** A degeneracy of a whole model that lies in no single column. */
    public static Degeneracy of(String cause, String remedy) {
        return new Degeneracy("", List.of(), List.of(), List.of(), cause, remedy, Double.POSITIVE_INFINITY);
    }

    /** A copy that names a column. */
    public Degeneracy column(int column) {
        return columns(List.of(column));
    }

    /** A copy that names columns. */
    public Degeneracy columns(List<Integer> columns) {
        return new Degeneracy(component, parts, List.copyOf(columns), rows, cause, remedy, conditionNumber);
    }

    /** The first column at fault, where one is. */
    public OptionalInt column() {
        return columns.stream().mapToInt(Integer::intValue).findFirst();
    }

    /** A copy that names the observations it is seen on. */
    public Degeneracy rows(List<Integer> rows) {
        return new Degeneracy(component, parts, columns, List.copyOf(rows), cause, remedy, conditionNumber);
    }

    /** A copy with a condition number. */
    public Degeneracy conditionNumber(double conditionNumber) {
        return new Degeneracy(component, parts, columns, rows, cause, remedy, conditionNumber);
    }

    /** A copy that is said of all parts of a model together, which takes a remedy of its own. */
    public Degeneracy inAll(String all, String remedy) {
        return new Degeneracy(under(all), List.of(), columns, rows, cause, remedy, conditionNumber);
    }

    /** A copy that is said of one part of a model; the name is empty where there is but one. */
    public Degeneracy within(String name, int number) {
        List<Integer> path = new ArrayList<>(parts);
        path.add(0, number);
        return new Degeneracy(under(name), List.copyOf(path), columns, rows, cause, remedy, conditionNumber);
    }

    private String under(String name) {
        return component.isEmpty() || name.isEmpty() ? name + component : name + ", " + component;
    }

    /** One sentence: place, rows, cause, condition, remedy; rows counted from 1. */
    public String describe() {
        return (component.isEmpty() ? "" : component + onRows() + ": ") + cause + condition() + "; " + remedy;
    }

    private String onRows() {
        if (rows.isEmpty()) {
            return "";
        }
        String listed =
                rows.stream().limit(LISTED).map(i -> Integer.toString(i + 1)).collect(Collectors.joining(", "));
        int more = rows.size() - LISTED;
        return (rows.size() == 1 ? " (on row " : " (on rows ") + listed + (more > 0 ? " and " + more + " more)" : ")");
    }

    private String condition() {
        return Double.isInfinite(conditionNumber)
                ? ""
                : String.format(Locale.ROOT, " (condition number %.1e)", conditionNumber);
    }
}
