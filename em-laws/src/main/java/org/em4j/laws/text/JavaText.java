package org.em4j.laws.text;

import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The Java that a value is made by: numbers to the last bit, arrays, records, lists, sets, maps and enums at any depth. Of
 * other classes what {@code toString} says, or, where it says nothing, the values of the fields, which is no Java.
 */
public final class JavaText {
    private JavaText() {}

    /** A value in Java. */
    public static String of(Object value) {
        if (value instanceof Double number) {
            return floating("Double", number, Double.toString(number));
        }
        if (value instanceof Float number) {
            return floating("Float", number, number + "f");
        }
        if (value instanceof Long) {
            return value + "L";
        }
        if (value instanceof CharSequence) {
            return '"' + escaped(value.toString()) + '"';
        }
        if (value instanceof Character) {
            return "'" + (value.equals('\'') ? "\\'" : escaped(value.toString())) + "'";
        }
        if (value instanceof Enum<?> constant) {
            return name(constant.getDeclaringClass()) + "." + constant.name();
        }
        return value.getClass().isArray() ? "new " + name(value.getClass()) + " " + braces(value) : whole(value);
    }

    private static String floating(String type, double value, String finite) {
        if (Double.isNaN(value)) {
            return type + ".NaN";
        }
        return Double.isFinite(value) ? finite : type + (value > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
    }

    private static String whole(Object value) {
        if (value instanceof Optional<?> optional) {
            return optional.map(v -> "Optional.of(" + of(v) + ")").orElse("Optional.empty()");
        }
        if (value instanceof List<?> list) {
            return "List.of(" + all(list.stream()) + ")";
        }
        if (value instanceof Set<?> set) {
            return "Set.of(" + all(set.stream()) + ")";
        }
        if (value instanceof Map<?, ?> map) {
            return "Map.of(" + all(map.entrySet().stream().flatMap(e -> Stream.of(e.getKey(), e.getValue()))) + ")";
        }
        return value instanceof Record made ? made(made) : other(value);
    }

    private static String all(Stream<?> values) {
        return values.map(JavaText::of).collect(Collectors.joining(", "));
    }

    /** The elements of an array; those of an array of arrays need no {@code new}. */
    private static String braces(Object array) {
        return IntStream.range(0, Array.getLength(array))
                .mapToObj(i -> Array.get(array, i))
                .map(v -> v.getClass().isArray() ? braces(v) : of(v))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String made(Record value) {
        String diamond = value.getClass().getTypeParameters().length > 0 ? "<>" : "";
        return Arrays.stream(value.getClass().getRecordComponents())
                .map(component -> of(part(value, component)))
                .collect(Collectors.joining(", ", "new " + name(value.getClass()) + diamond + "(", ")"));
    }

    private static Object part(Record value, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(value);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return "?";
        }
    }

    private static String other(Object value) {
        String said = value.toString();
        return said.endsWith("@" + Integer.toHexString(System.identityHashCode(value)))
                ? name(value.getClass()) + fields(value)
                : said;
    }

    private static String fields(Object value) {
        return Arrays.stream(value.getClass().getDeclaredFields())
                .filter(field ->
                        !Modifier.isStatic(field.getModifiers()) && !Modifier.isTransient(field.getModifiers()))
                .map(field -> field.getName() + "=" + of(content(value, field)))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static Object content(Object value, Field field) {
        try {
            field.setAccessible(true);
            return Optional.ofNullable(field.get(value)).orElse("null");
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            return "?";
        }
    }

    /** Without its package, and within what it is declared in. */
    private static String name(Class<?> type) {
        if (type.isArray()) {
            return name(type.getComponentType()) + "[]";
        }
        Class<?> outer = type.getDeclaringClass();
        return outer == null ? type.getSimpleName() : name(outer) + "." + type.getSimpleName();
    }
}
