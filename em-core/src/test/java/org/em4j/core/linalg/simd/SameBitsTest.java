package org.em4j.core.linalg.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interpreted, half compiled and compiled, the Vector API must give one result: its own sums and exponentials do not. */
class SameBitsTest {
    @Test
    void warmRunsAreColdOnes() {
        long cold = EveryKernel.bits();
        for (int i = 0; i < 3_000; i++) {
            assertEquals(cold, EveryKernel.bits());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation"})
    void otherCompilersAreNoDifferent(String option) throws IOException, InterruptedException {
        Process other = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        option,
                        "--add-exports",
                        "java.base/jdk.internal.module=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        EveryKernel.class.getName()))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String bits = new String(other.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, other.waitFor());
        assertEquals(Long.toString(EveryKernel.bits()), bits);
    }
}
