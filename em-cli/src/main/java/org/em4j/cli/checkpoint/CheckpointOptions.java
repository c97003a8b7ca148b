package org.em4j.cli.checkpoint;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.em4j.cli.large.Data;
import org.em4j.cli.terminal.Environment;
import org.em4j.cli.terminal.OptionException;
import org.em4j.core.checkpoint.Checkpoint;
import org.em4j.core.checkpoint.Kept;
import org.em4j.core.estimate.Fingerprint;
import org.em4j.io.checkpoint.CheckpointFile;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/** Where a run keeps what its fits have come to, and what it goes on from. */
public final class CheckpointOptions {
    private static final double SECONDS = 60;
    private static final double LONGEST = 1e9;

    /** Of these no result is a function. */
    private static final Set<String> FREE = Set.of(
            "--checkpoint",
            "--every",
            "--resume",
            "--threads",
            "--format",
            "--report",
            "--model",
            "--trace",
            "--master");

    @Option(
            names = "--checkpoint",
            paramLabel = "FILE",
            description = "Keep in a file what the fits have come to, for --resume, should this run be cut off.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--every",
            paramLabel = "SECONDS",
            description = "How often --checkpoint is written; 0 for each iteration. Default: 60.")
    private Optional<Double> every = Optional.empty();

    @Option(
            names = "--resume",
            paramLabel = "FILE",
            description =
                    "Go on from a checkpoint of this command, with the same options and data; what the fits come to is"
                            + " kept there from now on, unless --checkpoint names another file.")
    private Optional<Path> resume = Optional.empty();

    private Consumer<String> say = words -> {};
    private Checkpoint checkpoint = Checkpoint.NONE;

    /** Where it is said what there is to say of checkpoints. */
    public void say(Consumer<String> there) {
        say = there;
    }

    /** Refuses what cannot be meant. */
    public void check() {
        if (every.isPresent() && written().isEmpty()) {
            throw new OptionException("--every is how often a checkpoint is written; name its file with --checkpoint");
        }
        for (Path each : written()) {
            if (Files.exists(each) && !Files.isRegularFile(each, LinkOption.NOFOLLOW_LINKS)) {
                throw new OptionException(
                        each
                                + " is a link, a folder or a device, which no checkpoint can be put in the place of; name a file");
            }
        }
        if (!(every.orElse(SECONDS) >= 0 && every.orElse(SECONDS) <= LONGEST)) {
            throw new OptionException(
                    "--every is zero seconds or more, and no more than 1e9, not " + every.orElseThrow());
        }
    }

    /** The file that is written. */
    public List<Path> written() {
        return file.or(() -> resume).stream().toList();
    }

    /**
     * What fits keep what they come to in; the same for all fits of a run.
     *
     * @param command whose options have to be the same
     * @param data the rows, which have to be the same
     */
    public Checkpoint open(CommandSpec command, Data data) {
        if (!checkpoint.isOn() && !written().isEmpty()) {
            checkpoint = opened(conditions(command, data));
        }
        return checkpoint;
    }

    private Checkpoint opened(Map<String, String> conditions) {
        CheckpointFile to = new CheckpointFile(written().get(0), conditions, say);
        Checkpoint begun = to.begin(Duration.ofNanos(Math.round(1e9 * every.orElse(SECONDS))));
        resume.ifPresent(from -> {
            List<Kept> kept = new CheckpointFile(from, conditions).read();
            long done = kept.stream().filter(Kept::isDone).count();
            say.accept("going on from " + from + ": " + done + (done == 1 ? " fit" : " fits") + " done, "
                    + (kept.size() - done) + " under way");
            begun.with(kept);
        });
        return begun;
    }

    /** Writes what there is in the end. */
    public void finish() {
        if (resume.isPresent() && checkpoint.isOn() && checkpoint.met() == 0) {
            say.accept("no fit was one of those in " + resume.get()
                    + ": all began anew, as where no file is gone on from; the processor may be another than it was");
        }
        checkpoint.save();
    }

    /** All that results are a function of, down to their last bits. */
    private static Map<String, String> conditions(CommandSpec command, Data data) {
        Map<String, String> conditions = new LinkedHashMap<>(Environment.bits());
        conditions.put("command", command.qualifiedName());
        Fingerprint print = Fingerprint.of(data.rows());
        conditions.put(
                "data",
                String.format(
                        Locale.ROOT,
                        "%d rows of %d columns, %016x",
                        print.count(),
                        print.columns(),
                        print.hash() + data.labels().hashCode()));
        command.options().stream()
                .filter(option -> !FREE.contains(option.longestName()) && !option.usageHelp() && !option.versionHelp())
                .forEach(option -> conditions.put(option.longestName(), words(option)));
        return conditions;
    }

    private static String words(OptionSpec option) {
        Object value = option.getValue();
        String words =
                value instanceof Optional<?> some ? some.map(Object::toString).orElse("") : String.valueOf(value);
        return words.isEmpty() ? "none" : words;
    }
}
