package org.em4j.factor.structural.syntax;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.em4j.core.data.InvalidDataException;
import org.em4j.factor.estep.Heywood;
import org.em4j.factor.structural.model.Parameter;
import org.em4j.factor.structural.model.Specification;
import org.em4j.factor.structural.model.Specification.Means;
import org.em4j.factor.structural.model.Term;
import org.em4j.factor.structural.model.Term.Kind;
import org.em4j.factor.structural.syntax.FactorPattern.Correlation;
import org.em4j.factor.structural.syntax.Statement.Modifier;

/** A model's text made a specification, what it leaves unsaid filled in as lavaan's {@code cfa()} does. */
public final class SyntaxModel {
    private static final Modifier NOTHING = new Modifier(Optional.empty(), false, "");

    private final ModelSyntax syntax;
    private final Convention convention;
    private final List<String> latents;
    private final List<String> columns;

    /** One entry of a matrix: what is said of it. */
    private record Entry(Kind kind, int group, int row, int column) {}

    /** The text's model, by a convention. */
    public SyntaxModel(ModelSyntax syntax, Convention convention) {
        this.syntax = syntax;
        this.convention = convention;
        Set<String> factors = new LinkedHashSet<>();
        Set<String> others = new LinkedHashSet<>();
        for (Statement s : syntax.statements()) {
            if (s.operator().equals("=~")) {
                factors.add(s.left().text());
            }
        }
        for (Statement s : syntax.statements()) {
            others.add(s.left().text());
            others.add(s.right().text());
        }
        others.removeAll(factors);
        this.latents = List.copyOf(factors);
        this.columns = List.copyOf(others);
    }

    /** The columns that the text names, in its order. */
    public List<String> columns() {
        return columns;
    }

    /** Parameters that are defined by others. */
    public List<Definition> definitions() {
        return syntax.definitions();
    }

    /**
     * The model.
     *
     * @param matrix whether there are no means, as of a matrix
     * @param gaps whether there are missing values: then intercepts are reported, as lavaan does
     * @throws InvalidDataException if the text contradicts itself, with the place
     */
    public Specification specification(boolean matrix, boolean gaps) {
        boolean means =
                gaps || syntax.statements().stream().anyMatch(s -> s.operator().equals("~1"));
        if (matrix && means) {
            throw new InvalidDataException("a matrix has no means to model: leave out intercepts (~ 1)");
        }
        Map<Entry, Modifier> said = said();
        Map<Entry, Modifier> all = new LinkedHashMap<>(said);
        for (int g = 0; g < convention.groups().size(); g++) {
            variances(g, all);
            covariances(g, all);
            for (int i = 0; i < size() && !matrix; i++) {
                Modifier otherwise = i < columns.size() ? NOTHING : fixed(0);
                all.putIfAbsent(new Entry(Kind.INTERCEPT, g, i, i), otherwise);
            }
        }
        require(all);
        return numbered(all, matrix ? Means.NONE : means ? Means.MODELLED : Means.SATURATED);
    }

    private int size() {
        return columns.size() + latents.size();
    }

    private int variable(Token name) {
        int latent = latents.indexOf(name.text());
        return latent >= 0 ? columns.size() + latent : columns.indexOf(name.text());
    }

    private static Modifier fixed(double value) {
        return new Modifier(Optional.of(value), false, "");
    }

    /** What the statements say, the first loading of each factor fixed where it gives the unit. */
    private Map<Entry, Modifier> said() {
        Map<Entry, Modifier> said = new LinkedHashMap<>();
        Set<String> marked = new HashSet<>();
        for (Statement s : syntax.statements()) {
            int groups = convention.groups().size();
            if (s.modifiers().size() > 1 && s.modifiers().size() != groups) {
                throw s.at().wrong("begins a modifier for " + s.modifiers().size() + " groups, and there "
                        + (groups == 1 ? "is one" : "are " + groups));
            }
            boolean first = s.operator().equals("=~") && marked.add(s.left().text());
            for (int g = 0; g < groups; g++) {
                Modifier m = s.modifiers().isEmpty()
                        ? NOTHING
                        : s.modifiers().get(Math.min(g, s.modifiers().size() - 1));
                Entry entry = entry(s, g);
                Modifier before = said.getOrDefault(entry, NOTHING);
                boolean unit = first && convention.unit() == Convention.Unit.MARKER;
                said.put(entry, both(before, m, unit && !m.free() ? Optional.of(1.0) : Optional.empty(), s));
            }
        }
        return said;
    }

