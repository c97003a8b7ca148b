package org.em4j.io;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Optional;

/** A text cut into pieces of whole lines, to be read side by side: no quoted cell is cut in two. */
final class TextChunks {
    /** Large against the cost of handing one over, small against what a table takes. */
    static final int SIZE = 1 << 20;

    /** A line is no longer; a quote is not closed further on. */
    static final int LONGEST = 1 << 24;

    private final InputStream in;
    private final TextFormat format;
    private byte[] rest = {};
    private boolean ended;

    TextChunks(InputStream in, TextFormat format) {
        this.in = in;
        this.format = format;
    }

    /**
     * A piece.
     *
     * @param lines how many end in it
     * @param whole false if it ends in a line that is too long, or in a quote that is not closed
     */
    record Chunk(byte[] bytes, int lines, boolean whole) {}

    /** The next one; none at the end, nor after one that is not whole. */
    Optional<Chunk> next() throws IOException {
        for (int size = SIZE; ; size *= 2) {
            if (ended) {
                return piece(rest.length, true);
            }
            int had = rest.length;
            rest = Arrays.copyOf(rest, Math.max(size, had));
            int length = had + in.readNBytes(rest, had, rest.length - had);
            ended = length < rest.length;
            rest = ended ? Arrays.copyOf(rest, length) : rest;
            int end = ended ? length : lineEnd();
            if (end > 0 || length >= LONGEST) {
                ended |= end == 0;
                return piece(end > 0 ? end : length, end > 0);
            }
        }
    }

    private Optional<Chunk> piece(int end, boolean whole) {
        if (end == 0) {
            return Optional.empty();
        }
        byte[] piece = end == rest.length ? rest : Arrays.copyOf(rest, end);
        int lines = 0;
        for (int i = 0; i < end; i++) {
            boolean half = piece[i] == '\r' && i + 1 < end && piece[i + 1] == '\n';
            lines += piece[i] == '\n' || (piece[i] == '\r' && !half) ? 1 : 0;
        }
        rest = Arrays.copyOfRange(rest, end, rest.length);
        return Optional.of(new Chunk(piece, lines, whole));
    }

    /** Where the last line ends, 0 if none does. */
    private int lineEnd() {
        if (isQuoted()) {
            Quotes quotes = new Quotes(format, 1);
            quotes.follow(rest, rest.length);
            return quotes.lastLineEnd();
        }
        int end = lastOf('\n', rest.length);
        return end > 0 ? end : lastOf('\r', rest.length - 1); // the last may be half an end
    }

    private boolean isQuoted() {
        boolean quoted = false;
        for (byte b : rest) {
            quoted |= b == '"';
        }
        return quoted;
    }

    private int lastOf(char end, int length) {
        int at = length;
        while (at > 0 && rest[at - 1] != end) {
            at--;
        }
        return at;
    }
}
