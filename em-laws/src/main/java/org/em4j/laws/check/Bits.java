package org.em4j.laws.check;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.io.UncheckedIOException;

/** Values as bits: what is the same to the bit is the same when written. */
public final class Bits {
    private Bits() {}

    public static byte[] of(Object value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ObjectOutputStream stream = new ObjectOutputStream(out)) {
            stream.writeObject(value);
        } catch (IOException e) {
            throw new UncheckedIOException(value.getClass() + " cannot be written", e);
        }
        return out.toByteArray();
    }

    @SuppressWarnings("unchecked") // what was written is read
    public static <T> T copy(T value) {
        try (ObjectInputStream in = new Reader(of(value))) {
            return (T) in.readObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Finds classes where the thread finds them: a model may come from a place that is not this library's. */
    private static final class Reader extends ObjectInputStream {
        Reader(byte[] bytes) throws IOException {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
            try {
                ClassLoader loader = Thread.currentThread().getContextClassLoader();
                return Class.forName(description.getName(), false, loader);
            } catch (ClassNotFoundException e) {
                return super.resolveClass(description); // primitives
            }
        }
    }
}
