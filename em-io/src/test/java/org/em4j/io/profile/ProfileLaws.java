package org.em4j.io.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.em4j.io.rows.CellStream;

/** What a table looks like does not depend on the order of its rows, on how copies of them are written, or on units and origins. */
class ProfileLaws {
    private static final List<String> WORDS = List.of("", "", "north", "south", "12%", "a b");

    /** A row of two numbers, of which each may be missing, and a text. */
    private record Line(double x, double y, String text, int weight) {
        Line moved(double unit, double origin) {
            return new Line(unit * x + origin, y, text, weight);
        }
    }

    @Provide
    Arbitrary<List<Line>> lines() {
        Arbitrary<Double> number = Arbitraries.integers()
                .between(-400, 400)
                .map(i -> i / 7.0)
                .injectNull(0.2)
                .map(v -> v == null ? Double.NaN : v);
        return Combinators.combine(
                        number,
                        number,
                        Arbitraries.of(WORDS),
                        Arbitraries.integers().between(1, 4))
                .as(Line::new)
                .list()
                .ofMinSize(3)
                .ofMaxSize(40);
    }

    private static TableProfile profile(List<Line> lines, boolean weighted) {
        CellStream table = target -> {
            CellStream.Sink sink = target.columns(List.of("x", "y", "t"), List.of());
            lines.forEach(line -> sink.row(
                    new double[] {line.x, line.y, Double.NaN},
                    new String[] {"", "", line.text},
                    weighted ? line.weight : 1));
        };
        return TableProfile.of(table, weighted ? "w" : "");
    }

    private static void assertAlike(TableProfile expected, TableProfile is) {
        assertEquals(expected.weight(), is.weight());
        assertEquals(expected.missing().complete(), is.missing().complete());
        assertEquals(expected.missing().patterns(), is.missing().patterns());
        for (int j = 0; j < 3; j++) {
            ColumnProfile a = expected.columns().get(j);
            ColumnProfile b = is.columns().get(j);
            assertEquals(a.observed(), b.observed());
            assertEquals(a.missing(), b.missing());
            assertEquals(a.different(), b.different());
            assertEquals(a.spread().isPresent(), b.spread().isPresent());
            a.spread().ifPresent(s -> assertSpread(s, b.spread().orElseThrow(), 1, 0));
        }
        double[][] pairs = is.missing().coverage().orElseThrow().pairs();
        double[][] before = expected.missing().coverage().orElseThrow().pairs();
        assertTrue(Arrays.deepEquals(before, pairs));
    }

    /** Tolerance: some hundred roundings of doubles, of the spread and of what the origin leaves of a value. */
    private static void assertSpread(Spread was, Spread is, double unit, double origin) {
        double size =
                Math.max(was.maximum() - was.minimum(), Math.max(Math.abs(was.minimum()), Math.abs(was.maximum())));
        double tolerance = 1e-13 * (unit * size + Math.abs(origin));
        assertEquals(unit * was.minimum() + origin, is.minimum(), tolerance);
        assertEquals(unit * was.maximum() + origin, is.maximum(), tolerance);
        assertEquals(unit * was.mean() + origin, is.mean(), tolerance);
        assertEquals(was.deviation().isPresent(), is.deviation().isPresent());
        was.deviation().ifPresent(d -> assertEquals(unit * d, is.deviation().orElseThrow(), tolerance));
        assertEquals(unit * was.median().orElseThrow() + origin, is.median().orElseThrow(), tolerance);
    }

    @Property(tries = 200)
    void aRowOfWeightKIsKRows(@ForAll("lines") List<Line> lines) {
        List<Line> copies = lines.stream()
                .flatMap(line -> Collections.nCopies(line.weight, line).stream())
                .toList();
        assertAlike(profile(copies, false), profile(lines, true));
    }

    @Property(tries = 200)
    void rowsMayComeInAnyOrder(@ForAll("lines") List<Line> lines, @ForAll long seed) {
        List<Line> shuffled = new ArrayList<>(lines);
        Collections.shuffle(shuffled, new Random(seed));
        assertAlike(profile(lines, true), profile(shuffled, true));
    }

    @Property(tries = 200)
    void figuresMoveWithUnitAndOrigin(
            @ForAll("lines") List<Line> lines,
            @ForAll @IntRange(min = -8, max = 8) int power,
            @ForAll @DoubleRange(min = -1e7, max = 1e7) double shift) {
        double unit = Math.pow(10, power);
        double origin = unit * Math.rint(shift);
        TableProfile was = profile(lines, true);
        TableProfile is =
                profile(lines.stream().map(line -> line.moved(unit, origin)).toList(), true);
        assertEquals(was.columns().get(0).different(), is.columns().get(0).different());
        was.columns()
                .get(0)
                .spread()
                .ifPresent(spread ->
                        assertSpread(spread, is.columns().get(0).spread().orElseThrow(), unit, origin));
    }

    /** Held against sums in 60 digits, and a list that is sorted. */
    @Property(tries = 200)
    void figuresAreThoseOfTheirDefinitions(@ForAll("lines") List<Line> lines) {
        MathContext digits = new MathContext(60);
        double[] x = lines.stream()
                .flatMapToDouble(line -> IntStream.range(0, line.weight).mapToDouble(i -> line.x))
                .filter(v -> !Double.isNaN(v))
                .sorted()
                .toArray();
        if (x.length < 2) {
            return;
        }
        BigDecimal n = new BigDecimal(x.length);
        BigDecimal mean = Arrays.stream(x)
                .mapToObj(BigDecimal::new)
                .reduce(BigDecimal.ZERO, BigDecimal::add)
                .divide(n, digits);
        BigDecimal squares = Arrays.stream(x)
                .mapToObj(v -> new BigDecimal(v).subtract(mean).pow(2))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        Spread is = profile(lines, true).columns().get(0).spread().orElseThrow();
        assertEquals(mean.doubleValue(), is.mean(), 1e-13 * 60);
        assertEquals(
                Math.sqrt(squares.doubleValue() / (x.length - 1)),
                is.deviation().orElseThrow(),
                1e-13 * 60);
        assertEquals((x[(x.length - 1) / 2] + x[x.length / 2]) / 2, is.median().orElseThrow(), 1e-13 * 60);
    }
}
