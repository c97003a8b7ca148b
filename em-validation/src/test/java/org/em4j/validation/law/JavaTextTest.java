package org.em4j.validation.law;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.em4j.core.data.Labelled;
import org.em4j.laws.check.Size;
import org.em4j.laws.text.JavaText;
import org.junit.jupiter.api.Test;

/** What a law was broken by can be pasted into a test. */
class JavaTextTest {
    private record Group(int[][] counts, List<Labelled<double[]>> rows, Optional<String> name) {}

    /** Says nothing of itself. */
    private static final class Plain {
        @SuppressWarnings("UnusedVariable") // it is read as a counterexample reads it
        private final double[] mean = {1, -0.0};
    }

    @Test
    void arraysRecordsAndListsAreSpelledOutAtAnyDepth() {
        Group group = new Group(
                new int[][] {{1, 2}, {}},
                List.of(new Labelled<>(new double[] {0.1, Double.NaN}, -1)),
                Optional.of("a\"b"));
        assertEquals(
                "new JavaTextTest.Group(new int[][] {{1, 2}, {}}, List.of(new Labelled<>(new double[] {0.1, Double.NaN}, -1)),"
                        + " Optional.of(\"a\\\"b\"))",
                JavaText.of(group));
    }

    @Test
    void numbersKeepTheirTypeAndEveryBit() {
        assertEquals("1.0E-300", JavaText.of(1e-300));
        assertEquals("0.1f", JavaText.of(0.1f));
        assertEquals("-7L", JavaText.of(-7L));
        assertEquals("Double.NEGATIVE_INFINITY", JavaText.of(Double.NEGATIVE_INFINITY));
        assertEquals("new float[] {Float.NaN}", JavaText.of(new float[] {Float.NaN}));
        assertEquals("'\\''", JavaText.of('\''));
    }

    @Test
    void setsMapsAndConstants() {
        assertEquals("Set.of(true)", JavaText.of(Set.of(true)));
        assertEquals("Map.of(\"k\", List.of())", JavaText.of(Map.of("k", List.of())));
        assertEquals("TimeUnit.DAYS", JavaText.of(TimeUnit.DAYS));
        assertEquals("Optional.empty()", JavaText.of(Optional.empty()));
    }

    @Test
    void ofWhatSaysNothingTheFieldsAreShown() {
        assertEquals("JavaTextTest.Plain[mean=new double[] {1.0, -0.0}]", JavaText.of(new Plain()));
    }

    @Test
    void aSizeIsJavaItself() {
        assertEquals("new Size(2, 1, 3, 1000000.0, true, 5L)", new Size(2, 1, 3, 1e6, true, 5).toString());
    }
}
