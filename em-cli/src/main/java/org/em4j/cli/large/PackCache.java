package org.em4j.cli.large;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.em4j.cli.terminal.OutputException;
import org.em4j.core.data.InvalidDataException;
import org.em4j.io.Columns;
import org.em4j.io.large.FileRows;
import org.em4j.io.rows.RowStream;

/**
 * Packed files that nobody asked for, of tables that memory does not hold. One is found again as long as its table and what was asked of
 * it are the same. Those that were used longest ago are removed when all of them take more than a tenth of the disk.
 *
 * @param folder where they are
 */
public record PackCache(Path folder) {
    private static final String SUFFIX = ".em4j";
    private static final int SHARE = 10;

    /** Where the user keeps caches: {@code XDG_CACHE_HOME}, or {@code .cache} at home. */
    public static PackCache ofUser() {
        Path home = Path.of(System.getProperty("user.home"), ".cache");
        String given = Optional.ofNullable(System.getenv("XDG_CACHE_HOME")).orElse("");
        return new PackCache((given.isEmpty() ? home : Path.of(given)).resolve("em4j"));
    }

    /**
     * The rows of a file, packed if they were not before, which is said.
     *
     * @param reading how it is read, beside what is asked
     */
    public Packing of(Path file, RowStream rows, Columns asked, String reading, Consumer<String> say) {
        Path packed = folder.resolve(key(file, asked, reading) + SUFFIX);
        Optional<FileRows> before = found(packed);
        if (before.isPresent()) {
            say.accept(file + " was packed before, and is read from " + packed);
            return new Packing(before.get(), List.of());
        }
        return packed(packed, rows, asked, say);
    }

    /** The rows of what cannot be told to be the same again; they are removed when this run ends. */
    public Packing once(RowStream rows, Columns asked, Consumer<String> say) {
        Path packed = folder.resolve("run-" + ProcessHandle.current().pid() + SUFFIX);
        packed.toFile().deleteOnExit();
        return packed(packed, rows, asked, say);
    }

    private Packing packed(Path file, RowStream rows, Columns asked, Consumer<String> say) {
        try {
            Files.createDirectories(folder);
            Packing packing = Packing.of(rows, asked, file);
            say.accept(packing.describe(file));
            evict(file);
            return packing;
        } catch (IOException e) {
            throw noRoom(OutputException.of(folder, e));
        } catch (OutputException e) {
            throw noRoom(e);
        }
    }

    /** Nobody asked for this file: what cannot be had is the table. */
    private static InvalidDataException noRoom(OutputException e) {
        return new InvalidDataException("memory does not hold the table, and " + e.getMessage()
                + "; name another folder for packed files with XDG_CACHE_HOME, pack it yourself with em pack --out, or give"
                + " more memory with JAVA_TOOL_OPTIONS=-Xmx");
    }

    private static Optional<FileRows> found(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            FileRows rows = FileRows.packed(file);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(rows);
        } catch (IOException | InvalidDataException e) { // of another version, or damaged: it is packed again
            return Optional.empty();
        }
    }

    private static String key(Path file, Columns asked, String reading) {
        try {
            String all = String.join(
                    "\n",
                    file.toRealPath().toString(),
                    "" + Files.size(file),
                    Files.getLastModifiedTime(file).toString(),
                    asked.toString(),
                    reading);
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, 16);
        } catch (IOException e) {
            throw new InvalidDataException(file + " cannot be read: " + e.getMessage());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Removes what was used longest ago, and not this one. */
    private void evict(Path last) {
        try (Stream<Path> all = Files.list(folder)) {
            long room = Files.getFileStore(folder).getTotalSpace() / SHARE;
            List<Path> latest = all.filter(file -> file.toString().endsWith(SUFFIX))
                    .sorted(Comparator.comparing(PackCache::used).reversed())
                    .toList();
            for (Path file : latest) {
                room -= Files.size(file);
                if (room < 0 && !file.equals(last)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException e) {
            return; // another run removes them
        }
    }

    private static FileTime used(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }
}
