package org.em4j.core.checkpoint;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.ObjectInputFilter;
import java.io.ObjectInputStream;
import java.io.ObjectStreamClass;
import java.util.Map;
import java.util.Set;

/**
 * Reads objects of a few classes, and refuses all others before they are loaded: a stream may come from anybody. Classes that the
 * fit itself is made of are admitted, those beside them in their packages, this library's, and plain numbers, words and lists.
 */
final class AdmittingInput extends ObjectInputStream {
    private static final int DEEPEST = 200;

    private static final Set<String> PLAIN = Set.of(
            "java.lang.Boolean",
            "java.lang.Byte",
            "java.lang.Character",
            "java.lang.Double",
            "java.lang.Enum",
            "java.lang.Float",
            "java.lang.Integer",
            "java.lang.Long",
            "java.lang.Number",
            "java.lang.Object",
            "java.lang.Short",
            "java.lang.String",
            "java.util.AbstractList",
            "java.util.ArrayList",
            "java.util.Arrays$ArrayList",
            "java.util.CollSer",
            "java.util.Collections$EmptyList",
            "java.util.Collections$SingletonList",
            "java.util.Collections$UnmodifiableCollection",
            "java.util.Collections$UnmodifiableList",
            "java.util.Collections$UnmodifiableRandomAccessList");

    private final Map<String, Class<?>> own;
    private final long length;

    AdmittingInput(byte[] bytes, Map<String, Class<?>> own) throws IOException {
        super(new ByteArrayInputStream(bytes));
        this.own = own;
        this.length = bytes.length;
        setObjectInputFilter(this::limit);
    }

    /** No array is longer than the stream that it comes in. */
    private ObjectInputFilter.Status limit(ObjectInputFilter.FilterInfo info) {
        return info.depth() > DEEPEST || info.arrayLength() > length
                ? ObjectInputFilter.Status.REJECTED
                : ObjectInputFilter.Status.ALLOWED;
    }

    @Override
    protected Class<?> resolveClass(ObjectStreamClass description) throws IOException, ClassNotFoundException {
        String name = description.getName();
        Class<?> known = own.get(name);
        if (known != null) {
            return known;
        }
        String element = element(name);
        if (!isAdmitted(element)) {
            throw new IOException("it names the class " + element + ", of which no fit is made");
        }
        try {
            return Class.forName(name, false, Thread.currentThread().getContextClassLoader());
        } catch (ClassNotFoundException e) {
            return super.resolveClass(description); // primitives
        }
    }

    @Override
    protected Class<?> resolveProxyClass(String[] interfaces) throws IOException {
        throw new IOException("it names a proxy, of which no fit is made");
    }

    private boolean isAdmitted(String name) {
        return name.length() <= 1 // a primitive in an array
                || PLAIN.contains(name)
                || name.startsWith("org.em4j.")
                || (!name.startsWith("java") && packages(name));
    }

    private boolean packages(String name) {
        String its = packageOf(name);
        return own.keySet().stream().anyMatch(each -> packageOf(element(each)).equals(its));
    }

    private static String packageOf(String name) {
        return name.substring(0, Math.max(0, name.lastIndexOf('.')));
    }

    /** What an array of arrays is made of. */
    private static String element(String name) {
        String inside = name.replaceFirst("^\\[+", "");
        return inside.equals(name) || inside.length() <= 1 ? inside : inside.substring(1, inside.length() - 1);
    }
}
