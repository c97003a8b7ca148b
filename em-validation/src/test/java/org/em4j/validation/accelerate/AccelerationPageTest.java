package org.em4j.validation.accelerate;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.em4j.core.fit.Accelerator;
import org.em4j.core.fit.Fit;
import org.em4j.core.fit.Trace;
import org.em4j.core.fit.accelerate.Anderson;
import org.em4j.core.inference.Information;
import org.em4j.validation.Page;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** How many E-steps fits take with and without acceleration, and how early the usual rule stops them. */
class AccelerationPageTest {
    private static final List<Measured<?>> ALL = new ArrayList<>();

    /** A problem and its fits, one for each of {@link Problem#ACCELERATORS}. */
    private record Measured<P>(Problem<P> problem, List<Fit<P>> fits) {
        static <P> Measured<P> of(Problem<P> problem) {
            return new Measured<>(
                    problem, Problem.ACCELERATORS.stream().map(problem::fit).toList());
        }

        int eSteps(Accelerator accelerator) {
            return end(accelerator).eSteps();
        }

        Trace.Entry end(Accelerator accelerator) {
            return fits.get(Problem.ACCELERATORS.indexOf(accelerator)).trace().last();
        }

        String eStepsLine() {
            List<String> cells = new ArrayList<>(List.of(problem.name()));
            fits.forEach(fit -> cells.add(Integer.toString(fit.trace().last().eSteps())));
            cells.add(number("%.1f", eSteps(Accelerator.NONE) / (double) eSteps(new Anderson())));
            return line(cells);
        }

        String earlyLine() {
            Trace trace = problem.early().trace();
            Information<P> there = Information.at(problem.map(), problem.early().theta());
            double top = end(Accelerator.NONE).objective();
            return line(List.of(
                    problem.name(),
                    Integer.toString(trace.last().eSteps()),
                    number("%.1e", top - trace.last().objective()),
                    trace.left(trace.iterations()).stream()
                            .mapToObj(left -> number("%.1e", left))
                            .findFirst()
                            .orElse("none"),
                    number("%.1e", trace.last().gradientNorm()),
                    number("%.3f", there.distance()),
                    number("%.4f", there.missing())));
        }
    }

    @BeforeAll
    static void measure() {
        Problem.all().forEach(problem -> ALL.add(Measured.of(problem)));
    }

    private static String number(String format, Object value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String line(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    @Test
    void whereEmCrawlsTheDefaultTakesATenthOfItsESteps() {
        assertAll(ALL.stream().filter(m -> m.problem.slow()).map(m -> () -> {
            int plain = m.eSteps(Accelerator.NONE);
            int fast = m.eSteps(new Anderson());
            assertTrue(10 * fast <= plain, m.problem.name() + ": " + fast + " of " + plain);
        }));
    }

    @Test
    void whereEmIsFastNothingTakesMuchLonger() {
        assertAll(ALL.stream()
                .filter(m -> !m.problem.slow())
                .flatMap(m -> Problem.ACCELERATORS.stream().map(accelerator -> () -> {
                    int plain = m.eSteps(Accelerator.NONE);
                    int fast = m.eSteps(accelerator);
                    assertTrue(fast <= Math.max(1.5 * plain, plain + 2), m.problem.name() + ", " + accelerator);
                })));
    }

    /** What is left is of the order of the gradient's square over the part of the information that is not missing. */
    @Test
    void allEndAtTheSameMaximum() {
        assertAll(ALL.stream()
                .flatMap(m -> m.fits.stream()
                        .map(fit -> () -> assertEquals(
                                m.end(Accelerator.NONE).objective(),
                                fit.trace().last().objective(),
                                1e4 * Problem.GRADIENT * Problem.GRADIENT,
                                m.problem.name()))));
    }

    @Test
    void thePageIsWrittenInFull() {
        Page.write("acceleration.md", page());
    }

    private static String page() {
        StringBuilder eSteps = new StringBuilder();
        StringBuilder early = new StringBuilder();
        ALL.forEach(m -> eSteps.append(m.eStepsLine()));
        ALL.stream().filter(m -> m.problem.slow()).forEach(m -> early.append(m.earlyLine()));
        return """
                # Fewer passes, and when to stop

                ```sh
                ./em fit gmm data/faithful.csv --components 3 --accelerate auto
                ```

                In Java: `new Em().accelerate(new Anderson())`. It works for every model that has a chart, and all of ours have
                one. The objective never falls: a longer step that would lower it, or leave the space of the parameters, is
                replaced by EM's own, which is known already, and the audit looks on.

                ## E-steps

                Passes over the data, vain ones counted, from the same start to where the gradient is shorter than %s root nats:
                a step of EM would gain less than half its square. SQUAREM's three step lengths are those of Varadhan and Roland
                (2008). `auto` is Anderson.

                | | EM | SQUAREM 1 | SQUAREM 2 | SQUAREM 3 | Anderson | quasi-Newton | parabolic | EM / Anderson |
                |---|--:|--:|--:|--:|--:|--:|--:|--:|
                %s
                For the death notices from this start R's SQUAREM 2021.1 takes 60 (K = 1) and 36 (K = 2) evaluations to where a
                step is shorter than 1e-7, and turboEM 2025.1 takes 45 (squarem), 60 (pem) and 32 (decme); EM takes 2,113. They
                may lower the likelihood on their way, by up to 1 at a step unless told otherwise; ours may not.

                A mixture of few rows, say a hidden Markov model of a single sequence, sends a probability to zero. Once it is
                there its coordinate is infinite, and plain EM goes on from there.

                ## A rule that stops early

                Most programs stop when the log-likelihood changes by less than a small part of itself. Where EM crawls, it
                changes little long before it ends; and its zero depends on the columns' units. Here EM is stopped at a relative
                change of 1e-8:

                | | E-steps | nats still to gain | by Aitken's estimate | gradient norm | standard errors from the maximum | missing information |
                |---|--:|--:|--:|--:|--:|--:|
                %s
                So a fit here has converged when the maximum is less than 1e-4 standard errors away (`--tolerance`,
                `StoppingRule.distance`), 5e-9 nats. The distance costs no pass: the M-step gains half the square of the gradient's
                norm g, in units of the complete data's information; EM's errors shrink by its rate r, the missing information; so
                the maximum is g / sqrt(1 - r) standard errors away. r is how much shorter g has become in the slowest of the last
                three steps of EM. While g grows, as where EM leaves a saddle, nothing is near. Where g goes up and down within the
                rounding error of the objective, nothing more can be known, and the fit ends saying so. A maximum where the
                likelihood is flat at the edge of the space is approached ever more slowly: such a fit may spend its budget.

                An accelerated fit has converged only by steps of EM itself: once g is short enough for any rate that is known, it
                takes two of them at least, and goes on with longer ones if they disagree.

                `StoppingRule.gradient` and `StoppingRule.aitken` are the gradient alone, and Aitken's estimate in nats, which needs
                an objective whose changes are above rounding. The distance in the table is `Information.distance()`, by the
                observed information.

                `./mvnw test -Plong -pl em-validation -am -Dtest=AccelerationPageTest -Dsurefire.failIfNoSpecifiedTests=false`
                writes this page.
                """.formatted(number("%.0e", Problem.GRADIENT), eSteps, early);
    }
}
