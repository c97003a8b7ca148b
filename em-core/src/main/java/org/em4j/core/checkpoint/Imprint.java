package org.em4j.core.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;

/**
 * What values are to the bit.
 *
 * @param digest SHA-256 of them, as serialised, in hexadecimal digits
 * @param classes that occur in them, by name
 */
record Imprint(String digest, Map<String, Class<?>> classes) {
    static Imprint of(Object... values) {
        MessageDigest digest = sha256();
        Map<String, Class<?>> classes = new HashMap<>();
        write(new DigestOutputStream(OutputStream.nullOutputStream(), digest), classes, values);
        return new Imprint(HexFormat.of().formatHex(digest.digest()), classes);
    }

    /** A value as bytes. */
    static byte[] bytes(Object value) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes, new HashMap<>(), value);
        return bytes.toByteArray();
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static void write(OutputStream to, Map<String, Class<?>> classes, Object... values) {
        try (ObjectOutputStream out = new Noting(to, classes)) {
            for (Object value : values) {
                out.writeObject(value);
                out.reset(); // what one value shares with the next says nothing of either
            }
        } catch (NotSerializableException e) {
            throw new CheckpointException(
                    e.getMessage()
                            + " is not Serializable, as all has to be that a fit is determined by or comes to, if a"
                            + " checkpoint is to keep it; let the class implement java.io.Serializable, or fit without a"
                            + " checkpoint",
                    e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Notes the classes that it writes. */
    private static final class Noting extends ObjectOutputStream {
        private final Map<String, Class<?>> classes;

        Noting(OutputStream to, Map<String, Class<?>> classes) throws IOException {
            super(to);
            this.classes = classes;
        }

        @Override
        protected void annotateClass(Class<?> type) {
            classes.put(type.getName(), type);
        }
    }
}
