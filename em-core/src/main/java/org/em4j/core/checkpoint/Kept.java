package org.em4j.core.checkpoint;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;

/**
 * What one fit has come to.
 *
 * @param fit what tells it from others: 64 hexadecimal digits
 * @param isDone whether it has ended
 * @param seconds that were spent on it
 * @param value as Java serialises it, which only a {@link Place} reads again, and its SHA-256
 */
public record Kept(String fit, boolean isDone, double seconds, byte[] value) {
    private static final int OVERHEAD = 100;

    /** A value that is kept now. */
    static Kept of(String fit, boolean isDone, double seconds, Object value) {
        byte[] bytes = Imprint.bytes(value);
        byte[] digest = Imprint.sha256().digest(bytes);
        byte[] both = Arrays.copyOf(bytes, bytes.length + digest.length);
        System.arraycopy(digest, 0, both, bytes.length, digest.length);
        return new Kept(fit, isDone, seconds, both);
    }

    /**
     * The value without its digest.
     *
     * @throws IOException if they do not belong together
     */
    byte[] checked() throws IOException {
        MessageDigest sha256 = Imprint.sha256();
        int length = Math.max(0, value.length - sha256.getDigestLength());
        byte[] bytes = Arrays.copyOf(value, length);
        if (!Arrays.equals(sha256.digest(bytes), Arrays.copyOfRange(value, length, value.length))) {
            throw new IOException("it is damaged");
        }
        return bytes;
    }

    /** Bytes that it takes, about. */
    long size() {
        return OVERHEAD + (long) value.length;
    }

    /** Seconds that a byte saves. */
    double worth() {
        return seconds / size();
    }
}
