package org.em4j.factor.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.em4j.factor.model.SharedFactors.Part;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SharedFactorsTest {
    private static final int D = 6;
    private static final int Q = 2;

    /**
     * The eight families of McNicholas and Murphy (2008, table 1) with 3 components of 6 columns and 2 factors: loadings have {@code pq - q(q -
     * 1)/2 = 11} parameters, once or 3 times; noise has 1 or 6, once or 3 times; beside them stand 2 weights and 18 means.
     */
    @ParameterizedTest
    @CsvSource({
        "LOADINGS NOISE, 1, 12",
        "LOADINGS NOISE, 6, 17",
        "LOADINGS, 1, 14",
        "LOADINGS, 6, 29",
        "NOISE, 1, 34",
        "NOISE, 6, 39",
        "'', 1, 36",
        "'', 6, 51"
    })
    void parametersAreThoseOfTheLiterature(String shared, int noises, int covariances) {
        Set<Part> parts = EnumSet.noneOf(Part.class);
        Arrays.stream(shared.split(" ", -1))
                .filter(name -> !name.isEmpty())
                .map(Part::valueOf)
                .forEach(parts::add);
        LinearFactorModel component = noises == 1 ? new ProbabilisticPca(D, Q) : new FactorAnalysis(D, Q);
        assertEquals(2 + 18 + covariances, new SharedFactors(component, parts).freeParameters(3));
    }
}