    private static Modifier both(Modifier before, Modifier now, Optional<Double> otherwise, Statement s) {
        if (before.fixed().isPresent()
                && now.fixed().isPresent()
                && !before.fixed().equals(now.fixed())) {
            throw s.at().wrong("was fixed at " + before.fixed().get() + " before");
        }
        Optional<Double> fixed = now.fixed().or(before::fixed).or(() -> otherwise);
        boolean free = before.free() || now.free();
        return new Modifier(free ? now.fixed() : fixed, free, now.label().isEmpty() ? before.label() : now.label());
    }

    private Entry entry(Statement s, int group) {
        int left = variable(s.left());
        int right = variable(s.right());
        return switch (s.operator()) {
            case "=~" -> new Entry(Kind.LOADING, group, right, left);
            case "~" -> {
                if (right < columns.size()) {
                    throw s.right()
                            .wrong("is a column: regressions are on factors; make it one, as in f_"
                                    + s.right().text() + " =~ 1*" + s.right().text() + "; "
                                    + s.right().text() + " ~~ 0*"
                                    + s.right().text());
                }
                yield new Entry(Kind.REGRESSION, group, left, right);
            }
            case "~~" -> new Entry(Kind.COVARIANCE, group, Math.max(left, right), Math.min(left, right));
            default -> new Entry(Kind.INTERCEPT, group, left, left);
        };
    }

    private void variances(int g, Map<Entry, Modifier> all) {
        for (int i = 0; i < size(); i++) {
            boolean unit = i >= columns.size() && convention.unit() == Convention.Unit.VARIANCE;
            all.putIfAbsent(new Entry(Kind.COVARIANCE, g, i, i), unit ? fixed(1) : NOTHING);
        }
    }

    /** Factors that nothing explains covary, and so do outcomes that explain nothing. */
    private void covariances(int g, Map<Entry, Modifier> all) {
        int[] explained = all.keySet().stream()
                .filter(e -> e.kind() == Kind.LOADING || e.kind() == Kind.REGRESSION)
                .mapToInt(Entry::row)
                .toArray();
        int[] outcomes = all.keySet().stream()
                .filter(e -> e.kind() == Kind.REGRESSION)
                .mapToInt(Entry::row)
                .distinct()
                .filter(i -> all.keySet().stream().noneMatch(e -> isExplaining(e, i)))
                .toArray();
        int[] exogenous = IntStream.range(columns.size(), size())
                .filter(i -> Arrays.stream(explained).noneMatch(e -> e == i))
                .toArray();
        for (int[] set : List.of(exogenous, outcomes)) {
            for (int i : set) {
                for (int j : set) {
                    if (j < i && convention.correlation() == Correlation.FREE && moves(g, i, all) && moves(g, j, all)) {
                        all.putIfAbsent(new Entry(Kind.COVARIANCE, g, i, j), NOTHING);
                    }
                }
            }
        }
    }

    private static boolean moves(int g, int i, Map<Entry, Modifier> all) {
        return all.getOrDefault(new Entry(Kind.COVARIANCE, g, i, i), NOTHING)
                        .fixed()
                        .orElse(1.0)
                != 0;
    }

    /** A regression on a variable, or a loading of it: then its residual is no outcome's. */
    private static boolean isExplaining(Entry e, int i) {
        return (e.kind() == Kind.REGRESSION && e.column() == i) || (e.kind() == Kind.LOADING && e.row() == i);
    }

