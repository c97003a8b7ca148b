package org.em4j.io.number;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Numbers with something about them, as people and spreadsheets write them, or what these write for want of one: no numbers here, and no text either. */
public final class FormattedNumber {
    private record Form(Pattern pattern, String words) {}

    private static final String NUMBER = "[+-]?\\d[\\d.,' \\u00A0\\u202F]*";

    /** What stands in the forms beside digits, signs and currencies. */
    private static final String SIGNS = " \t.,'%()eE\u00A0\u202F";

    private static final List<Form> FORMS = List.of(
            new Form(Pattern.compile(NUMBER + "\\s*%"), "a number with a sign of per cent; write it without"),
            new Form(
                    Pattern.compile("[+-]?\\p{Sc}\\s*" + NUMBER + "|" + NUMBER + "\\p{Sc}|\\(\\p{Sc}?[\\d.,]+\\)"),
                    "an amount of money; write the number alone"),
            new Form(
                    Pattern.compile("[+-]?\\d{1,3}([,' \\u00A0\\u202F]\\d{3})+(\\.\\d+)?"),
                    "a number whose thousands are set apart; write it without"),
            new Form(
                    Pattern.compile("[+-]?\\d*,\\d+([eE][+-]?\\d+)?"),
                    "a number with a decimal comma; say TextFormat.decimal(',') (with another TextFormat.delimiter)"),
            new Form(
                    Pattern.compile("#(N/A|DIV/0!|REF!|VALUE!|NAME\\?|NUM!|NULL!)"),
                    "a spreadsheet's error; leave the cell empty where its value is missing"));

    private FormattedNumber() {}

    /** Whether a text has no sign that such numbers never have: soon known of most that are not. */
    public static boolean may(char[] text, int from, int to) {
        boolean digits = false;
        for (int i = from; i < to; i++) {
            char c = text[i];
            boolean digit = c >= '0' && c <= '9';
            boolean sign = (c == '+' || c == '-') && (i == from || (text[i - 1] | 0x20) == 'e');
            if (!digit && !sign && SIGNS.indexOf(c) < 0 && Character.getType(c) != Character.CURRENCY_SYMBOL) {
                return false;
            }
            digits |= digit;
        }
        return digits;
    }

    /** What is said of a text that is such a number: what it is, and what to do. */
    public static Optional<String> about(String text) {
        return FORMS.stream()
                .filter(form -> form.pattern().matcher(text).matches())
                .findFirst()
                .map(form -> '"' + text + "\" is " + form.words() + ", or leave the column out (Columns.except)");
    }
}
