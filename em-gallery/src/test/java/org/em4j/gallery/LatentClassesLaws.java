package org.em4j.gallery;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.em4j.core.Randomness;
import org.em4j.core.data.Missing;
import org.em4j.core.data.Rows;
import org.em4j.core.expectation.LogEvidence;
import org.em4j.core.fit.Em;
import org.em4j.core.mixture.GatedParameters;
import org.em4j.core.mixture.gate.StandardColumns;
import org.em4j.core.product.Product;
import org.em4j.gallery.mixed.Column;
import org.em4j.gallery.mixed.LatentClasses;
import org.em4j.gallery.mixed.MixedColumns;

/** Classes whose shares and means depend on covariates: in no unit, from no origin, and whatever the classes are numbered. */
class LatentClassesLaws {
    private static final int ROWS = 150; // a tile and some, see Blocking

    private static final MixedColumns COLUMNS = new MixedColumns(List.of(
            Column.covariate("age"),
            Column.categorical("answer", List.of("no", "yes", "perhaps")),
            Column.covariate("dose"),
            Column.number("response", List.of("dose", "age")),
            Column.number("height")));

    /** Of each column the unit and the origin; answers have none. */
    private record Units(double[] unit, double[] origin) {
        static final Units NONE = new Units(new double[] {1, 1, 1, 1, 1}, new double[5]);

        static Units of(Random random, double power, double away) {
            double[] unit =
                    random.doubles(5, -1, 1).map(u -> Math.pow(10, power * u)).toArray();
            double[] origin = IntStream.range(0, 5)
                    .mapToDouble(j -> unit[j] * Math.rint(Math.pow(10, away * random.nextDouble())))
                    .toArray();
            unit[1] = 1;
            origin[1] = 0;
            return new Units(unit, origin);
        }
    }

    private static Rows rows(int seed, Units units) {
        Random random = new Random(seed);
        double[][] rows = IntStream.range(0, ROWS)
                .mapToObj(i -> {
                    double age = random.nextGaussian();
                    double dose = random.nextGaussian();
                    boolean second = random.nextDouble() < 1 / (1 + Math.exp(-age));
                    double response = (second ? 4 - dose + age : dose) + random.nextGaussian() / 2;
                    double answer = random.nextInt(second ? 2 : 3);
                    return new double[] {
                        age,
                        random.nextInt(9) == 0 ? Double.NaN : answer,
                        dose,
                        random.nextInt(9) == 0 ? Double.NaN : response,
                        random.nextGaussian() + (second ? 1 : 0)
                    };
                })
                .map(row -> IntStream.range(0, 5)
                        .mapToDouble(j -> units.origin[j] + units.unit[j] * row[j])
                        .toArray())
                .toArray(double[][]::new);
        return Rows.of(rows, Missing.LATENT)
                .weighted(random.ints(ROWS, 1, 4).asDoubleStream().toArray());
    }

    private static LatentClasses classes(Rows rows, int size) {
        return new LatentClasses(COLUMNS, size, StandardColumns.of(rows, 0, 2));
    }

    private static GatedParameters<double[], Product.Theta> fitted(LatentClasses classes, Rows rows, int seed) {
        return new Em()
                .maxIterations(6)
                .fit(classes.model(), rows, classes.starts(rows).start(Randomness.of(seed)))
                .theta();
    }

    @Property(tries = 40)
    void unitsAndOriginsMoveWhatIsReportedAndNothingElse(
            @ForAll @IntRange(max = 9999) int seed,
            @ForAll @DoubleRange(max = 8) double power,
            @ForAll @DoubleRange(max = 5) double away) {
        Units units = Units.of(new Random(seed), power, away);
        Rows plain = rows(seed, Units.NONE);
        Rows moved = rows(seed, units);
        LatentClasses before = classes(plain, 2);
        LatentClasses after = classes(moved, 2);
        var was = fitted(before, plain, seed);
        var is = fitted(after, moved, seed);
        double within = 1e-7 * Math.pow(10, away); // digits of what a value varies by, in six iterations
        assertArrayEquals(before.shares(was, plain), after.shares(is, moved), within);
        assertArrayEquals(was.gate(), is.gate(), within * (1 + largest(was.gate())));
        double[] odds = before.odds(was, 1);
        double[] now = after.odds(is, 1);
        assertEquals(odds[1], now[1] * units.unit[0], within * (1 + Math.abs(odds[1])));
        assertEquals(odds[2], now[2] * units.unit[2], within * (1 + Math.abs(odds[2])));
        Column response = COLUMNS.columns().get(3);
        double[] line = response.values(was.components().get(0).parts().get(1));
        double[] then = response.values(is.components().get(0).parts().get(1));
        double unit = units.unit[3];
        assertEquals(line[1], then[1] * units.unit[2] / unit, within * (1 + Math.abs(line[1])));
        assertEquals(line[2], then[2] * units.unit[0] / unit, within * (1 + Math.abs(line[2])));
        assertEquals(line[3], then[3] / (unit * unit), within * (1 + line[3]));
    }

