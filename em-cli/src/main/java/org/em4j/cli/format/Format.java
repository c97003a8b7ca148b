package org.em4j.cli.format;

import org.em4j.core.TextPage;
import org.em4j.report.text.Markup;

/** How a result is printed. */
public enum Format {
    /** A page for people. */
    text,
    /** One JSON object. */
    json,
    /** The page in Markdown. */
    markdown,
    /** The page's tables in LaTeX. */
    latex;

    /** Of an option whose result is a page. */
    public static final String OF_PAGES =
            "text, json, or the page with its tables in markdown or latex. Default: ${DEFAULT-VALUE}.";

    /** How a result that is no page is printed. */
    public enum Plain {
        /** Lines for people. */
        text,
        /** One JSON object. */
        json
    }

    /** A page as it is printed; not of json. */
    public String of(TextPage page) {
        return switch (this) {
            case markdown -> Markup.MARKDOWN.of(page);
            case latex -> Markup.LATEX.of(page);
            default -> page.toString();
        };
    }
}
