package org.em4j.io;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A text cut into pieces of whole lines, to be read side by side: no quoted cell is cut in two. */
final class TextChunks {
    /** Large against the cost of handing one over, small against a processor's own cache. */
    static final int SIZE = 1 << 18;

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
     * @param bytes the text, and a line feed after it
     * @param length how many bytes are its text
     * @param hasQuotes whether there is a double quote in it
     * @param whole false if it ends in a line that is too long, or in a quote that is not closed
     */
    record Chunk(byte[] bytes, int length, boolean hasQuotes, boolean whole) {
        /** How many lines end in it. */
        int lines() {
            int lines = 0;
            for (int i = 0; i < length; i++) {
                boolean half = bytes[i] == '\r' && i + 1 < length && bytes[i + 1] == '\n';
                lines += bytes[i] == '\n' || (bytes[i] == '\r' && !half) ? 1 : 0;
            }
            return lines;
        }

        Reader text() {
            return new InputStreamReader(new ByteArrayInputStream(bytes, 0, length), StandardCharsets.UTF_8);
        }
    }

    /** The next one, in an array that is free if it is long enough; none at the end, nor after one that is not whole. */
    Optional<Chunk> next(byte[] free) throws IOException {
        int length = rest.length;
        if (ended && length == 0) {
            return Optional.empty();
        }
        int least = Math.max(SIZE, length) + 1;
        byte[] bytes = free.length < least ? new byte[least] : free;
        System.arraycopy(rest, 0, bytes, 0, length);
        while (true) {
            if (!ended) {
                length += in.readNBytes(bytes, length, bytes.length - 1 - length);
                ended = length < bytes.length - 1;
            }
            boolean quotes = hasQuotes(bytes, length);
            int end = ended ? length : lineEnd(bytes, length, quotes);
            if (end > 0 || ended || length >= LONGEST) {
                return piece(bytes, length, quotes, end);
            }
            bytes = Arrays.copyOf(bytes, 2 * bytes.length - 1);
        }
    }

    private Optional<Chunk> piece(byte[] bytes, int length, boolean quotes, int lineEnd) {
        boolean whole = lineEnd > 0;
        int end = whole ? lineEnd : length;
        ended |= !whole;
        rest = Arrays.copyOfRange(bytes, end, length);
        bytes[end] = '\n';
        return end == 0 ? Optional.empty() : Optional.of(new Chunk(bytes, end, quotes, whole));
    }

    private static boolean hasQuotes(byte[] bytes, int length) {
        boolean quotes = false;
        for (int i = 0; i < length; i++) {
            quotes |= bytes[i] == '"';
        }
        return quotes;
    }

    /** Where the last line ends, 0 if none does. */
    private int lineEnd(byte[] bytes, int length, boolean quoted) {
        if (quoted) {
            Quotes quotes = new Quotes(format, 1);
            quotes.follow(bytes, length);
            return quotes.lastLineEnd();
        }
        int end = lastOf('\n', bytes, length);
        return end > 0 ? end : lastOf('\r', bytes, length - 1); // the last may be half an end
    }

    private static int lastOf(char end, byte[] bytes, int length) {
        int at = length;
        while (at > 0 && bytes[at - 1] != end) {
            at--;
        }
        return at;
    }
}
