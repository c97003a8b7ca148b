package org.em4j.factor.structural.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.em4j.core.data.InvalidDataException;

/**
 * A word of a model's text.
 *
 * @param kind what it is
 * @param text as it is written
 * @param line counted from 1
 * @param column of its first character, counted from 1
 */
record Token(Kind kind, String text, int line, int column) {
    private static final Pattern WORDS = Pattern.compile("(?<blank>[ \\t\\r\\f]+|[#!][^\\n]*)"
            + "|(?<end>[\\n;])"
            + "|(?<number>(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][-+]?\\d+)?)"
            + "|(?<name>[\\p{L}.][\\p{L}\\p{N}._]*)"
            + "|(?<string>\"[^\"\\n]*\"|'[^'\\n]*')"
            + "|(?<operator>=~|~\\*~|~~|<~|:=|==|[~<>|])"
            + "|(?<mark>[-+*/^(),?:%])");

    enum Kind {
        END,
        NUMBER,
        NAME,
        OPERATOR,
        MARK
    }

    /**
     * The words of a text, of which each line that goes on is one; comments are left out.
     *
     * @throws InvalidDataException at a character that no word begins with
     */
    static List<Token> of(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher words = WORDS.matcher(text);
        int line = 1;
        int start = 0; // of the line
        int at = 0;
        while (at < text.length()) {
            if (!words.region(at, text.length()).lookingAt()) {
                throw new InvalidDataException("line " + line + ", column " + (at - start + 1) + ": '" + text.charAt(at)
                        + "' is no part of a model's syntax");
            }
            if (words.group("blank") == null) {
                tokens.add(new Token(kind(words), unquoted(words.group()), line, at - start + 1));
            }
            if (words.group().equals("\n")) {
                line++;
                start = at + 1;
            }
            at = words.end();
        }
        tokens.add(new Token(Kind.END, "", line, at - start + 1));
        return joined(tokens);
    }

    private static Kind kind(Matcher words) {
        if (words.group("end") != null) {
            return Kind.END;
        }
        if (words.group("number") != null) {
            return Kind.NUMBER;
        }
        if (words.group("operator") != null) {
            return Kind.OPERATOR;
        }
        return words.group("mark") != null ? Kind.MARK : Kind.NAME;
    }

    private static String unquoted(String word) {
        boolean quoted = word.length() > 1 && (word.charAt(0) == '"' || word.charAt(0) == '\'');
        return quoted ? word.substring(1, word.length() - 1) : word;
    }

    /** Without ends of lines that go on: inside parentheses, and after or before what needs more. */
    private static List<Token> joined(List<Token> tokens) {
        List<Token> joined = new ArrayList<>();
        int depth = 0;
        for (int i = 0; i < tokens.size(); i++) {
            Token t = tokens.get(i);
            depth += t.is("(") ? 1 : t.is(")") ? -1 : 0;
            boolean goesOn = t.text.equals("\n")
                    && (depth > 0
                            || joined.isEmpty()
                            || joined.get(joined.size() - 1).needsMore()
                            || next(tokens, i).is("+")
                            || next(tokens, i).is("*"));
            if (!goesOn) {
                joined.add(t);
            }
        }
        return joined;
    }

    private static Token next(List<Token> tokens, int i) {
        return tokens.stream()
                .skip(i + 1L)
                .filter(t -> !t.text.equals("\n"))
                .findFirst()
                .orElseGet(() -> tokens.get(tokens.size() - 1));
    }

    boolean is(String mark) {
        return kind == Kind.MARK && text.equals(mark);
    }

    private boolean needsMore() {
        return kind == Kind.OPERATOR || (kind == Kind.MARK && !text.equals(")"));
    }

    /** Wrong at this place. */
    InvalidDataException wrong(String what) {
        String word = kind == Kind.END ? "the end of the line" : '"' + text + '"';
        return new InvalidDataException("line " + line + ", column " + column + ": " + word + " " + what);
    }
}
