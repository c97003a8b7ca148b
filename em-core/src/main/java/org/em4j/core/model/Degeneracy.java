package org.em4j.core.model;

import java.io.Serializable;
import java.util.OptionalInt;

/**
 * Why a model has no density, or no maximum, at some parameters.
 *
 * @param component which part of the model, such as {@code component 2}; empty for a model without parts
 * @param column zero-based column at fault, where one is
 * @param cause what happened, as a sentence without its subject
 * @param remedy the smallest thing that helps
 * @param conditionNumber how close to singular, infinite where it is
 */
public record Degeneracy(String component, OptionalInt column, String cause, String remedy, double conditionNumber)
        implements Serializable {
    private static final long serialVersionUID = 1;

    /** A degeneracy of a whole model that lies in no single column. */
    public static Degeneracy of(String cause, String remedy) {
        return new Degeneracy("", OptionalInt.empty(), cause, remedy, Double.POSITIVE_INFINITY);
    }

    /** The same, in the given column. */
    public Degeneracy column(int column) {
        return new Degeneracy(component, OptionalInt.of(column), cause, remedy, conditionNumber);
    }

    /** The same, at the given condition number. */
    public Degeneracy conditionNumber(double conditionNumber) {
        return new Degeneracy(component, column, cause, remedy, conditionNumber);
    }

    /** The same, in a part of a model. */
    public Degeneracy in(String part) {
        String path = component.isEmpty() ? part : part + ", " + component;
        return new Degeneracy(path, column, cause, remedy, conditionNumber);
    }

    /** One sentence: place, cause, remedy. */
    public String describe() {
        return (component.isEmpty() ? "" : component + ": ") + cause + "; " + remedy;
    }
}
