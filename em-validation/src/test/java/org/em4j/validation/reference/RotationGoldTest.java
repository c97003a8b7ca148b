package org.em4j.validation.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import org.em4j.factor.rotate.Quartic;
import org.em4j.factor.rotate.RotatedLoadings;
import org.em4j.factor.rotate.Rotation;
import org.em4j.factor.rotate.RotationCriterion;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rotations of the reference's own loadings, as R's stats and GPArotation. */
class RotationGoldTest {
    /** The least curvature of a criterion at a minimum: a slope over it is how far the minimum may be. */
    private static final double FLATTEST = 1e-3;

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

    /**
     * By GPArotation, with parameters and targets: the lowest of its own starts, and the slope that is left there.
     *
     * @param loadings rotated {@code (d x q)}
     */
    record Line(String reference, String way, double value, double slope, double[][] loadings, double[][] phi) {
        static Line of(String text) {
            String[] cells = text.split(",");
            double[] numbers = Arrays.stream(cells)
                    .skip(4)
                    .mapToDouble(Double::parseDouble)
                    .toArray();
            int q = cells[0].endsWith("q4") ? 4 : 3;
            int d = numbers.length / q - q;
            return new Line(
                    cells[0],
                    cells[1],
                    Double.parseDouble(cells[2]),
                    Double.parseDouble(cells[3]),
                    matrix(numbers, 0, d, q),
                    matrix(numbers, d * q, q, q));
        }

        private static double[][] matrix(double[] numbers, int from, int rows, int columns) {
            double[][] matrix = new double[rows][];
            Arrays.setAll(matrix, j -> Arrays.copyOfRange(numbers, from + j * columns, from + (j + 1) * columns));
            return matrix;
        }

        Rotation rotation() {
            int d = loadings.length;
            int q = phi.length;
            String name = way.replace(" kaiser", "");
            Rotation rotation = Rotation.all().stream()
                    .filter(r -> r.name().equals(name))
                    .findAny()
                    .orElseGet(() -> switch (name) {
                        case "oblimin(-0.5)" -> Rotation.oblique(name, Quartic.oblimin(-0.5));
                        case "oblimin(0.3)" -> Rotation.oblique(name, Quartic.oblimin(0.3));
                        case "geomin(0.001)" -> Rotation.oblique(name, new RotationCriterion.Geomin(0.001));
                        case "cf(0.1)" -> Rotation.oblique(name, Quartic.crawfordFerguson(0.1));
                        case "cfT(0.1)" -> Rotation.orthogonal(name, Quartic.crawfordFerguson(0.1));
                        case "target" -> Rotation.oblique(name, target(d, q, 0.6));
                        case "targetT" -> Rotation.orthogonal(name, target(d, q, 0.6));
                        case "pst" -> Rotation.oblique(name, target(d, q, Double.NaN));
                        case "pstT" -> Rotation.orthogonal(name, target(d, q, Double.NaN));
                        default -> throw new IllegalArgumentException(name);
                    });
            return name.equals(way) ? rotation : rotation.weighting(Rotation.Weighting.KAISER);
        }

        /** Zeros, but for the columns in their order, so many to each factor. */
        private static RotationCriterion target(int d, int q, double own) {
            double[][] values = new double[d][q];
            for (int j = 0; j < d; j++) {
                values[j][j / ((d + q - 1) / q)] = own;
            }
            return new RotationCriterion.Target(values);
        }

        /** GPArotation leaves out the quarter that oblimin has. */
        double inOurUnits() {
            return way.startsWith("bifactor") ? value / 4 : value;
        }

        @Override
        public String toString() {
            return reference + " " + way;
        }
    }

    static Stream<Line> lines() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/reference/rotations.csv")).stream()
                .map(Line::of);
    }

    @ParameterizedTest
    @MethodSource("lines")
    void thoseOfGpaRotationAreThatOrBetter(Line line) {
        double[][] unrotated = Reference.startingWith(line.reference())
                .map(r -> Reference.matrix(r.at("/loadings_unrotated_canonical")))
                .findFirst()
                .orElseThrow();
        RotatedLoadings rotated = line.rotation().rotate(unrotated);
        double value = line.inOurUnits();
        assertTrue(rotated.criterion() <= value + 1e-9, line + ": " + rotated.criterion() + ", there " + value);
        if (rotated.criterion() > value - 1e-9) {
            double away = line.slope() / FLATTEST;
            assertSame(line.toString(), line.loadings(), line.phi(), rotated, Math.max(1e-5, away));
        }
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
        JsonNode phi = reference.at("/rotations/" + name + "/Phi");
        assertSame(
                name,
                Reference.matrix(reference.at("/rotations/" + name + "/loadings")),
                phi.isArray() ? Reference.matrix(phi) : rotated.correlations(),
                rotated,
                1e-5);
    }

    private static void assertSame(
            String name, double[][] expected, double[][] phi, RotatedLoadings rotated, double within) {
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
        for (int a = 0; a < q; a++) {
            for (int j = 0; j < expected.length; j++) {
                assertEquals(expected[j][a], sign[a] * rotated.loadings()[j][match[a]], within, name);
            }
            for (int b = 0; b < q; b++) {
                double actual = sign[a] * sign[b] * rotated.correlations()[match[a]][match[b]];
                assertEquals(phi[a][b], actual, within, name);
            }
        }
    }
}
