package org.em4j.io.checkpoint;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UTFDataFormatException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.em4j.core.checkpoint.Checkpoint;
import org.em4j.core.checkpoint.CheckpointException;
import org.em4j.core.checkpoint.Kept;

/**
 * A checkpoint in a file. It is written beside its place, forced to disk and put in place, so that there is a whole one at any
 * moment; the one before stays as {@code FILE.previous}. Where it cannot be written, as on a full disk, the fits go on.
 *
 * @param file where it is
 * @param conditions what the fits are a function of, as names and words: all have to be what they were when the file was written
 * @param warn is told once of a file that cannot be written
 */
public record CheckpointFile(Path file, Map<String, String> conditions, Consumer<String> warn) {
    private static final String MAGIC = "em4j checkpoint 1\n";
    private static final String PREVIOUS = ".previous";
    private static final int LONGEST = 1 << 16;
    private static final int SHORT = 200;

    /** Copies the conditions, in their order; long ones are shortened. */
    public CheckpointFile {
        Map<String, String> all = new LinkedHashMap<>();
        conditions.forEach((name, words) -> all.put(name, shortened(words)));
        conditions = all;
    }

    /** Of which nobody is told when it cannot be written. */
    public CheckpointFile(Path file, Map<String, String> conditions) {
        this(file, conditions, words -> {});
    }

    /** The beginning of long words, and what tells them from others that begin so. */
    private static String shortened(String words) {
        return words.length() <= SHORT
                ? words
                : words.substring(0, SHORT) + "... (" + words.length() + " characters, "
                        + Integer.toHexString(words.hashCode()) + ")";
    }

    /** Whether there is a file. */
    public boolean exists() {
        return Files.exists(file);
    }

    /** A checkpoint that holds nothing yet, and is written to this file in the end, over what is there. */
    public Checkpoint begin(Duration every) {
        AtomicBoolean warned = new AtomicBoolean();
        return new Checkpoint(every, kept -> {
            try {
                write(kept);
            } catch (IOException e) {
                if (!warned.getAndSet(true)) {
                    warn.accept(file + " cannot be written: " + reason(e)
                            + "; the fit goes on, and the checkpoint is tried again");
                }
            }
        });
    }

    /**
     * A checkpoint that holds what is in this file, and is written to it from now on.
     *
     * @throws CheckpointException if there is none, if it is damaged, or if a condition is not what it was, naming it
     */
    public Checkpoint resume(Duration every) {
        return begin(every).with(read());
    }

    /**
     * What is in the file.
     *
     * @throws CheckpointException if there is none, if it is damaged, or if a condition is not what it was, naming it
     */
    public List<Kept> read() {
        MessageDigest digest = sha256();
        try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
                DataInputStream in = new DataInputStream(new DigestInputStream(bytes, digest))) {
            long length = Files.size(file);
            if (!Arrays.equals(in.readNBytes(MAGIC.length()), MAGIC.getBytes(StandardCharsets.US_ASCII))) {
                throw new CheckpointException(
                        file + " is no checkpoint of this version of em4j; name a file that it has written");
            }
            Map<String, String> then = conditions(in);
            List<Kept> kept = new ArrayList<>();
            for (int left = in.readInt(); left > 0; left--) {
                kept.add(kept(in, length));
            }
            if (!Arrays.equals(digest.digest(), bytes.readAllBytes())) {
                throw new EOFException();
            }
            requireSame(then);
            return kept;
        } catch (NoSuchFileException e) {
            throw new CheckpointException(file + " is not there" + instead(), e);
        } catch (IOException e) {
            boolean isCut = e instanceof EOFException || e instanceof UTFDataFormatException;
            throw new CheckpointException(
                    file + (isCut ? " is damaged" : " cannot be read: " + reason(e)) + instead(), e);
        }
    }

    private Path previous() {
        return file.resolveSibling(file.getFileName() + PREVIOUS);
    }

    /** Refuses what a file cannot be put in the place of, such as a device. */
    private void requireFile() throws IOException {
        if (exists() && !(Files.isRegularFile(file) && !Files.isSymbolicLink(file))) {
            throw new IOException("it is a link, a folder or a device, which no file can be put in the place of");
        }
    }

    private String instead() {
        return Files.exists(previous())
                ? "; " + previous() + " was written before it, go on from that"
                : "; begin anew without it";
    }

    private static String reason(IOException e) {
        return Optional.ofNullable(e.getMessage()).orElseGet(e::toString);
    }

    private static Map<String, String> conditions(DataInputStream in) throws IOException {
        Map<String, String> then = new LinkedHashMap<>();
        int number = in.readInt();
        if (number < 0 || number > LONGEST) {
            throw new EOFException();
        }
        for (int i = 0; i < number; i++) {
            then.put(in.readUTF(), in.readUTF());
        }
        return then;
    }

    private static Kept kept(DataInputStream in, long most) throws IOException {
        String fit = in.readUTF();
        boolean isDone = in.readBoolean();
        double seconds = in.readDouble();
        int length = in.readInt();
        if (length < 0 || length > most) {
            throw new EOFException();
        }
        byte[] value = in.readNBytes(length);
        if (value.length < length) {
            throw new EOFException();
        }
        return new Kept(fit, isDone, seconds, value);
    }

    private void requireSame(Map<String, String> then) {
        conditions.forEach((name, now) -> {
            String before = then.getOrDefault(name, "nothing");
            if (!before.equals(now)) {
                throw new CheckpointException(file + " was written with other " + name + ": " + before + " then, " + now
                        + " now; give what was given then, or begin anew without it");
            }
        });
    }

    /** Writes the file. */
    void write(List<Kept> kept) throws IOException {
        requireFile();
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try (FileOutputStream out = new FileOutputStream(part.toFile())) { // which an interrupt does not close
            MessageDigest digest = sha256();
            OutputStream buffered = new BufferedOutputStream(out, 1 << 16);
            DataOutputStream to = new DataOutputStream(new DigestOutputStream(buffered, digest));
            to.write(MAGIC.getBytes(StandardCharsets.US_ASCII));
            to.writeInt(conditions.size());
            for (Map.Entry<String, String> condition : conditions.entrySet()) {
                to.writeUTF(condition.getKey());
                to.writeUTF(condition.getValue());
            }
            to.writeInt(kept.size());
            for (Kept each : kept) {
                to.writeUTF(each.fit());
                to.writeBoolean(each.isDone());
                to.writeDouble(each.seconds());
                to.writeInt(each.value().length);
                to.write(each.value());
            }
            to.flush();
            buffered.write(digest.digest());
            buffered.flush();
            out.getFD().sync();
        } catch (IOException e) {
            if (Files.isRegularFile(part)) {
                Files.delete(part);
            }
            throw e;
        }
        keepPrevious();
        Files.move(part, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        forceFolder();
    }

    /** By another name for the same file, so that there is one by its own name at any moment, where that can be had. */
    private void keepPrevious() throws IOException {
        if (!exists()) {
            return;
        }
        Files.deleteIfExists(previous());
        try {
            Files.createLink(previous(), file);
        } catch (UnsupportedOperationException | IOException e) {
            Files.move(file, previous(), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Makes the renaming outlast a power cut, where folders can be forced to disk. */
    private void forceFolder() {
        try (FileChannel channel = FileChannel.open(file.toAbsolutePath().getParent(), StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return; // Windows has no such thing, and the file itself is whole
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
