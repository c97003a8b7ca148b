package org.em4j.factor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IdentificationTest {
    /** As in the tables of textbooks: 45 variances and covariances of nine columns, say, for 27 loadings less 3 of a rotation. */
    @ParameterizedTest
    @CsvSource({"9, 3, 33, 12", "6, 2, 17, 4", "6, 3, 21, 0", "3, 1, 6, 0", "5, 3, 17, -2"})
    void parametersAndDegreesOfFreedomMakeUpTheCovariances(int d, int q, int free, int degrees) {
        assertEquals(free, Identification.freeParameters(d, q));
        assertEquals(degrees, Identification.degreesOfFreedom(d, q));
    }

    /** Three, six and ten columns leave none for exactly one, three and six factors. */
    @ParameterizedTest
    @CsvSource({"3, 1", "6, 3", "10, 6"})
    void ledermannsBoundIsWhereNoDegreesAreLeft(int d, int bound) {
        assertEquals(bound, Identification.ledermannBound(d), 1e-15);
    }

    @Test
    void theSentenceHasTheNumbers() {
        assertEquals(
                "2 factors on 6 columns leave 4 degrees of freedom (17 parameters for 21 variances and covariances;"
                        + " Ledermann's bound is 3.00 factors)",
                Identification.describe(6, 2));
        assertEquals(
                "1 factor on 3 columns leaves 0 degrees of freedom (6 parameters for 6 variances and covariances;"
                        + " Ledermann's bound is 1.00 factors)",
                Identification.describe(3, 1));
        assertEquals(
                "not identified: 3 factors on 5 columns leave -2 degrees of freedom, 17 parameters for 15 variances and"
                        + " covariances; Ledermann's bound is 2.30 factors",
                Identification.describe(5, 3));
    }

    @Test
    void theCoordinateWithMostOfAFlatDirectionIsNamed() {
        double[][] hessian = {{4, 0, 0, 0}, {0, 9, 0, 0}, {0, 0, 1, 2}, {0, 0, 2, 4}
        }; // flat along (2, -1) of the last two
        assertEquals(2, Identification.undetermined(hessian, new int[] {0, 2, 3}, 1e-8));
        assertEquals(-1, Identification.undetermined(hessian, new int[] {0, 1, 3}, 1e-8));
        assertEquals(-1, Identification.undetermined(hessian, new int[0], 1e-8));
    }
}
