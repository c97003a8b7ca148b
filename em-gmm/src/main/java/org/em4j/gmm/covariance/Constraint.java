package org.em4j.gmm.covariance;

/** How free one part of the covariances of a mixture is: their volumes, their shapes or their orientations. */
public enum Constraint {
    /** Fixed: a sphere, or the axes of the columns. */
    IDENTITY('I'),
    /** One for all components. */
    EQUAL('E'),
    /** Each component its own. */
    VARIABLE('V');

    private final char letter;

    Constraint(char letter) {
        this.letter = letter;
    }

    /** The letter that mclust's names are made of. */
    char letter() {
        return letter;
    }

    /** How many of the part K components have to choose: none, one or K. */
    int copies(int k) {
        return switch (this) {
            case IDENTITY -> 0;
            case EQUAL -> 1;
            case VARIABLE -> k;
        };
    }

    static Constraint of(char letter) {
        for (Constraint freedom : values()) {
            if (freedom.letter == letter) {
                return freedom;
            }
        }
        throw new IllegalArgumentException("a part is I, E or V, not " + letter);
    }
}
