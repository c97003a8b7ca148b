package org.em4j.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.em4j.core.Randomness;
import org.em4j.core.data.InvalidDataException;
import org.em4j.factor.structural.model.Completion;
import org.em4j.factor.structural.model.GroupMoments;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.StructuralModel;
import org.em4j.factor.structural.model.Term;
import org.em4j.factor.structural.syntax.Convention;
import org.em4j.factor.structural.syntax.FactorPattern;
import org.em4j.factor.structural.syntax.ModelSyntax;
import org.em4j.factor.structural.syntax.SyntaxModel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StructuralFileTest {
    /** Two groups that share a loading, a residual covariance, a fixed entry. */
    private static final StructuralModel MODEL = new StructuralModel(new SyntaxModel(
                    ModelSyntax.of("f =~ a + c(b, b)*x1 + 0.5*x2 + x3\nx1 ~~ x2\ng =~ x4 + x5\ng ~ f\n"),
                    new Convention(Convention.Unit.MARKER, FactorPattern.Correlation.FREE, List.of("left", "right")))
            .specification(false, false));

    private static double[] theta(RandomGenerator random) {
        Specification s = MODEL.specification();
        return IntStream.range(0, s.parameters().size())
                .mapToDouble(k -> {
                    Term t = s.termsOf(k).get(0);
                    return t.isVariance() ? random.nextDouble(1, 2) : random.nextDouble(-0.3, 0.3);
                })
                .toArray();
    }

    private static double[] row(int columns, RandomGenerator random) {
        double[] x = random.doubles(columns + 1, -2, 2).toArray();
        x[columns] = random.nextInt(2);
        return x;
    }

    @Property(tries = 20)
    void aStructuralModelIsReadAsItWasSaved(@ForAll long seed) throws IOException {
        RandomGenerator random = Randomness.of(seed);
        Path file = Files.createTempFile("structural", ".json");
        try {
            StoredModel<double[], double[], Completion, GroupMoments> saved = new StoredModel<>(MODEL, theta(random));
            Models.save(file, saved);
            StoredModel<?, ?, ?, ?> read = Models.load(file, StoredModel.class);
            StructuralModel model = (StructuralModel) read.model();
            double[] theta = (double[]) read.theta();
            assertArrayEquals(saved.theta(), theta);
            assertEquals(MODEL.specification().terms(), model.specification().terms());
            assertEquals(
                    MODEL.specification().parameters(), model.specification().parameters());
            List<double[]> rows =
                    Stream.generate(() -> row(MODEL.columns(), random)).limit(5).toList();
            assertArrayEquals(saved.score(rows), new StoredModel<>(model, theta).score(rows));
        } finally {
            Files.delete(file);
        }
    }

    @Test
    void aTermOfAVariableThatIsNotThereIsRefusedWithItsPlace(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("m.json");
        Models.save(file, new StoredModel<>(MODEL, theta(Randomness.of(1))));
        Files.writeString(file, Files.readString(file).replaceFirst("\"row\" : \"x1\"", "\"row\" : \"y1\""));
        String message = assertThrows(InvalidDataException.class, () -> Models.load(file, StoredModel.class))
                .getMessage();
        assertEquals(
                "row, names \"y1\", which is no column and no latent variable",
                message.substring(message.indexOf("row, names")));
    }
}
