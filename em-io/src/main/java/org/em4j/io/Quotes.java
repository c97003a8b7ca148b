package org.em4j.io;

/**
 * Follows quotes through text, byte by byte: a quote opens where a cell begins, two in a row within are one of the text, and
 * after the one that closes nothing but blanks may stand before the next cell.
 */
final class Quotes {
    private enum At {
        /** Nothing but blanks of a cell yet. */
        BEGINNING,
        UNQUOTED,
        QUOTED,
        CLOSED,
        COMMENT
    }

    private final byte delimiter;
    private final int comment;
    private At at = At.BEGINNING;
    private boolean lineBegins = true;
    private long line;
    private long opened;
    private int lastLineEnd;

    /** For text whose first line has this number. */
    Quotes(TextFormat format, long firstLine) {
        this.delimiter = (byte) format.delimiter();
        this.comment = format.commentByte();
        this.line = firstLine;
    }

    /** Reads bytes; whether their quotes are as they should be so far. */
    boolean follow(byte[] bytes, int length) {
        for (int i = 0; i < length; i++) {
            boolean cr = i > 0 && bytes[i - 1] == '\r';
            if (cr && lineBegins && bytes[i] != '\n') { // it ended a line alone
                lastLineEnd = i;
            }
            line += bytes[i] == '\r' || (bytes[i] == '\n' && !cr) ? 1 : 0;
            if (!step(bytes[i])) {
                return false;
            }
            if (bytes[i] == '\n' && at == At.BEGINNING) {
                lastLineEnd = i + 1;
            }
        }
        return true;
    }

    private boolean step(byte b) {
        boolean end = b == '\n' || b == '\r';
        switch (at) {
            case QUOTED -> at = b == '"' ? At.CLOSED : At.QUOTED;
            case COMMENT -> at = end ? At.BEGINNING : At.COMMENT;
            case UNQUOTED -> at = end || b == delimiter ? At.BEGINNING : At.UNQUOTED;
            case CLOSED -> {
                if (b == '"') {
                    at = At.QUOTED;
                } else if (end || b == delimiter) {
                    at = At.BEGINNING;
                } else if (b != ' ' && b != '\t') {
                    return false;
                }
            }
            case BEGINNING -> begin(b, end);
        }
        lineBegins = end && at == At.BEGINNING;
        return true;
    }

    private void begin(byte b, boolean end) {
        if (lineBegins && b == comment) {
            at = At.COMMENT;
        } else if (b == '"') {
            at = At.QUOTED;
            opened = line;
        } else if (!end && b != delimiter && b != ' ' && b != '\t') {
            at = At.UNQUOTED;
        }
    }

    /** Whether a quote is open. */
    boolean isOpen() {
        return at == At.QUOTED;
    }

    /** The number of the line that was come to. */
    long line() {
        return line;
    }

    /** The line where the last quote opened. */
    long opened() {
        return opened;
    }

    /** Where, in the bytes read last, the last line ends that no quote runs over; 0 if none does. */
    int lastLineEnd() {
        return lastLineEnd;
    }
}