    /** A variance is not negative, and what does not vary does not covary. */
    private void require(Map<Entry, Modifier> all) {
        for (Map.Entry<Entry, Modifier> each : all.entrySet()) {
            Entry e = each.getKey();
            if (e.kind() == Kind.COVARIANCE && e.row() == e.column()) {
                if (each.getValue().fixed().orElse(0.0) < 0) {
                    throw new InvalidDataException("the variance of " + name(e.row()) + " is fixed at "
                            + each.getValue().fixed().get() + "; a variance is zero or more");
                }
            } else if (e.kind() == Kind.COVARIANCE && each.getValue().fixed().orElse(1.0) != 0) {
                for (int i : new int[] {e.row(), e.column()}) {
                    Modifier own = all.getOrDefault(new Entry(Kind.COVARIANCE, e.group(), i, i), NOTHING);
                    if (own.fixed().orElse(1.0) == 0) {
                        throw new InvalidDataException("the variance of " + name(i) + " is fixed at 0, and what does"
                                + " not vary does not covary: leave out its covariance with "
                                + name(i == e.row() ? e.column() : e.row()));
                    }
                }
            }
        }
    }

    private Specification numbered(Map<Entry, Modifier> all, Means means) {
        Map<String, Double> values = new HashMap<>(); // of labels that are fixed somewhere
        all.values().stream()
                .filter(m -> !m.label().isEmpty())
                .forEach(m -> m.fixed().ifPresent(v -> values.put(m.label(), v)));
        Map<String, Integer> numbers = new HashMap<>();
        List<Term> terms = new ArrayList<>();
        List<Parameter> parameters = new ArrayList<>();
        for (Map.Entry<Entry, Modifier> each : all.entrySet()) {
            Entry e = each.getKey();
            Modifier m = each.getValue();
            Optional<Double> fixed = m.fixed().or(() -> Optional.ofNullable(values.get(m.label())));
            int number = Term.FIXED;
            if (fixed.isEmpty()) {
                number = m.label().isEmpty() ? parameters.size() : numbers.getOrDefault(m.label(), parameters.size());
                if (number == parameters.size()) {
                    numbers.put(m.label(), number);
                    parameters.add(new Parameter(words(e, all, m), m.label()));
                }
            }
            terms.add(new Term(e.kind(), e.group(), e.row(), e.column(), number, fixed.orElse(0.0)));
        }
        return new Specification(
                columns,
                latents,
                convention.groups(),
                terms,
                parameters,
                means,
                new Heywood.Report(),
                columns.stream().map(c -> 1.0).toList());
    }

    private String words(Entry e, Map<Entry, Modifier> all, Modifier m) {
        String row = name(e.row());
        String other = name(e.column());
        boolean residual = e.row() < columns.size();
        String words = switch (e.kind()) {
            case LOADING -> "loading of " + row + " on " + other;
            case REGRESSION -> "regression of " + row + " on " + other;
            case INTERCEPT -> (residual ? "intercept of " : "mean of ") + row;
            case COVARIANCE ->
                e.row() == e.column()
                        ? (residual ? "uniqueness of " : "variance of ") + row
                        : (residual
                                        ? "residual covariance of "
                                        : isStandard(e, all) ? "correlation of " : "covariance of ")
                                + other + " and " + row;
        };
        boolean several = convention.groups().size() > 1 && m.label().isEmpty();
        return words + (several ? " in " + convention.groups().get(e.group()) : "");
    }

    private static boolean isStandard(Entry e, Map<Entry, Modifier> all) {
        return IntStream.of(e.row(), e.column())
                .allMatch(i -> all.getOrDefault(new Entry(Kind.COVARIANCE, e.group(), i, i), NOTHING)
                        .fixed()
                        .equals(Optional.of(1.0)));
    }

    private String name(int i) {
        return i < columns.size() ? columns.get(i) : latents.get(i - columns.size());
    }
}
