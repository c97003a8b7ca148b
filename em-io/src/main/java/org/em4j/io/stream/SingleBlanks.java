package org.em4j.io.stream;

import java.io.IOException;
import java.io.InputStream;

/**
 * Lines whose cells stand apart by blanks, as many as it takes: of a run of spaces and tabs one space is left, and of those that
 * begin or end a line none. Quoted cells and comments stay as they are.
 */
public final class SingleBlanks extends InputStream {
    private enum In {
        LINE_START,
        CELL_START,
        CELL,
        QUOTES,
        CLOSED,
        COMMENT
    }

    private final InputStream in;
    private final int comment;
    private final byte[] read = new byte[1 << 16];
    private int at;
    private int limit;
    private boolean blank; // one is to be written if a cell follows
    private In place = In.LINE_START;

    /**
     * Of text in an encoding that has ASCII's signs as single bytes.
     *
     * @param comment the byte that comment lines begin with; of no byte's value if there are none
     */
    public SingleBlanks(InputStream in, int comment) {
        this.in = in;
        this.comment = comment;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = 0;
        while (count < length && (at < limit || (count == 0 && refill()))) {
            byte b = read[at];
            boolean raw = place == In.QUOTES || place == In.COMMENT;
            if (!raw && (b == ' ' || b == '\t')) {
                blank = place != In.LINE_START;
                place = blank ? In.CELL_START : place;
                at++;
            } else {
                boolean end = b == '\n' || b == '\r';
                boolean between = blank && !end;
                blank = false;
                into[offset + count++] = between ? (byte) ' ' : b;
                place = between ? place : after(b, end);
                at += between ? 0 : 1;
            }
        }
        return count == 0 && length > 0 ? -1 : count;
    }

    private boolean refill() throws IOException {
        at = 0;
        limit = Math.max(0, in.read(read));
        return limit > 0;
    }

    private In after(byte b, boolean end) {
        if (place == In.QUOTES) {
            return b == '"' ? In.CLOSED : In.QUOTES;
        }
        if (end) {
            return In.LINE_START;
        }
        if (place == In.COMMENT || (place == In.LINE_START && b == comment)) {
            return In.COMMENT;
        }
        return b == '"' && place != In.CELL ? In.QUOTES : In.CELL; // after one that closes, another is part of the text
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
