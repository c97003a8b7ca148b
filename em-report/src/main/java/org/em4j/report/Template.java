package org.em4j.report;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.Mustache;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** The templates of all pages, and their one style sheet. */
public final class Template {
    private static final String FOLDER = "org/em4j/report/";

    private Template() {}

    /** A page: a template, and what it shows by the names that it uses. */
    public static String of(String name, Map<String, Object> scope) {
        Mustache template = new DefaultMustacheFactory(FOLDER).compile(name);
        StringWriter out = new StringWriter();
        try {
            template.execute(out, List.of(scope, Map.of("style", text("page.css"))))
                    .flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Printable.shown(out.toString());
    }

    /** A file that is beside the templates. */
    public static String text(String name) {
        try (var in = Template.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
