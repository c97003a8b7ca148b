package org.em4j.spark;

import java.nio.ByteBuffer;
import org.apache.spark.SparkEnv;
import org.apache.spark.serializer.SerializerInstance;
import scala.reflect.ClassTag;

/** What crosses machines, as Java serialises it and Spark finds its classes, whatever spark.serializer is: Kryo reads no records. */
final class Wire {
    private Wire() {}

    private static SerializerInstance serializer() {
        return SparkEnv.get().closureSerializer().newInstance();
    }

    static byte[] bytes(Object value) {
        ByteBuffer buffer = serializer().serialize(value, ClassTag.Any());
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
    }) // what comes is what was sent, and serialised forms forget types
    static <T> T value(byte[] bytes) {
        return (T) serializer()
                .deserialize(ByteBuffer.wrap(bytes), Thread.currentThread().getContextClassLoader(), ClassTag.Any());
    }
}
