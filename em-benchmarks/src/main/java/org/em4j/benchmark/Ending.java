package org.em4j.benchmark;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a library ended on an input.
 *
 * @param library name, version and settings
 * @param kind in a word
 * @param words what it said, in its own words
 */
record Ending(String library, Kind kind, String words) {
    private static final Pattern LOG_LIKELIHOOD = Pattern.compile("loglik=(\\S+)");
    private static final Pattern OBJECTIVE = Pattern.compile("obj=(\\S+)");

    enum Kind {
        ANSWER,
        SENTENCE,
        ERROR,
        NAN,
        NOTHING,
        HANGS
    }

    /** Of what was recorded: {@code ok loglik=...}, {@code ERROR ...}, {@code returned NULL}. */
    static Ending of(String library, String recorded) {
        if (recorded.startsWith("ERROR")) {
            return new Ending(
                    library, Kind.ERROR, recorded.substring("ERROR".length()).strip());
        }
        if (!recorded.startsWith("ok")) {
            return new Ending(library, Kind.NOTHING, recorded);
        }
        boolean finite = !recorded.toLowerCase(Locale.ROOT).matches(".*(loglik|obj|minvar)=-?(nan|inf).*");
        return new Ending(
                library,
                finite ? Kind.ANSWER : Kind.NAN,
                recorded.substring("ok".length()).strip());
    }

    /** Of this library, whose failures are outcomes with a remedy. */
    static Ending ours(String recorded) {
        Ending e = of("em4j", recorded);
        return e.kind == Kind.ERROR
                ? new Ending(e.library, Kind.SENTENCE, e.words.substring(e.words.indexOf(": ") + 2))
                : e;
    }

    /** Not done in time. */
    static Ending hangs(String library, int seconds) {
        return new Ending(library, Kind.HANGS, "not done after " + seconds + " s");
    }

    /** In a cell of a table: the figure, or the kind. */
    String brief() {
        Matcher m = LOG_LIKELIHOOD.matcher(words);
        if (kind == Kind.ANSWER && m.find()) {
            double value = Double.parseDouble(m.group(1));
            return String.format(Locale.ROOT, Math.abs(value) < 1e4 ? "%.2f" : "%.0f", value);
        }
        Matcher o = OBJECTIVE.matcher(words);
        return switch (kind) {
            case ANSWER -> o.find() ? "F = " + o.group(1) : "answers";
            case SENTENCE -> "says why";
            case NAN -> "NaN";
            default -> kind.name().toLowerCase(Locale.ROOT);
        };
    }
}
