package org.em4j.factor.structural.model;

import java.io.Serializable;

/**
 * A free parameter of a structural model.
 *
 * @param name in words, such as {@code loading of x1 on visual}
 * @param label by which a model's text calls it; empty if it does not
 */
public record Parameter(String name, String label) implements Serializable {
    private static final long serialVersionUID = 1;

    /** Without a label. */
    public static Parameter named(String name) {
        return new Parameter(name, "");
    }
}
