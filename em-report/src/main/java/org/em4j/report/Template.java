package org.em4j.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The templates of this package, and the one style sheet of all pages. */
final class Template {
    private static final String FOLDER = "org/em4j/report/";

    private Template() {}

    /** A page: a template, and what it shows by the names that it uses. */
    static String of(String name, Map<String, Object> scope) {
        Mustache template = new DefaultMustacheFactory(FOLDER).compile(name);
        StringWriter out = new StringWriter();
        try {
            template.execute(out, List.of(scope, Map.of("style", style()))).flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Printable.shown(out.toString());
    }

    private static String style() {
        try (var in = Template.class.getResourceAsStream("page.css")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
