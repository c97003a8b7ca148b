package org.em4j.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output whose failures are not swallowed, as {@link java.io.PrintStream} would: the first is thrown, and what
 * is written after it is lost in silence, because it has been said.
 */
public final class CheckedOutput extends OutputStream {
    private final OutputStream out;
    private boolean failed;

    public CheckedOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int b) {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) {
        checked(() -> out.write(bytes, from, length));
    }

    @Override
    public void flush() {
        checked(out::flush);
    }

    private interface Writing {
        void run() throws IOException;
    }

    private void checked(Writing writing) {
        if (failed) {
            return;
        }
        try {
            writing.run();
        } catch (IOException e) {
            failed = true;
            throw OutputException.ofStandardOutput(e);
        }
    }
}
