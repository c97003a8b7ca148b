package org.em4j.factor.estep;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.em4j.core.data.Pattern;
import org.em4j.core.distribution.Moments;
import org.em4j.factor.estimate.ObservedLikelihood;
import org.em4j.factor.start.Correlations;
import org.em4j.factor.start.ProfileLikelihood;
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

    /** The last two columns make a factor of their own, of which only the product of the loadings is determined. */
    private static final double[][] LOADINGS = {{0.8, 0}, {0.7, 0}, {0.6, 0}, {0.5, 0}, {0, 0.7}, {0, 0.6}};

    private static double[] uniquenesses() {
        double[] psi = new double[6];
        Arrays.setAll(psi, j -> 1 - LOADINGS[j][0] * LOADINGS[j][0] - LOADINGS[j][1] * LOADINGS[j][1]);
        return psi;
    }

    @Test
    void theColumnsOfADirectionWithoutInformationAreNamed() {
        double[] psi = uniquenesses();
        double[][] correlation =
                FactorParameters.of(new double[6], LOADINGS, psi).covariance();
        Correlations correlations = Correlations.of(Moments.of(50, new double[6], correlation));
        double[][] residual = new ProfileLikelihood(correlations.root(), 2, 0)
                .at(Arrays.stream(psi).map(Math::log).toArray())
                .residual();
        assertEquals(Set.of(4, 5), Set.copyOf(Identification.undetermined(residual, new int[] {0, 1, 2, 3, 4, 5})));
        assertEquals(List.of(), Identification.undetermined(residual, new int[] {0, 1, 2, 3, 4}));
    }

    /** By two routes: information with the loadings maximised out, and all of it. */
    @Test
    void bothInformationsSeeTheSame() {
        double[] v = new double[6 + 12 + 6];
        double[] psi = uniquenesses();
        for (int j = 0; j < 6; j++) {
            System.arraycopy(LOADINGS[j], 0, v, 6 + 2 * j, 2);
            v[18 + j] = psi[j];
        }
        Moments moments = Moments.of(
                50,
                new double[6],
                FactorParameters.of(new double[6], LOADINGS, psi).covariance());
        ObservedLikelihood likelihood =
                new ObservedLikelihood(Map.of(Pattern.missing(6), moments), Correlations.of(moments), 2, 0);
        double[][] information = likelihood.information(v);
        assertEquals(Set.of(4, 5), Set.copyOf(Identification.undetermined(information, 2, List.of())));
        assertEquals(List.of(), Identification.undetermined(information, 2, List.of(5)));
    }

    /** A factor that explains nothing takes noise of any column, unless another component knows how much there is. */
    @Test
    void componentsThatShareTheirNoiseTellOfItTogether() {
        double[][] loadings = {{0.8, 0.2}, {0.7, -0.3}, {0.6, 0.1}, {0.3, 0.6}, {0.1, 0.7}, {0.2, 0.5}};
        FactorParameters two = FactorParameters.of(new double[6], loadings, uniquenesses());
        double[][] first =
                Arrays.stream(loadings).map(l -> new double[] {l[0], 0}).toArray(double[][]::new);
        FactorParameters one = FactorParameters.of(new double[6], first, uniquenesses());
        int[] free = {0, 1, 2, 3, 4, 5};
        double[] weights = {0.5, 0.5};
        assertEquals(List.of(), Identification.undetermined(List.of(one, two), weights, free));
        assertEquals(List.of(0, 1, 2, 3, 4, 5), Identification.undetermined(List.of(one, one), weights, free));
        assertEquals(1, Identification.turns(two));
        assertEquals(6, Identification.turns(one));
    }
}
