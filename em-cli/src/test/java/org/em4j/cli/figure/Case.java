package org.em4j.cli.figure;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.em4j.cli.Command;
import org.em4j.cli.figure.Changed.Mark;

/**
 * A command that fits, and what its model is asked afterwards; or one that describes a table, and has no model.
 *
 * @param without changes under which its figures are not known to stay
 */
record Case(String name, Sample sample, String command, List<String> questions, Set<Change> without) {
    /** Blocks of lines: name and kind of data, the command, then questions; {@code without} names changes. */
    static List<Case> read(Path file, long seed) throws IOException {
        List<Case> cases = new ArrayList<>();
        for (String block :
                Files.readString(file).replaceAll("(?m)^#.*\n", "").strip().split("\n\n+", -1)) {
            List<String> lines = block.lines().map(String::strip).toList();
            String[] head = lines.get(0).split(": ", -1);
            cases.add(new Case(
                    head[0],
                    sample(head[1], seed),
                    lines.get(1),
                    lines.stream()
                            .skip(2)
                            .filter(line -> !line.startsWith("without "))
                            .toList(),
                    lines.stream()
                            .filter(line -> line.startsWith("without "))
                            .flatMap(line -> Arrays.stream(line.substring(8).split(" ", -1)))
                            .map(Change::valueOf)
                            .collect(Collectors.toSet())));
        }
        return cases;
    }

    private static Sample sample(String kind, long seed) {
        boolean gaps = kind.endsWith("with gaps");
        return switch (kind.split(" with", -1)[0]) {
            case "clusters" -> Sample.clusters(seed, gaps);
            case "grouped factors" -> Sample.groupedFactors(seed);
            case "answers" -> Sample.answers(seed);
            case "steps" -> Sample.steps(seed);
            case "lines" -> Sample.lines(seed);
            default -> Sample.factors(seed, gaps);
        };
    }

    /** The columns that have a density: of a regression, the response. */
    List<String> drawn() {
        return command.contains("--response")
                ? List.of(command.replaceFirst(".*--response (\\S+).*", "$1"))
                : sample.columns();
    }

    private boolean fits() {
        return !command.startsWith("describe");
    }

    /** Whether a change makes sense of this command. */
    boolean admits(Change change) {
        return !without.contains(change)
                && switch (change) {
                    case LABELS -> command.contains("--labels");
                    case COMPLETE -> fits() && !sample.hasGaps();
                    case THREADS -> fits();
                    case SAVED -> command.startsWith("fit");
                    default -> true;
                };
    }

    /**
     * Fits what a change has made of the sample, and asks the model about these rows.
     *
     * @param folder for files
     * @param start a model to go on from, without an iteration
     */
    Answer ask(Changed changed, Sample about, Path folder, Optional<Path> start, List<Declaration> declarations) {
        boolean strangers = changed.is(Mark.STRANGERS);
        Path table = changed.sample().write(folder.resolve("table.csv"), strangers);
        Path rows = about.write(folder.resolve("rows.csv"), strangers);
        Path model = folder.resolve("model.json");
        List<String> words = new ArrayList<>(words(command, table, model, about));
        if (Arrays.stream(changed.sample().weights()).anyMatch(w -> w != 1)) {
            words.addAll(List.of("--weights", "w"));
        }
        words.addAll(List.of("--format", "json"));
        if (fits()) {
            words.addAll(List.of("--tolerance", "1e-7"));
        }
        words.addAll(changed.options());
        if (words.get(0).equals("fit")) {
            words.addAll(List.of("--model", model.toString()));
            words.addAll(start.map(file -> List.of("--start", file.toString(), "--max-iterations", "0"))
                    .orElse(List.of("--max-iterations", "100000")));
        }
        Command fit = Command.em(words.toArray(String[]::new));
        JsonNode json = fit.json();
        Figures figures = new Figures(declarations, Names.of(changed.sample().columns(), weights(json)));
        figures.json(words.get(0), json);
        List<Integer> statuses = new ArrayList<>(List.of(fit.status()));
        StringBuilder said = new StringBuilder(fit.err());
        for (String question : questions) {
            Path out = folder.resolve("out.json");
            Command answer = Command.em(words(question.replace("{out}", out.toString()), rows, model, about)
                    .toArray(String[]::new));
            String verb = question.replaceAll(" (\\{\\w+}|--missing|--given \\S+|--model)", "");
            if (question.contains("{out}")) {
                figures.json(verb, parsed(out));
            } else if (!answer.out().isEmpty()) {
                figures.csv(verb, answer.out());
            }
            statuses.add(answer.status());
            said.append(answer.err());
        }
        return new Answer(figures, statuses, said.toString(), model);
    }

    private static JsonNode parsed(Path json) {
        try {
            return new ObjectMapper().readTree(Files.readString(json));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static double[] weights(JsonNode json) {
        JsonNode weights = Stream.of(
                        json.path("weights"),
                        json.path("fit").path("occupied"),
                        json.path("fit").path("shares"))
                .filter(JsonNode::isArray)
                .findFirst()
                .orElse(json.path("weights"));
        return StreamSupport.stream(weights.spliterator(), false)
                .mapToDouble(JsonNode::asDouble)
                .toArray();
    }

    /** A command with its placeholders filled in: files, columns, and {@code {x}} for the value of a column in the first row. */
    private List<String> words(String text, Path table, Path model, Sample about) {
        String filled = text.replace("{columns}", String.join(",", about.columns()))
                .replace("{table}", table.toString())
                .replace("{model}", model.toString())
                .replace("{syntax}", "src/test/resources/figures/syntax.txt");
        for (int j = 0; j < about.columns().size(); j++) {
            filled = filled.replace("{" + about.columns().get(j) + "}", Double.toString(about.rows()[1][j]));
        }
        return List.of(filled.split(" ", -1));
    }

    @Override
    public String toString() {
        return name;
    }
}
