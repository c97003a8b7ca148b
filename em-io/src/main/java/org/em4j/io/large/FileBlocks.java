package org.em4j.io.large;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.em4j.core.data.InvalidDataException;

/**
 * Blocks of a file, each of the same number of bytes but the last. They are read on threads of their own, the next ones ahead of those
 * that are worked on. Shared by the threads that do.
 *
 * <p>The file is not mapped: where a mapped file is cut, or its disk fails, the JVM ends. And those who work may be interrupted, which
 * closes the channel that they read.
 */
final class FileBlocks {
    /** Blocks that are read ahead. */
    private static final int AHEAD = 4;

    private static final ExecutorService POOL = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "em4j-read");
        thread.setDaemon(true);
        return thread;
    });

    private final Path file;
    private final FileChannel channel;
    private final long start;
    private final int bytes;
    private final long end;
    private final int blocks;
    private final Map<Integer, CompletableFuture<ByteBuffer>> begun = new HashMap<>();
    private int last = -1; // that was begun

    /**
     * From a place of a file on.
     *
     * @param bytes of a block
     * @param end of the last one
     */
    FileBlocks(Path file, long start, int bytes, long end) throws IOException {
        this.file = file;
        this.channel = FileChannel.open(file, StandardOpenOption.READ);
        this.start = start;
        this.bytes = bytes;
        this.end = end;
        this.blocks = Math.toIntExact((end - start + bytes - 1) / bytes);
    }

    /**
     * The bytes of a block, a buffer of its own.
     *
     * @throws InvalidDataException if they are not there any more
     */
    ByteBuffer read(int block) {
        try {
            return begun(block).join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof IOException failure) {
                throw new InvalidDataException(file + " cannot be read: " + failure.getMessage());
            }
            if (e.getCause() instanceof Error error) { // such as memory that is spent
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    /** A block's reading, which is the caller's alone, and begins those of the next ones. */
    private synchronized CompletableFuture<ByteBuffer> begun(int block) {
        if (!begun.containsKey(block)) { // another pass, or one that another has come between
            begin(block);
            last = block;
        }
        CompletableFuture<ByteBuffer> own = begun.remove(block);
        if (begun.size() > 2 * AHEAD) { // of passes that were given up
            begun.clear();
        }
        while (last < Math.min(block + AHEAD, blocks - 1)) {
            last++;
            if (!begun.containsKey(last)) {
                begin(last);
            }
        }
        return own;
    }

    private void begin(int block) {
        begun.put(block, CompletableFuture.supplyAsync(() -> fill(block), POOL));
    }

    private ByteBuffer fill(int block) {
        long from = start + (long) block * bytes;
        ByteBuffer into = ByteBuffer.allocate((int) Math.min(bytes, end - from));
        try {
            while (into.hasRemaining()) {
                if (channel.read(into, from + into.position()) < 0) {
                    throw new InvalidDataException(file + " was cut while it was read; make it again");
                }
            }
        } catch (IOException e) {
            throw new CompletionException(e);
        }
        return into.flip();
    }
}
