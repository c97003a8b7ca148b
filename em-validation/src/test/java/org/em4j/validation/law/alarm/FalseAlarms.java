package org.em4j.validation.law.alarm;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.em4j.core.Randomness;
import org.em4j.core.data.InvalidDataException;
import org.em4j.core.fit.Em;
import org.em4j.core.fit.Fit;
import org.em4j.core.model.DegenerateException;
import org.em4j.laws.Laws;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.LawViolation;
import org.em4j.laws.check.ModelCase;
import org.em4j.laws.check.Size;
import org.em4j.laws.check.Trial;

/**
 * Right models on hard data: how their fits end, and how much of their error bounds audit and laws use. A generated case is
 * fitted, and held to one law.
 *
 * @param models by model
 * @param laws by law
 * @param alarms audits and laws that failed, with the figures; there should be none
 */
record FalseAlarms(Map<String, Endings> models, Map<String, Use> laws, List<String> alarms) {
    private static final int BUDGET = 30;
    private static final Endings NONE = new Endings(0, 0, 0, 0, 0);
    private static final Endings REFUSED = new Endings(0, 0, 0, 1, 0);

    /** How fits of a model ended, and the largest part of its error bounds that an audit used. */
    record Endings(int converged, int spent, int degenerate, int refused, double used) {
        Endings plus(Endings o) {
            return new Endings(
                    converged + o.converged,
                    spent + o.spent,
                    degenerate + o.degenerate,
                    refused + o.refused,
                    Math.max(used, o.used));
        }

        int fits() {
            return converged + spent + degenerate;
        }
    }

    /** On how many cases a law compared something, and the largest part of its bound that it used. */
    record Use(int cases, double used) {
        static Use of(Trial trial) {
            return new Use(trial.compared() ? 1 : 0, trial.used());
        }

        Use plus(Use o) {
            return new Use(cases + o.cases, Math.max(used, o.used));
        }
    }

    /** So many generated cases, a function of their numbers alone. */
    static FalseAlarms of(int cases) {
        Map<String, Endings> models = new TreeMap<>();
        Map<String, Use> laws = new TreeMap<>();
        List<Case> all = IntStream.range(0, cases).parallel().mapToObj(Case::of).toList();
        for (Case c : all) {
            models.merge(c.model, c.endings, Endings::plus);
            laws.merge(c.law, c.use, Use::plus);
        }
        List<String> alarms = all.stream().flatMap(c -> c.alarms.stream()).toList();
        return new FalseAlarms(models, laws, alarms);
    }

    int fits() {
        return models.values().stream().mapToInt(Endings::fits).sum();
    }

    private record Case(String model, Endings endings, String law, Use use, List<String> alarms) {
        static Case of(int number) {
            RandomGenerator random = Randomness.of(number);
            Map.Entry<String, HardCases.Cases> model =
                    one(List.copyOf(HardCases.all().entrySet()), random);
            HardData data = one(List.of(HardData.values()), random);
            Law law = one(Laws.all(), random);
            Size size = new Size(
                    1 + random.nextInt(random.nextInt(4) == 0 ? 5 : 60),
                    1 + (int) (30 * Math.pow(random.nextDouble(), 3)),
                    1 + random.nextInt(4),
                    0,
                    random.nextBoolean(),
                    number);
            String name = model.getKey();
            try {
                return start(model.getValue(), size, data)
                        .map(example -> of(name, law, example))
                        .orElse(new Case(name, REFUSED, law.name(), new Use(0, 0), List.of()));
            } catch (RuntimeException e) {
                String alarm = name + ", " + size + ", " + data + ": " + e;
                return new Case(name, NONE, law.name(), new Use(0, 0), List.of(alarm));
            }
        }

        /** Empty where the data admit no start, or one that is degenerate by the book. */
        private static Optional<ModelCase<?, ?, ?, ?>> start(HardCases.Cases cases, Size size, HardData data) {
            try {
                ModelCase<?, ?, ?, ?> example = cases.of(size, data);
                bind(example);
                return Optional.of(example);
            } catch (DegenerateException | InvalidDataException e) {
                return Optional.empty();
            }
        }

