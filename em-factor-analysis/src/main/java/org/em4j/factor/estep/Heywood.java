package org.em4j.factor.estep;

import java.io.Serializable;

/**
 * What is done about uniquenesses that fall to zero, as of Heywood (1931): the likelihood then has no maximum among
 * proper solutions, only a supremum at the edge.
 */
public sealed interface Heywood extends Serializable {
    /** The uniqueness of greatest objective, given that of greatest likelihood and the variance of the column; n rows. */
    double restrain(double uniqueness, double variance, double n);

    /** Log prior density of the uniqueness of a column of some variance, in nats, but for a constant. */
    double logPrior(double uniqueness, double variance);

    /** The least uniqueness, as a part of the variance; 0 for none. */
    double least();

    /** The likelihood alone decides; a fit that ends at the edge is {@code Degenerate}, and says so. */
    record Report() implements Heywood {
        @Override
        public double restrain(double uniqueness, double variance, double n) {
            return uniqueness;
        }

        @Override
        public double logPrior(double uniqueness, double variance) {
            return 0;
        }

        @Override
        public double least() {
            return 0;
        }
    }

    /**
     * No uniqueness below a part of its column's variance: R's factanal has 0.005. A column at its bound is named.
     *
     * @param least between 0 and 1
     */
    record Bound(double least) implements Heywood {
        /** Checks the bound. */
        public Bound {
            if (!(least > 0 && least < 1)) {
                throw new IllegalArgumentException("a bound of uniquenesses is between 0 and 1, not " + least);
            }
        }

        @Override
        public double restrain(double uniqueness, double variance, double n) {
            return Math.max(uniqueness, least * variance);
        }

        @Override
        public double logPrior(double uniqueness, double variance) {
            return 0;
        }
    }

    /**
     * An inverse gamma prior on each uniqueness: as if so many rows more had been seen, whose noise has half the column's
     * variance (Martin and McDonald 1975, Akaike 1987 on the need for one).
     *
     * @param rows more than 0; one is a weak prior
     */
    record Prior(double rows) implements Heywood {
        /** The variance of the prior's rows, as a part of the column's. */
        public static final double EXPECTED = 0.5;

        /** Checks the number of rows. */
        public Prior {
            if (!(rows > 0) || Double.isInfinite(rows)) {
                throw new IllegalArgumentException("a prior is worth more than 0 rows, not " + rows);
            }
        }

        @Override
        public double restrain(double uniqueness, double variance, double n) {
            return (n * uniqueness + rows * EXPECTED * variance) / (n + rows);
        }

        @Override
        public double logPrior(double uniqueness, double variance) {
            return -0.5 * rows * (Math.log(uniqueness) + EXPECTED * variance / uniqueness);
        }

        @Override
        public double least() {
            return 0;
        }
    }
}
