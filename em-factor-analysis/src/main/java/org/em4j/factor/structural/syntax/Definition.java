package org.em4j.factor.structural.syntax;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.ToDoubleFunction;
import java.util.function.UnaryOperator;
import org.em4j.core.data.InvalidDataException;

/**
 * A parameter that is defined by others, such as {@code indirect := a*b}.
 *
 * @param name its own
 * @param text what defines it
 * @param labels of the parameters, and names of definitions before it, that it is made of
 * @param value given theirs
 */
public record Definition(String name, String text, Set<String> labels, ToDoubleFunction<Map<String, Double>> value) {
    /** Reads an expression of labels, numbers, {@code + - * / ^}, parentheses, exp, log and sqrt. */
    static final class Reader {
        private final Token[] tokens;
        private final Set<String> labels = new TreeSet<>();
        private int at;

        private Reader(Token[] tokens) {
            this.tokens = tokens;
        }

        /** The definition that tokens up to the end of a statement make. */
        static Definition of(String name, Token... tokens) {
            Reader reader = new Reader(tokens);
            ToDoubleFunction<Map<String, Double>> value = reader.sum();
            if (reader.tokens[reader.at].kind() != Token.Kind.END) {
                throw reader.tokens[reader.at].wrong("does not belong in an expression here");
            }
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < tokens.length - 1; i++) {
                text.append(tokens[i].text());
            }
            return new Definition(name, text.toString(), Set.copyOf(reader.labels), value);
        }

        private boolean take(String mark) {
            boolean is = tokens[at].is(mark);
            at += is ? 1 : 0;
            return is;
        }

        private ToDoubleFunction<Map<String, Double>> sum() {
            ToDoubleFunction<Map<String, Double>> sum = product();
            while (true) {
                ToDoubleFunction<Map<String, Double>> left = sum;
                if (take("+")) {
                    ToDoubleFunction<Map<String, Double>> right = product();
                    sum = v -> left.applyAsDouble(v) + right.applyAsDouble(v);
                } else if (take("-")) {
                    ToDoubleFunction<Map<String, Double>> right = product();
                    sum = v -> left.applyAsDouble(v) - right.applyAsDouble(v);
                } else {
                    return sum;
                }
            }
        }

        private ToDoubleFunction<Map<String, Double>> product() {
            ToDoubleFunction<Map<String, Double>> product = signed();
            while (true) {
                ToDoubleFunction<Map<String, Double>> left = product;
                if (take("*")) {
                    ToDoubleFunction<Map<String, Double>> right = signed();
                    product = v -> left.applyAsDouble(v) * right.applyAsDouble(v);
                } else if (take("/")) {
                    ToDoubleFunction<Map<String, Double>> right = signed();
                    product = v -> left.applyAsDouble(v) / right.applyAsDouble(v);
                } else {
                    return product;
                }
            }
        }

        private ToDoubleFunction<Map<String, Double>> signed() {
            if (take("-")) {
                ToDoubleFunction<Map<String, Double>> of = signed();
                return v -> -of.applyAsDouble(v);
            }
            return take("+") ? signed() : power();
        }

        private ToDoubleFunction<Map<String, Double>> power() {
            ToDoubleFunction<Map<String, Double>> base = atom();
            if (!take("^")) {
                return base;
            }
            ToDoubleFunction<Map<String, Double>> exponent = signed();
            return v -> Math.pow(base.applyAsDouble(v), exponent.applyAsDouble(v));
        }

        private ToDoubleFunction<Map<String, Double>> atom() {
            Token t = tokens[at];
            at = Math.min(at + 1, tokens.length - 1);
            if (t.is("(")) {
                ToDoubleFunction<Map<String, Double>> inner = sum();
                close();
                return inner;
            }
            if (t.kind() == Token.Kind.NUMBER) {
                double number = Double.parseDouble(t.text());
                return v -> number;
            }
            if (t.kind() != Token.Kind.NAME) {
                throw t.wrong("stands where a label or a number should");
            }
            if (take("(")) {
                UnaryOperator<Double> function = function(t);
                ToDoubleFunction<Map<String, Double>> inner = sum();
                close();
                return v -> function.apply(inner.applyAsDouble(v));
            }
            labels.add(t.text());
            return v -> v.get(t.text());
        }

        private void close() {
            if (!take(")")) {
                throw tokens[at].wrong("stands where \")\" should");
            }
        }

        private static UnaryOperator<Double> function(Token name) {
            return switch (name.text()) {
                case "exp" -> Math::exp;
                case "log" -> Math::log;
                case "sqrt" -> Math::sqrt;
                case "abs" -> Math::abs;
                default -> throw name.wrong("is no function that is known; exp, log, sqrt and abs are");
            };
        }
    }

    /** The value of the definition, given the values of labels. */
    public double at(Map<String, Double> values) {
        for (String label : labels) {
            if (!values.containsKey(label)) {
                throw new InvalidDataException(name + " := " + text + ": nothing has the label \"" + label + "\"");
            }
        }
        return value.applyAsDouble(values);
    }
}