        private static <P> void bind(ModelCase<?, P, ?, ?> example) {
            example.model().posterior(example.theta());
        }

        private static <T> T one(List<T> list, RandomGenerator random) {
            return list.get(random.nextInt(list.size()));
        }

        private static <P> Case of(String model, Law law, ModelCase<?, P, ?, ?> example) {
            Fit<P> fit = new Em().maxIterations(BUDGET).fit(example.map(), example.theta());
            Endings endings = new Endings(
                    fit instanceof Fit.Converged ? 1 : 0,
                    fit instanceof Fit.BudgetSpent ? 1 : 0,
                    fit instanceof Fit.Degenerate ? 1 : 0,
                    0,
                    fit.trace().audit());
            if (fit instanceof Fit.AuditFailed) {
                return new Case(
                        model,
                        endings,
                        law.name(),
                        new Use(0, 0),
                        List.of(model + ", " + example + ": " + fit.describe()));
            }
            if (fit instanceof Fit.Degenerate
                    && fit.trace().iterations() == 0) { // no step leads from there: it is on the brink
                return new Case(model, endings, law.name(), new Use(0, 0), List.of());
            }
            try {
                return new Case(model, endings, law.name(), Use.of(Trial.of(law, example)), List.of());
            } catch (LawViolation e) {
                return new Case(model, endings, law.name(), new Use(1, 0), List.of(model + ": " + e.getMessage()));
            }
        }
    }

    /** As a page. */
    String markdown() {
        StringBuilder text = new StringBuilder("""
                # False alarms

                `./mvnw test -Plong -pl em-validation -am -Dtest=FalseAlarmsTest` makes this page.

                A net that cries wolf is switched off. Here right models are fitted to data that strain them: 1 to 60 rows, 1 to
                30 columns, far from the origin, in units twelve decades apart, nearly collinear and all but exactly so, with
                outliers at ten thousand spreads, rounded to whole numbers, heavy-tailed; with weights of 1e-9 and 1e9, and zeros
                among them; counts from a few to a hundred thousand. (Hidden Markov models, latent classes, gammas,
                zero-inflated counts, and labels, priors and noise are fitted to the small data of their laws.) Each fit takes up to %d
                iterations from the start that users get, audited at each, and each case is held to one of the %d laws, unless
                no step leads from its start. A law counts a case only if it compared something: it steps aside where rounding
                decides, and some need what these cases have not got.

                """.formatted(BUDGET, Laws.all().size()));
        text.append(String.format(
                Locale.ROOT,
                "**%,d fits and %,d checks of a law: %s.**%n%n",
                fits(),
                laws.values().stream().mapToInt(Use::cases).sum(),
                alarms.isEmpty() ? "no false alarm" : alarms.size() + " false alarms"));
        alarms.forEach(alarm -> text.append("- ")
                .append(alarm.lines().limit(3).collect(Collectors.joining("; ")))
                .append('\n'));
        text.append(alarms.isEmpty() ? "" : "\n");
        text.append(
                "\"Used\" is the largest part of its error bound that a comparison used: at 1 it would have failed.\n\n");
        text.append("| model | fits | converged | budget spent | degenerate | no start | used by the audit |\n");
        text.append("|---|--:|--:|--:|--:|--:|--:|\n");
        models.forEach((name, e) -> text.append(String.format(
                Locale.ROOT,
                "| %s | %,d | %,d | %,d | %,d | %,d | %.2f |%n",
                name,
                e.fits(),
                e.converged,
                e.spent,
                e.degenerate,
                e.refused,
                e.used)));
        text.append("\n| law | cases | used |\n|---|--:|--:|\n");
        laws.forEach(
                (name, u) -> text.append(String.format(Locale.ROOT, "| %s | %,d | %.2g |%n", name, u.cases, u.used)));
        return text.toString();
    }
}
