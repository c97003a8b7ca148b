package org.em4j.validation.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.stream.Stream;
import org.em4j.factor.rotate.RotatedLoadings;
import org.em4j.factor.rotate.Rotation;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rotations of the reference's own loadings, as R's stats and GPArotation. */
class RotationGoldTest {
    static Stream<Reference> cases() {
        return Reference.startingWith("fa_")
                .filter(r -> r.at("/q").asInt() > 1 && r.json().has("rotations"));
    }

    private static RotatedLoadings rotated(Reference reference, Rotation rotation) {
        return rotation.rotate(Reference.matrix(reference.at("/loadings_unrotated_canonical")));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void varimaxIsThatOfIndependentSoftware(Reference reference) {
        assertSame(reference, "varimax_kaiser", rotated(reference, Rotation.VARIMAX));
        assertSame(reference, "varimax_raw", rotated(reference, Rotation.VARIMAX.weighting(Rotation.Weighting.RAW)));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void promaxIsThatOfIndependentSoftware(Reference reference) {
        assertSame(reference, "promax_m4", rotated(reference, Rotation.PROMAX));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theOthersAreThatOrBetter(Reference reference) {
        asGood(reference, "quartimax", Rotation.QUARTIMAX);
        asGood(reference, "oblimin_gam0", Rotation.OBLIMIN);
        asGood(reference, "oblimin_gam0_kaiser", Rotation.OBLIMIN.weighting(Rotation.Weighting.KAISER));
        asGood(reference, "geomin_delta0p01", Rotation.GEOMIN);
    }

    private static void asGood(Reference reference, String name, Rotation rotation) {
        JsonNode gold = reference.at("/rotations/" + name);
        RotatedLoadings rotated = rotated(reference, rotation);
        double value = gold.get("criterion_value").asDouble();
        assertTrue(
                rotated.criterion() <= value + 1e-9, reference + " " + name + " " + rotated.criterion() + " " + value);
        if (gold.get("converged").asBoolean() && rotated.criterion() > value - 1e-7) {
            assertSame(reference, name, rotated);
        }
    }

    private static void assertSame(Reference reference, String name, RotatedLoadings rotated) {
        double[][] expected = Reference.matrix(reference.at("/rotations/" + name + "/loadings"));
        int q = expected[0].length;
        int[] match = new int[q];
        double[] sign = new double[q];
        for (int a = 0; a < q; a++) {
            double most = 0;
            for (int b = 0; b < q; b++) {
                double product = 0;
                double length = 0;
                for (int j = 0; j < expected.length; j++) {
                    product += expected[j][a] * rotated.loadings()[j][b];
                    length += rotated.loadings()[j][b] * rotated.loadings()[j][b];
                }
                product /= Math.sqrt(length);
                if (Math.abs(product) > most) {
                    most = Math.abs(product);
                    match[a] = b;
                    sign[a] = Math.signum(product);
                }
            }
        }
        JsonNode phi = reference.at("/rotations/" + name + "/Phi");
        for (int a = 0; a < q; a++) {
            for (int j = 0; j < expected.length; j++) {
                assertEquals(expected[j][a], sign[a] * rotated.loadings()[j][match[a]], 1e-5, name);
            }
            for (int b = 0; b < q && phi.isArray(); b++) {
                double actual = sign[a] * sign[b] * rotated.correlations()[match[a]][match[b]];
                assertEquals(phi.get(a).get(b).asDouble(), actual, 1e-5, name);
            }
        }
    }
}
