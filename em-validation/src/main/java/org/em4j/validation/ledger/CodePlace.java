package org.em4j.validation.ledger;

import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.net.URL;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.em4j.core.Equation;

/**
 * A method that is an equation.
 *
 * @param type its class
 * @param method its name
 */
public record CodePlace(Class<?> type, String method) {
    private static final Pattern MODULE = Pattern.compile(".*/(em-[a-z-]+?)(/target/classes/|-\\d[^/]*\\.jar)");

    /** The place of a name such as {@code org.em4j.core.distribution.Gaussian.mean}. */
    static CodePlace of(String name) {
        int dot = name.lastIndexOf('.');
        try {
            return new CodePlace(Class.forName(name.substring(0, dot)), name.substring(dot + 1));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("the ledger names " + name + ", of which there is no class", e);
        }
    }

    /** The equations that {@link Equation} marks this place with; none if it is not there. */
    public Set<String> equations() {
        Set<String> ids = new TreeSet<>();
        for (Method m : type.getDeclaredMethods()) {
            if (m.getName().equals(method)) {
                ids.addAll(marks(m));
            }
        }
        return ids;
    }

    private static Set<String> marks(AnnotatedElement element) {
        Equation mark = element.getAnnotation(Equation.class);
        return mark == null ? Set.of() : new TreeSet<>(Arrays.asList(mark.value()));
    }

    /** The source file from the top of the project. */
    public String file() {
        URL compiled = type.getProtectionDomain().getCodeSource().getLocation();
        Matcher m = MODULE.matcher(compiled.toString());
        String outer = type.getName().replaceAll("\\$.*", "").replace('.', '/');
        return (m.matches() ? m.group(1) + "/" : "") + "src/main/java/" + outer + ".java";
    }

    /** Class and method, without the package. */
    @Override
    public String toString() {
        return type.getName().substring(type.getPackageName().length() + 1).replace('$', '.') + "." + method;
    }
}
