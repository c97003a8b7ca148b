package org.em4j.benchmark.speed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordingFile;

/** Where the time of an iteration goes, on one thread: samples of the flight recorder, by the kernel they fell into. */
final class Profile {
    /** What samples are counted under. */
    static final List<String> PARTS = List.of("whiten", "scatter", "responsibilities", "tiles", "matrices", "rest");

    /** What loads, centres, weighs and adds up rows: other methods of kernels belong to whoever called them. */
    private static final Set<String> TILES = Set.of("centre", "subtract", "moments", "weigh", "total", "dot", "add");

    private Profile() {}

    /** Parts of the samples, adding up to one. */
    static Map<String, Double> of(List<String> options, Path directory, Work work, double seconds) {
        Path file = directory.resolve("profile.jfr");
        List<String> recorded = new ArrayList<>(options);
        recorded.add("-XX:StartFlightRecording=settings=profile,filename=" + file);
        recorded.add("-Xlog:disable");
        Runs.java(recorded, Iterations.class, directory, work.name(), "full", 1, seconds, 3);
        Map<String, Double> shares = new LinkedHashMap<>();
        try {
            List<RecordedEvent> samples = RecordingFile.readAllEvents(file).stream()
                    .filter(e -> "jdk.ExecutionSample".equals(e.getEventType().getName()))
                    .filter(e -> e.getStackTrace() != null && isIteration(e))
                    .toList();
            samples.forEach(e -> shares.merge(part(e), 1.0 / samples.size(), Double::sum));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return shares;
    }

    private static boolean isIteration(RecordedEvent sample) {
        return sample.getStackTrace().getFrames().stream().anyMatch(f -> type(f).startsWith("org.em4j.core.fit."));
    }

    private static String part(RecordedEvent sample) {
        for (RecordedFrame frame : sample.getStackTrace().getFrames()) {
            String type = type(frame);
            String method = frame.getMethod().getName();
            if (type.endsWith(".Cholesky") || "combine".equals(method)) {
                return "matrices";
            }
            if (type.endsWith(".Tile") || (type.endsWith("Kernels") && TILES.contains(method))) {
                return "tiles";
            }
            if (type.endsWith("Kernels") && PARTS.contains(method)) {
                return method;
            }
        }
        return "rest";
    }

    private static String type(RecordedFrame frame) {
        return frame.getMethod().getType().getName();
    }
}
