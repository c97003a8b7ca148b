package org.em4j.cli.large;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.em4j.io.large.PackedWriter;
import org.em4j.io.rows.RowStream;

/** A bar on standard error of rows that are packed, their bytes and the time left, once it has taken a second and if somebody is looking. */
final class PackProgress implements AutoCloseable {
    private static final int STEP = 1 << 14;
    private static final double PATIENCE_SECONDS = 1;

    private final long start = System.nanoTime();
    private final boolean watched = Boolean.getBoolean("em4j.terminal"); // the launcher knows
    private Optional<ProgressBar> bar = Optional.empty();

    /** Rows on their way into a file, of which there are about so many. */
    RowStream.Sink over(PackedWriter writer, OptionalLong expected) {
        return !watched
                ? writer
                : (row, weight) -> {
                    writer.row(row, weight);
                    if (writer.rows() % STEP == 0) {
                        draw(writer, expected);
                    }
                };
    }

    private void draw(PackedWriter writer, OptionalLong expected) {
        double seconds = (System.nanoTime() - start) / 1e9;
        if (bar.isEmpty() && seconds > PATIENCE_SECONDS) {
            bar = Optional.of(new ProgressBarBuilder()
                    .setTaskName("em pack")
                    .setInitialMax(expected.orElse(-1))
                    .setUnit(" rows", 1)
                    .showSpeed()
                    .setStyle(ProgressBarStyle.ASCII)
                    .build());
        }
        bar.ifPresent(b -> b.stepTo(writer.rows())
                .setExtraMessage(String.format(Locale.ROOT, " %.0f MB/s", writer.bytes() / seconds / 1e6)));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