    private static double largest(double... values) {
        return DoubleStream.of(values).map(Math::abs).max().orElse(0);
    }

    @Property(tries = 30)
    void weightsAreCopies(@ForAll @IntRange(max = 9999) int seed) {
        Rows weighted = rows(seed, Units.NONE);
        double[][] copies = IntStream.range(0, ROWS)
                .boxed()
                .flatMap(i -> IntStream.range(0, (int) weighted.weight(i)).mapToObj(c -> weighted.get(i)))
                .toArray(double[][]::new);
        Rows copied = Rows.of(copies, Missing.LATENT);
        LatentClasses classes = classes(weighted, 3);
        LatentClasses same = classes(copied, 3);
        assertEquals(
                classes.covariates().columns().get(1).scale(),
                same.covariates().columns().get(1).scale(),
                1e-13);
        var start = classes.starts(weighted).start(Randomness.of(seed));
        Em em = new Em().maxIterations(5);
        double one = em.fit(classes.model(), weighted, start).trace().last().logLikelihood();
        double many = em.fit(classes.model(), copied, start).trace().last().logLikelihood();
        assertEquals(one, many, 1e-9 * Math.abs(one));
    }

    @Property(tries = 60)
    void otherNumbersAreTheSameClasses(@ForAll @IntRange(max = 9999) int seed) {
        Rows rows = rows(seed, Units.NONE);
        LatentClasses classes = classes(rows, 3);
        var theta = fitted(classes, rows, seed);
        List<Integer> order = List.of(2, 0, 1);
        var turned = classes.reordered(theta, order);
        assertArrayEquals(
                LogEvidence.of(classes.model(), theta, rows), LogEvidence.of(classes.model(), turned, rows), 1e-10);
        double[] shares = classes.shares(theta, rows);
        double[] others = classes.shares(turned, rows);
        IntStream.range(0, 3).forEach(k -> assertEquals(shares[order.get(k)], others[k], 1e-12));
    }

    /** By the definition, from the columns as they are. */
    @Property(tries = 60)
    void oddsAreOfTheCovariatesAsTheyAre(@ForAll @IntRange(max = 9999) int seed) {
        Units units = Units.of(new Random(seed), 3, 2);
        Rows rows = rows(seed, units);
        LatentClasses classes = classes(rows, 3);
        var theta = fitted(classes, rows, seed);
        double[] row = rows.get(seed % ROWS);
        double[] logShares = classes.model().gate().logWeights(theta.gate()).apply(row);
        for (int k = 1; k < 3; k++) {
            double[] odds = classes.odds(theta, k);
            double direct = odds[0] + odds[1] * row[0] + odds[2] * row[2];
            double size = Math.abs(odds[0]) + Math.abs(odds[1] * row[0]) + Math.abs(odds[2] * row[2]);
            assertEquals(logShares[k] - logShares[0], direct, 1e-12 * (1 + size));
        }
    }

    /** What is known of coefficients of 0: classes of equal shares, which a plain mixture has too. */
    @Property(tries = 30)
    void coefficientsOfNothingAreEqualShares(@ForAll @IntRange(max = 9999) int seed) {
        Rows rows = rows(seed, Units.NONE);
        LatentClasses gated = classes(rows, 2);
        LatentClasses plain = new LatentClasses(COLUMNS, 2, StandardColumns.NONE);
        var start = gated.starts(rows).start(Randomness.of(seed));
        assertArrayEquals(
                LogEvidence.of(plain.model(), new GatedParameters<>(new double[] {0.5, 0.5}, start.components()), rows),
                LogEvidence.of(gated.model(), start, rows),
                1e-12);
        assertArrayEquals(new double[] {0.5, 0.5}, gated.shares(start, rows), 1e-12);
    }

    @Property(tries = 30)
    void startsOfLinesAreDistinct(@ForAll @IntRange(max = 9999) int seed) {
        Rows rows = rows(seed, Units.NONE);
        var start = classes(rows, 2).starts(rows).start(Randomness.of(seed));
        Column response = COLUMNS.columns().get(3);
        double[] one = response.values(start.components().get(0).parts().get(1));
        double[] other = response.values(start.components().get(1).parts().get(1));
        assertEquals(false, Arrays.equals(one, other));
    }
}
