package org.em4j.cli.terminal;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The files that one run leaves. All are written beside their places and forced to disk, then put in place together: a
 * disk that is full, or a run that is killed, leaves the old ones. Links are followed, and what is no regular file, such
 * as a device or a pipe, is written into.
 */
public final class OutputFiles {
    private static final int MOST_LINKS = 40; // as the kernels of Linux and macOS have it, more or less

    private final Map<Path, byte[]> contents = new LinkedHashMap<>();

    /** Plans a file. */
    public void put(Path file, String text) {
        put(file, text.getBytes(StandardCharsets.UTF_8));
    }

    /** Plans a file that is no text. */
    public void put(Path file, byte[] bytes) {
        contents.put(file, bytes);
    }

    /** Writes one file. */
    public static void write(Path file, String text) {
        OutputFiles one = new OutputFiles();
        one.put(file, text);
        one.write();
    }

    /**
     * Writes what was planned.
     *
     * @throws OutputException if a file cannot be written; nothing is left behind then
     */
    public void write() {
        Map<Path, Path> parts = new LinkedHashMap<>(); // to their places
        try {
            for (Map.Entry<Path, byte[]> each : contents.entrySet()) {
                attempt(each.getKey(), () -> writeAside(each.getKey(), each.getValue(), parts));
            }
            for (Map.Entry<Path, Path> part : parts.entrySet()) {
                attempt(part.getValue(), () -> {
                    Files.move(part.getKey(), part.getValue(), StandardCopyOption.REPLACE_EXISTING);
                    forceFolder(part.getValue().getParent());
                });
            }
        } finally {
            for (Path part : parts.keySet()) {
                attempt(part, () -> Files.deleteIfExists(part)); // those that are in place are no more here
            }
        }
    }

    private interface Writing {
        void run() throws IOException;
    }

    private static void attempt(Path file, Writing writing) {
        try {
            writing.run();
        } catch (IOException e) {
            throw OutputException.of(file, e);
        }
    }

    private static void writeAside(Path file, byte[] bytes, Map<Path, Path> parts) throws IOException {
        if (isWrittenInto(file)) {
            try (FileOutputStream out = new FileOutputStream(file.toFile(), true)) {
                out.write(bytes);
            }
            return;
        }
        Path target = target(file);
        Path part = target.resolveSibling(".em-" + UUID.randomUUID() + ".part");
        Files.createFile(part); // with the mode that the umask leaves
        parts.put(part, target);
        try (FileOutputStream out = new FileOutputStream(part.toFile())) { // which an interrupt does not close
            out.write(bytes);
            out.getFD().sync();
        }
        keepMode(target, part);
    }

    /** Whether there is a file; its name is one that a file can have. */
    private static boolean isThere(Path file) throws IOException {
        try {
            Files.size(file);
            return true;
        } catch (NoSuchFileException e) {
            return false;
        }
    }

    /** Gives a new file the mode of the one that it replaces. */
    private static void keepMode(Path old, Path part) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(part, PosixFileAttributeView.class);
        if (isThere(old) && view != null) {
            view.setPermissions(Files.getPosixFilePermissions(old));
        }
    }

    /** Makes a renaming outlast a power cut, where folders can be forced to disk. */
    private static void forceFolder(Path folder) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException e) {
            return; // Windows has no such thing, and the file itself is whole
        }
    }

    /** Whether a path is a device, a pipe, or another process's name for an open file. */
    private static boolean isWrittenInto(Path file) {
        Path path = file.toAbsolutePath().normalize();
        return path.startsWith("/dev")
                || path.startsWith("/proc")
                || (Files.exists(path) && !Files.isRegularFile(path));
    }

    /** What a chain of symbolic links leads to. */
    private static Path target(Path file) throws IOException {
        Path path = file.toAbsolutePath();
        for (int i = 0; Files.isSymbolicLink(path); i++) {
            if (i == MOST_LINKS) {
                throw new IOException("its symbolic links lead round in a circle");
            }
            path = path.resolveSibling(Files.readSymbolicLink(path));
        }
        return path;
    }

    /** Makes a folder for files, before time is spent on them; one that is there is filled. */
    public static void requireFolder(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) {
            throw new OptionException(folder + " is a file, and pictures go into a folder; name another one");
        }
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new OptionException(OutputException.of(folder, e).getMessage());
        }
        if (!Files.isWritable(folder)) {
            throw new OptionException(folder + " cannot be written; name a folder that can");
        }
    }

    /** Refuses places that could not be written, that two files would have, or that the data have. */
    public static void requireWritable(List<Path> files, Path data) {
        Set<Path> places = new HashSet<>();
        for (Path file : files) {
            requireWritable(file);
            if (!isWrittenInto(file) && !places.add(file.toAbsolutePath().normalize())) {
                throw new OptionException(file + " would be written twice; name a file for each");
            }
            if (!isWrittenInto(file) && isSame(file, data)) {
                throw new OptionException(file + " holds the data, and would be overwritten; name another file");
            }
        }
    }

    private static boolean isSame(Path file, Path data) {
        try {
            return Files.exists(file) && Files.exists(data) && Files.isSameFile(file, data);
        } catch (IOException e) {
            return false;
        }
    }

    /** Refuses a place that could not be written, before time is spent on what would go there. */
    public static void requireWritable(Path file) {
        try {
            if (Files.isDirectory(file)) {
                throw new OptionException(file + " is a folder and cannot be written; name a file in it");
            }
            Path target = target(file);
            Path folder = target.getParent();
            boolean writable = isThere(target) ? Files.isWritable(file) : Files.isDirectory(folder);
            if (!writable || !(isWrittenInto(file) || Files.isWritable(folder))) {
                throw new OptionException(file + " cannot be written; name a file in a folder that can");
            }
        } catch (IOException e) {
            throw new OptionException(OutputException.of(file, e).getMessage());
        }
    }
}
