package org.em4j.gmm.cost;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A fit costs what it has to, counted and not timed: a pass an iteration, a product a component, nothing a row. */
class PassCostTest {
    private static List<String> counted;

    @BeforeAll
    static void count() throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dem4j.kernels=counting",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        PassCost.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        counted = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        assertEquals(0, process.waitFor());
    }

    /** One triangular product of two flops a number for each row and component, at the start and at each iteration. */
    private static long products() {
        return (PassCost.ITERATIONS + 1L) * PassCost.K * PassCost.N * PassCost.D * (PassCost.D + 1);
    }

    @Test
    void rowsAreWhitenedOnceAComponentAndPass() {
        assertEquals(products(), Long.parseLong(counted.get(0)));
    }

    @Test
    void rowsAreSummedOnceAComponentAndPass() {
        assertEquals(products(), Long.parseLong(counted.get(1)));
    }

    /** Statistics a block there are, of at least a thousand rows; not so much as one number a row. */
    @Test
    void aPassAllocatesNothingThatGrowsAsRowsDo() {
        double bytes = Double.parseDouble(counted.get(2));
        assertTrue(bytes < Double.BYTES, () -> bytes + " bytes a row");
    }
}
