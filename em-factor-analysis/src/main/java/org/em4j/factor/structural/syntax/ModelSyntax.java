package org.em4j.factor.structural.syntax;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.em4j.core.data.InvalidDataException;
import org.em4j.factor.structural.syntax.Statement.Modifier;
import org.em4j.factor.structural.syntax.Token.Kind;

/**
 * A structural model's text in lavaan's words (Rosseel 2012): {@code f =~ x1 + a*x2} what a factor is measured by,
 * {@code y ~ f} a regression, {@code x1 ~~ x2} a covariance, {@code x1 ~ 1} an intercept, {@code c := a*b} a definition.
 * Before {@code *} stands what a parameter is fixed at, {@code NA} to set it free, a label that makes it equal to others, or
 * {@code c(...)} of these, one for each group.
 */
public final class ModelSyntax {
    private final List<Statement> statements = new ArrayList<>();
    private final List<Definition> definitions = new ArrayList<>();
    private final List<Token> tokens;
    private int at;

    private ModelSyntax(String text) {
        this.tokens = Token.of(text);
    }

    /**
     * Reads a text.
     *
     * @throws InvalidDataException if it is not understood, with line and column
     */
    public static ModelSyntax of(String text) {
        ModelSyntax syntax = new ModelSyntax(text);
        while (syntax.at < syntax.tokens.size()) {
            if (syntax.tokens.get(syntax.at).kind() == Kind.END) {
                syntax.at++;
            } else {
                syntax.statement();
            }
        }
        if (syntax.statements.isEmpty()) {
            throw new InvalidDataException("the model says nothing; begin with a factor, as in visual =~ x1 + x2 + x3");
        }
        return syntax;
    }

    List<Statement> statements() {
        return statements;
    }

    /** Parameters that are defined by others. */
    public List<Definition> definitions() {
        return List.copyOf(definitions);
    }

    private Token peek() {
        return tokens.get(Math.min(at, tokens.size() - 1));
    }

    private Token next() {
        Token t = peek();
        at++;
        return t;
    }

    private boolean take(String mark) {
        boolean is = peek().is(mark);
        at += is ? 1 : 0;
        return is;
    }

    private Token name(String where) {
        Token t = peek();
        if (t.kind() != Kind.NAME) {
            throw t.wrong("stands where " + where + " should");
        }
        at++;
        return t;
    }

    private void statement() {
        List<Token> left = new ArrayList<>();
        do {
            left.add(name("the name of a variable"));
        } while (take("+"));
        Token operator = next();
        switch (operator.text()) {
            case ":=" -> define(left.get(0));
            case "=~", "~", "~~" -> right(left, operator);
            default -> throw operator.wrong(unsupported(operator.text()));
        }
    }

    private static String unsupported(String operator) {
        return switch (operator) {
            case "==", "<", ">" ->
                "is not done here: constraints other than equal labels (a*x1 + a*x2) and fixed values (0.5*x1)";
            case "<~" -> "is not done here: composites; factors are measured with =~";
            case "|", "~*~" -> "is not done here: thresholds of ordered columns";
            default -> "stands where =~, ~, ~~ or := should";
        };
    }

    private void define(Token name) {
        int from = at;
        while (peek().kind() != Kind.END) {
            at++;
        }
        definitions.add(
                Definition.Reader.of(name.text(), tokens.subList(from, at + 1).toArray(Token[]::new)));
    }

    private void right(List<Token> left, Token operator) {
        do {
            Token start = peek();
            List<Modifier> modifiers = new ArrayList<>();
            Token right = next();
            while (isModifier(right)) {
                modifiers = merged(modifiers, modifiers(right), right);
                take("*");
                right = next();
            }
            add(left, operator, right, modifiers, start);
        } while (take("+"));
        if (peek().kind() != Kind.END) {
            throw peek().wrong("stands where + or the end of the line should");
        }
    }

    private boolean isModifier(Token t) {
        boolean call = t.kind() == Kind.NAME && peek().is("(");
        boolean signed = t.is("-") || (t.is("+") && peek().kind() == Kind.NUMBER);
        return call || signed || peek().is("*");
    }

    private void add(List<Token> left, Token operator, Token right, List<Modifier> modifiers, Token start) {
        boolean one = right.kind() == Kind.NUMBER
                && right.text().equals("1")
                && operator.text().equals("~");
        boolean zero = right.kind() == Kind.NUMBER
                && right.text().equals("0")
                && operator.text().equals("~");
        if (right.kind() != Kind.NAME && !one && !zero) {
            throw right.wrong("stands where the name of a variable should");
        }
        for (Token l : left) {
            if (one || zero) {
                List<Modifier> fixed = zero ? List.of(new Modifier(Optional.of(0.0), false, "")) : modifiers;
                statements.add(new Statement(l, "~1", l, fixed, start));
            } else {
                statements.add(new Statement(l, operator.text(), right, modifiers, start));
            }
        }
    }

    private List<Modifier> modifiers(Token first) {
        if (first.kind() == Kind.NAME && peek().is("(")) {
            if (!first.text().equals("c")) {
                throw first.wrong("is not done here: before * stands a number, NA, a label, or c(...) of these");
            }
            take("(");
            List<Modifier> each = new ArrayList<>();
            do {
                each.add(modifier(next()));
            } while (take(","));
            if (!take(")")) {
                throw peek().wrong("stands where \")\" should");
            }
            return each;
        }
        return List.of(modifier(first));
    }

    private Modifier modifier(Token t) {
        boolean minus = t.is("-");
        Token value = minus || t.is("+") ? next() : t;
        if (value.kind() == Kind.NUMBER) {
            double number = Double.parseDouble(value.text());
            return new Modifier(Optional.of(minus ? -number : number), false, "");
        }
        if (value.kind() != Kind.NAME || minus) {
            throw value.wrong("stands where a number, NA or a label should");
        }
        return value.text().equals("NA")
                ? new Modifier(Optional.empty(), true, "")
                : new Modifier(Optional.empty(), false, value.text());
    }

    /** Of {@code 0.5*a*x} both are said. */
    private static List<Modifier> merged(List<Modifier> one, List<Modifier> other, Token place) {
        if (one.isEmpty()) {
            return other;
        }
        if (one.size() != other.size()) {
            throw place.wrong("begins a modifier for " + other.size() + " groups after one for " + one.size());
        }
        List<Modifier> both = new ArrayList<>();
        for (int g = 0; g < one.size(); g++) {
            Modifier a = one.get(g);
            Modifier b = other.get(g);
            both.add(new Modifier(
                    a.fixed().isPresent() ? a.fixed() : b.fixed(),
                    a.free() || b.free(),
                    a.label().isEmpty() ? b.label() : a.label()));
        }
        return both;
    }
}
