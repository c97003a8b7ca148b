package org.em4j.validation.law.alarm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.em4j.validation.Page;
import org.junit.jupiter.api.Test;

/** Right models pass, on data that strain them. */
class FalseAlarmsTest {
    private static final int SAMPLE = 1_000;
    private static final int ALL = 123_000; // enough for a hundred thousand fits, where some data admit no start

    @Test
    void noRightModelIsAccused() {
        FalseAlarms found = FalseAlarms.of(Page.isLong() ? ALL : SAMPLE);
        Page.write("false-alarms.md", found.markdown());
        assertEquals(List.of(), found.alarms());
        double used = found.models().values().stream()
                .mapToDouble(FalseAlarms.Endings::used)
                .max()
                .orElseThrow();
        assertTrue(used > 0.01, "a bound that nothing comes near to is vacuous: " + used);
    }
}
