package org.em4j.laws.density;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import org.em4j.core.data.Labelled;

/** An observation taken apart into numbers and other single values, through records, lists and arrays, and put together again. */
final class Leaves {
    /** How many a list or an array holds, or whether a label is known (1) or not: of what is seen, not of what is drawn. */
    record Shape(int value) {}

    private Leaves() {}

    /** All single values of an observation, in order. */
    static List<Object> of(Object observation) {
        List<Object> leaves = new ArrayList<>();
        collect(observation, leaves);
        return leaves;
    }

    private static void collect(Object value, List<Object> into) {
        if (value instanceof List<?> list) {
            into.add(new Shape(list.size()));
            list.forEach(element -> collect(element, into));
        } else if (value.getClass().isArray()) {
            int n = Array.getLength(value);
            into.add(new Shape(n));
            for (int i = 0; i < n; i++) {
                collect(Array.get(value, i), into);
            }
        } else if (value instanceof Record whole) {
            into.add(new Shape(value instanceof Labelled<?> labelled && labelled.isKnown() ? 1 : 0));
            parts(whole).forEach(part -> collect(part, into));
        } else {
            into.add(value);
        }
    }

    private static List<Object> parts(Record whole) {
        List<Object> parts = new ArrayList<>();
        for (RecordComponent component : whole.getClass().getRecordComponents()) {
            try {
                parts.add(open(component.getAccessor()).invoke(whole));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(whole.getClass() + " cannot be read", e);
            }
        }
        return parts;
    }

    /** Another observation, of the shape of one, with other values, which are used up in order. */
    @SuppressWarnings("unchecked") // of the same classes at every place
    static <X> X like(X one, Iterator<Object> leaves) {
        return (X) filled(one, leaves);
    }

    private static Object filled(Object one, Iterator<Object> leaves) {
        if (one instanceof List<?> list) {
            leaves.next();
            return list.stream().map(element -> filled(element, leaves)).toList();
        }
        if (one.getClass().isArray()) {
            leaves.next();
            int n = Array.getLength(one);
            Object array = Array.newInstance(one.getClass().getComponentType(), n);
            for (int i = 0; i < n; i++) {
                Array.set(array, i, filled(Array.get(one, i), leaves));
            }
            return array;
        }
        if (one instanceof Record whole) {
            leaves.next();
            return made(
                    whole,
                    parts(whole).stream().map(part -> filled(part, leaves)).toArray());
        }
        return leaves.next();
    }

    private static Object made(Record like, Object[] parts) {
        Class<?>[] types = Arrays.stream(like.getClass().getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = open(like.getClass().getDeclaredConstructor(types));
            return constructor.newInstance(parts);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(like.getClass() + " cannot be made", e);
        }
    }

    /** Records need not be public where they are drawn. */
    private static <T extends AccessibleObject> T open(T member) {
        member.setAccessible(true);
        return member;
    }
}
