package org.em4j.validation.law.bug;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.ToIntBiFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.core.Randomness;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.laws.Laws;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.LawViolation;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.check.Trial;

/** Which law sees which bug, and which of them the audit of a fit sees alone. */
record KillMatrix(List<Law> laws, List<Row> rows) {
    private static final int TRIES = 25;

    /** What a build tries of a law that the page lists as blind to a bug, or nearly: most of the time goes there. */
    private static final int FEW = 3;

    private static final long SEED = 20261124;

    /** What is seen in so many cases does not hang on the last bits of one. */
    private static final int FIRM = 3;

    /**
     * One bug.
     *
     * @param broken for each law, the number of cases that broke it, counted up to {@value #FIRM}
     * @param audited the number of fits that ended {@code AuditFailed}, counted as far
     */
    record Row(Bug bug, List<Integer> broken, int audited) {
        boolean isSeen() {
            return audited > 0 || broken.stream().anyMatch(n -> n > 0);
        }

        /** As in the page, which has a table's bars within words as well. */
        private String heading() {
            return "| %s | %s | ".formatted(bug.where(), bug.name().replace("|", "\\|"));
        }

        private String line() {
            String seen = IntStream.range(0, broken.size())
                    .filter(i -> broken.get(i) > 0)
                    .mapToObj(i -> shown(broken.get(i), Integer.toString(i + 1)))
                    .collect(Collectors.joining(" "));
            return heading() + seen + " | " + shown(audited, "fails") + " |";
        }

        private static String shown(int cases, String what) {
            return cases == 0 ? "" : cases < FIRM ? "(" + what + ")" : what;
        }

        /** What this row's line of a page says that is not so. */
        private Stream<String> contradictions(String line) {
            String[] cells = line.substring(heading().length()).split(" \\| ?", -1);
            Set<String> seen = Set.of(cells[0].split(" "));
            return Stream.concat(
                    IntStream.range(0, broken.size())
                            .filter(i -> contradicts(broken.get(i), Integer.toString(i + 1), seen))
                            .mapToObj(i -> bug + ": law " + (i + 1)),
                    contradicts(audited, "fails", Set.of(cells[1])) ? Stream.of(bug + ": audit") : Stream.empty());
        }

        private static boolean contradicts(int cases, String what, Set<String> seen) {
            return cases == 0
                    ? seen.contains(what)
                    : cases == FIRM && !seen.contains(what) && !seen.contains("(" + what + ")");
        }
    }

    /** All of it. */
    static KillMatrix measured() {
        return measured((bug, law) -> TRIES);
    }

    /** As much as shows whether a page still holds. */
    static KillMatrix sampled(String page) {
        return measured((bug, law) -> isFirm(page, bug, law) ? TRIES : FEW);
    }

    private static boolean isFirm(String page, Bug bug, int law) {
        String heading = new Row(bug, List.of(), 0).heading();
        return page.lines()
                .filter(line -> line.startsWith(heading))
                .map(line ->
                        line.substring(heading.length()).split(" \\| ?", -1)[0].split(" "))
                .anyMatch(seen -> Set.of(seen).contains(Integer.toString(law + 1)));
    }

    private static KillMatrix measured(ToIntBiFunction<Bug, Integer> tries) {
        List<Law> laws = Laws.all();
        return new KillMatrix(
                laws,
                Bug.all().parallelStream().map(bug -> row(bug, laws, tries)).toList());
    }

    private static Row row(Bug bug, List<Law> laws, ToIntBiFunction<Bug, Integer> tries) {
        List<Integer> broken = IntStream.range(0, laws.size())
                .mapToObj(i -> count(bug, tries.applyAsInt(bug, i), c -> breaks(c, laws.get(i))))
                .toList();
        return new Row(bug, broken, count(bug, TRIES, c -> fit(c) instanceof Fit.AuditFailed));
    }

    private static int count(Bug bug, int tries, Predicate<ModelCase<?, ?, ?, ?>> fails) {
        RandomGenerator random = Randomness.of(SEED);
        return (int) Stream.generate(() -> bug.cases().of(Size.random(random)))
                .limit(tries)
                .filter(fails)
                .limit(FIRM)
                .count();
    }

    private static boolean breaks(ModelCase<?, ?, ?, ?> example, Law law) {
        try {
            Trial.of(law, example);
            return false;
        } catch (LawViolation violation) {
            return true;
        }
    }

    private static <P> Fit<P> fit(ModelCase<?, P, ?, ?> example) {
        return new Em().maxIterations(50).fit(example.map(), example.theta());
    }

    /** Bugs that no law and no audit sees. */
    List<Bug> survivors() {
        return rows.stream().filter(r -> !r.isSeen()).map(Row::bug).toList();
    }

    /** How many bugs a law sees. */
    long kills(int law) {
        return rows.stream().filter(r -> r.broken.get(law) > 0).count();
    }

    /**
     * What a page says that is not so any more: bugs and laws that are not those of today, a law that sees firmly and is
     * listed as blind, or is listed as one that sees firmly and is blind. Between them lie the last bits of other kernels.
     */
    List<String> contradictions(String page) {
        List<String> lines = page.lines().toList();
        Stream<String> numbered = IntStream.range(0, laws.size())
                .mapToObj(i -> "| %d | %s | ".formatted(i + 1, laws.get(i).name()))
                .filter(law -> lines.stream().noneMatch(line -> line.startsWith(law)));
        Stream<String> listed = rows.stream()
                .flatMap(row -> lines.stream()
                        .filter(line -> line.startsWith(row.heading()))
                        .findAny()
                        .map(row::contradictions)
                        .orElse(Stream.of(row.bug + ": not listed")));
        long extra = lines.stream().filter(line -> line.startsWith("| ")).count() - (2 + laws.size() + rows.size());
        return Stream.of(
                        numbered,
                        listed,
                        Stream.of("lines of the tables too many: " + extra).filter(s -> extra > 0))
                .flatMap(Function.identity())
                .toList();
    }

    /** As a page. */
    String markdown() {
        StringBuilder text = new StringBuilder("""
                # Do the laws have teeth?

                `./mvnw test -Plong -pl em-validation -am -Dtest=KillMatrixTest` makes this page; every build checks that nothing
                in it has become untrue.

                %d mistakes that somebody made, or could, are planted in right models and in what runs them, one at a time. Each is
                held to each of the %d laws on up to %d generated cases, and fitted under the audit. In brackets: seen in one or two
                of these cases, which may be none with other kernels.

                **%d of %d are seen by a law, %d of them also by the audit of an ordinary fit.**

                """.formatted(
                        rows.size(),
                        laws.size(),
                        TRIES,
                        rows.size() - survivors().size(),
                        rows.size(),
                        rows.stream().filter(r -> r.audited > 0).count()));
        if (!survivors().isEmpty()) {
            text.append("""
                    Not seen: %s.

                    """.formatted(String.join(
                    "; ", survivors().stream().map(Bug::toString).toList())));
        }
        text.append("## The laws\n\n| | law | in words | bugs seen | follows from |\n|--:|---|---|--:|---|\n");
        for (int i = 0; i < laws.size(); i++) {
            Law law = laws.get(i);
            List<String> implied =
                    law.impliedBy().stream().map(Class::getSimpleName).toList();
            text.append("| %d | %s | %s | %d | %s |%n"
                    .formatted(i + 1, law.name(), law.statement(), kills(i), String.join(", ", implied)));
        }
        text.append("\n## The bugs\n\n| where | what | seen by laws | audit |\n|---|---|---|---|\n");
        rows.forEach(row -> text.append(row.line()).append('\n'));
        return text.toString();
    }
}
