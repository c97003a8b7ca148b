package org.em4j.laws.check;

/** A law that does not hold: which, on what, by how much, and what usual mistake explains it. */
public final class LawViolation extends AssertionError {
    private static final long serialVersionUID = 1;

    LawViolation(Law law, ModelCase<?, ?, ?, ?> example, String what) {
        super("the law: " + law.statement()
                + (law.equations().isEmpty() ? "" : " (" + String.join(", ", law.equations()) + ")")
                + "\nis broken by: " + example + "\nwith: " + what
                + UsualMistakes.words(example));
    }
}
