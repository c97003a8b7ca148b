package org.em4j.benchmark;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** {@code docs/hard-inputs.md}. */
final class HardInputsPage {
    private static final int LONGEST = 300;
    private static final List<Ending.Kind> OTHERS =
            List.of(Ending.Kind.SENTENCE, Ending.Kind.ERROR, Ending.Kind.NOTHING, Ending.Kind.NAN, Ending.Kind.HANGS);

    private HardInputsPage() {}

    static String of(List<HardInput> inputs, int seconds) {
        List<String> libraries =
                inputs.get(0).endings().stream().map(Ending::library).toList();
        return """
                # How fits end on hard inputs

                Eighteen small files that break things, and a mixture of Gaussians asked of each: here, in five libraries of the
                JVM, and in those of Python and R. Try one:

                ```sh
                ./em fit gmm em-cli/src/test/resources/degenerate/duplicates_singular.csv --components 2
                ```

                `em-benchmarks/run HardInputs` makes this page. It runs the libraries of the JVM, each fit in a process of its own
                that is ended after %d s, as their manuals say, with their own starts and settings. Those of Python and R were
                run once, with the versions named (seed 1, 20 s each), and are recorded in `em-benchmarks/src/main/resources`. Full
                covariances, but for Weka, which has diagonal ones, and mclust's first column, which tries them all.

                A number is the total log-likelihood; different starts end in different maxima, and those with a ridge (such as
                scikit-learn's 1e-6) maximise something else. **says why**: ends with what is wrong, where, and what to do;
                **error**: an exception or R error; **nothing**: an answer of NULL; **NaN**: an answer that is none; **hangs**: no
                end in time.

                Where this library says why, a mixture of full covariances has no maximum to find, or the numbers cannot be used.
                An answer there, counted as "where there is none", is where an iteration, a floor or rounding happened to stop,
                or comes of a simpler model (Weka's, mclust's), or of a value that was made up (Weka puts the column's mean for
                NaN).

                ## In short

                %s
                ## Input by input

                %s
                ## In their own words

                %s""".formatted(seconds, counts(inputs, libraries), table(inputs, libraries), words(inputs));
    }

    private static String counts(List<HardInput> inputs, List<String> libraries) {
        String head =
                "| library | answers | of these where there is none | says why | error | nothing | NaN | hangs |\n"
                        + "|---|--:|--:|--:|--:|--:|--:|--:|\n";
        return head
                + IntStream.range(0, libraries.size())
                        .mapToObj(i -> "| " + libraries.get(i) + " | "
                                + Stream.concat(
                                                Stream.of(count(inputs, i, Ending.Kind.ANSWER), baseless(inputs, i)),
                                                OTHERS.stream().map(kind -> count(inputs, i, kind)))
                                        .map(count -> count == 0 ? "" : Long.toString(count))
                                        .collect(Collectors.joining(" | "))
                                + " |\n")
                        .collect(Collectors.joining());
    }

    private static long count(List<HardInput> inputs, int library, Ending.Kind kind) {
        return inputs.stream()
                .filter(input -> input.endings().get(library).kind() == kind)
                .count();
    }

    private static long baseless(List<HardInput> inputs, int library) {
        return inputs.stream()
                .filter(input -> input.endings().get(0).kind() == Ending.Kind.SENTENCE)
                .filter(input -> input.endings().get(library).kind() == Ending.Kind.ANSWER)
                .count();
    }

    private static String table(List<HardInput> inputs, List<String> libraries) {
        String head =
                "| input | " + String.join(" | ", libraries) + " |\n|---" + "|--:".repeat(libraries.size()) + "|\n";
        return head
                + inputs.stream()
                        .map(input -> "| " + input.name() + " | "
                                + input.endings().stream().map(Ending::brief).collect(Collectors.joining(" | "))
                                + " |\n")
                        .collect(Collectors.joining());
    }

    private static String words(List<HardInput> inputs) {
        return inputs.stream()
                .map(input -> "### %s%n%n%s; %d x %d, %d components.%n%n%s%n"
                        .formatted(
                                input.name(),
                                input.what(),
                                input.n(),
                                input.d(),
                                input.k(),
                                input.endings().stream()
                                        .map(e -> "- " + e.library() + ": " + cut(e.words()) + "\n")
                                        .collect(Collectors.joining())))
                .collect(Collectors.joining());
    }

    private static String cut(String words) {
        return words.length() <= LONGEST ? words : words.substring(0, LONGEST) + "…";
    }
}
