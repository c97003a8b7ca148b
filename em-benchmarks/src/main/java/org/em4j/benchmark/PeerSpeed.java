package org.em4j.benchmark;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.em4j.benchmark.peer.Peer;
import org.em4j.benchmark.peer.Peers;

/**
 * Milliseconds for one iteration of EM in each library of the JVM, and in R's mclust where Rscript has it, on work that they
 * can do, all processors, audit on. Each is measured in a process of its own; run it on a quiet machine.
 */
public final class PeerSpeed {
    private static final int SECONDS = 25;
    private static final Pattern MILLISECONDS = Pattern.compile("^ok ms=(\\S+) processor=(\\S+)");

    private PeerSpeed() {}

    /**
     * A mixture to fit.
     *
     * @param n rows
     * @param d columns
     * @param k components
     */
    private record Work(int n, int d, int k) {
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%,d x %d, K %d", n, d, k);
        }
    }

    private static final List<Work> WORK = List.of(new Work(100_000, 2, 5), new Work(20_000, 16, 16));

    /** The tables go to standard output, what each said to standard error. */
    public static void main(String[] args) {
        System.out.println(tables());
    }

    /** By the clock, and by the processors' time. */
    public static String tables() {
        Map<String, Peer> peers = Peers.all();
        Map<Work, List<String>> said = new LinkedHashMap<>();
        for (Work work : WORK) {
            List<String> words = new ArrayList<>();
            for (String peer : peers.keySet()) {
                words.add(said(peer, work));
                System.err.println(work + ", " + peer + ": " + words.get(words.size() - 1));
            }
            words.add(r(work));
            System.err.println(work + ", mclust: " + words.get(words.size() - 1));
            said.put(work, words);
        }
        return table("ms an iteration", 1, said) + "\n" + table("ms of processors an iteration", 2, said);
    }

    private static String r(Work work) {
        return Measured.run(
                        SECONDS,
                        List.of("Rscript", "em-benchmarks/src/main/R/mclust.R", "" + work.n, "" + work.d, "" + work.k))
                .orElse("not done after " + SECONDS + " s");
    }

    private static String table(String title, int figure, Map<Work, List<String>> said) {
        StringBuilder table = new StringBuilder("| " + title + " |");
        Peers.all()
                .values()
                .forEach(peer -> table.append(' ').append(peer.name()).append(" |"));
        table.append(" mclust |\n|---|")
                .append("--:|".repeat(Peers.all().size() + 1))
                .append('\n');
        said.forEach((work, words) -> {
            table.append("| ").append(work).append(" |");
            OptionalDouble ours = milliseconds(words.get(0), figure);
            words.forEach(w -> table.append(' ')
                    .append(cell(milliseconds(w, figure), ours))
                    .append(" |"));
            table.append('\n');
        });
        return table.toString();
    }

    private static String said(String peer, Work work) {
        Optional<String> last = Measured.run(
                SECONDS,
                IterateOnce.class,
                peer,
                Integer.toString(work.n),
                Integer.toString(work.d),
                Integer.toString(work.k));
        return last.orElse("not done after " + SECONDS + " s");
    }

    private static OptionalDouble milliseconds(String said, int figure) {
        Matcher m = MILLISECONDS.matcher(said);
        return m.find() && !said.endsWith("NaN")
                ? OptionalDouble.of(Double.parseDouble(m.group(figure)))
                : OptionalDouble.empty();
    }

    private static String cell(OptionalDouble time, OptionalDouble ours) {
        if (time.isEmpty()) {
            return "fails";
        }
        double ms = time.getAsDouble();
        return time.equals(ours) || ours.isEmpty()
                ? String.format(Locale.ROOT, "%.2f", ms)
                : String.format(Locale.ROOT, "%.1f (%.1f x)", ms, ms / ours.getAsDouble());
    }
}
