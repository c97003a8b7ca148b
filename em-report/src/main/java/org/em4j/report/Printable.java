package org.em4j.report;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * UTF-8 for terminals and pages: what would control them, in names and labels from files, is shown as a picture (␛ for escape) or,
 * of the second block of control characters, as U+FFFD. Ends of lines and tabs stay.
 */
public final class Printable extends FilterOutputStream {
    /** Where Unicode has pictures of the control characters from 0 to 1F, and of 7F. */
    private static final int PICTURES = 0x2400;

    private static final int PICTURE_OF_DELETE = 0x2421;
    private static final int DELETE = 0x7f;

    private boolean maybeC1; // after the first byte of two that are a control character or a letter

    /** Before a stream. */
    public Printable(OutputStream out) {
        super(out);
    }

    private static boolean controls(int c) {
        return (c < ' ' && c != '\n' && c != '\t' && c != '\r') || c == DELETE;
    }

    /** Text without control characters. */
    public static String shown(String text) {
        if (text.chars().noneMatch(c -> controls(c) || (c > DELETE && c < 0xa0))) {
            return text;
        }
        return text.chars()
                .map(c -> controls(c) ? picture(c) : c > DELETE && c < 0xa0 ? '\uFFFD' : c)
                .collect(StringBuilder::new, (shown, c) -> shown.append((char) c), StringBuilder::append)
                .toString();
    }

    private static int picture(int c) {
        return c == DELETE ? PICTURE_OF_DELETE : PICTURES + c;
    }

    @Override
    public void write(int b) throws IOException {
        int c = b & 0xff;
        if (maybeC1) {
            maybeC1 = false;
            if (c < 0xa0) { // of U+0080 to U+009F
                three('\uFFFD');
                return;
            }
            out.write(0xc2);
        }
        if (c == 0xc2) {
            maybeC1 = true;
        } else if (controls(c)) {
            three(picture(c));
        } else {
            out.write(c);
        }
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int from = offset;
        for (int i = offset; i < offset + length; i++) {
            int c = bytes[i] & 0xff;
            if (maybeC1 || c == 0xc2 || controls(c)) {
                out.write(bytes, from, i - from);
                write(c);
                from = i + 1;
            }
        }
        out.write(bytes, from, offset + length - from);
    }

    private void three(int c) throws IOException {
        out.write(0xe0 | (c >> 12));
        out.write(0x80 | ((c >> 6) & 0x3f));
        out.write(0x80 | (c & 0x3f));
    }
}
