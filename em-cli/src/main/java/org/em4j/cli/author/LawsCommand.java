package org.em4j.cli.author;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.em4j.cli.format.Format;
import org.em4j.cli.terminal.ExitStatus;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.cli.terminal.Progress;
import org.em4j.core.TextTable;
import org.em4j.core.data.InvalidDataException;
import org.em4j.laws.Laws;
import org.em4j.laws.check.Counterexample;
import org.em4j.laws.check.Law;
import org.em4j.laws.check.ModelCases;
import org.em4j.laws.check.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code em laws}. */
@Command(
        name = "laws",
        description = "Holds a latent model, yours or another's, to every law of EM, on cases that it generates.",
        footer =
                "./em laws exponential.ExponentialCases --class-path exponential/target/classes:exponential/target/test-classes")
public final class LawsCommand extends PrintingCommand {
    @Parameters(
            paramLabel = "CLASS",
            description = "Full name of a class that implements org.em4j.laws.check.ModelCases and has a"
                    + " constructor without parameters.")
    private String name;

    @Option(names = "--class-path", paramLabel = "PATH", description = "Where its class files or jars are.")
    private String classPath = "";

    @Option(names = "--tries", description = "Cases for each law. Default: ${DEFAULT-VALUE}.")
    private int tries = 200;

    @Option(
            names = "--only",
            paramLabel = "LAW",
            split = ",",
            description = "Names of laws, as the table has them; of the others nothing is checked.")
    private List<String> only = List.of();

    @Option(names = "--seed", description = "Of the cases. Default: ${DEFAULT-VALUE}.")
    private long seed = 1;

    @Option(names = "--format", description = "text or json. Default: ${DEFAULT-VALUE}.")
    private Format.Plain format = Format.Plain.text;

    @Override
    public Integer call() throws IOException {
        try {
            if (tries < 1) {
                throw new InvalidDataException("--tries is 1 or more, not " + tries);
            }
            return judge(laws());
        } catch (InvalidDataException e) {
            return format == Format.Plain.json ? console.badInputAsJson(e, "") : console.badInput(e, "");
        }
    }

    private int judge(List<Law> laws) throws IOException {
        try (URLClassLoader loader = new URLClassLoader(places(), LawsCommand.class.getClassLoader())) {
            Thread.currentThread().setContextClassLoader(loader); // parameters are written and read again
            ModelCases cases = cases(loader);
            List<Verdict> verdicts = verdicts(laws, cases);
            console.out().print(format == Format.Plain.json ? json(verdicts) + "\n" : words(verdicts));
            return verdicts.stream().allMatch(Verdict::holds) ? 0 : ExitStatus.CHECK_FAILED;
        }
    }

    private List<Verdict> verdicts(List<Law> laws, ModelCases cases) {
        try (Progress progress = new Progress(laws.size())) {
            return laws.stream()
                    .map(law -> {
                        Verdict verdict = Verdict.of(law, cases, tries, seed);
                        progress.part(law.name());
                        return verdict;
                    })
                    .toList();
        }
    }

    private List<Law> laws() {
        List<Law> all = Laws.all();
        for (String wanted : only) {
            if (all.stream().noneMatch(law -> law.name().equals(wanted))) {
                throw new InvalidDataException("--only: there is no law " + wanted + "; there are "
                        + all.stream().map(Law::name).collect(Collectors.joining(", ")));
            }
        }
        return all.stream()
                .filter(law -> only.isEmpty() || only.contains(law.name()))
                .toList();
    }

    private URL[] places() {
        List<URL> places = new ArrayList<>();
        for (String place : classPath.split(File.pathSeparator, -1)) {
            if (!place.isEmpty()) {
                places.add(url(Path.of(place)));
            }
        }
        return places.toArray(URL[]::new);
    }

    private static URL url(Path place) {
        if (!Files.exists(place)) {
            throw new InvalidDataException("--class-path: there is no " + place);
        }
        try {
            return place.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new InvalidDataException("--class-path: " + place + " is no place that classes are read from");
        }
    }

    private ModelCases cases(ClassLoader loader) {
        try {
            var constructor = loader.loadClass(name).getDeclaredConstructor();
            constructor.setAccessible(true);
            if (constructor.newInstance() instanceof ModelCases cases) {
                return cases;
            }
            throw new InvalidDataException(name + " does not implement " + ModelCases.class.getName());
        } catch (NoSuchMethodException e) {
            throw new InvalidDataException(name + " has no constructor without parameters");
        } catch (ReflectiveOperationException | LinkageError e) {
            throw new InvalidDataException("no class " + name + " that can be loaded (" + e
                    + "); give its full name, and where it is with" + " --class-path");
        }
    }

    private static String words(List<Verdict> verdicts) {
        TextTable table = new TextTable(List.of("law", "cases", "of its bound", ""), 1);
        StringBuilder violations = new StringBuilder();
        for (Verdict v : verdicts) {
            boolean silent = v.isSilent();
            table.line(List.of(
                    v.law().name(),
                    Integer.toString(v.compared()),
                    silent ? "" : String.format(Locale.ROOT, "%.1e", v.used()),
                    silent ? silence(v.law()) : v.holds() ? "holds" : "BROKEN"));
            v.counterexample()
                    .map(Counterexample::simplest)
                    .ifPresent(c -> violations
                            .append('\n')
                            .append(v.law().name())
                            .append(": ")
                            .append(c.violation().getMessage())
                            .append("\nto paste into a test: ")
                            .append(c.java())
                            .append('\n'));
        }
        return table + violations.toString() + "\n" + summary(verdicts) + "\n";
    }

    private static String silence(Law law) {
        return "nothing to compare" + (law.needs().isEmpty() ? "" : ": needs " + law.needs());
    }

    private static String summary(List<Verdict> verdicts) {
        List<Verdict> compared = verdicts.stream().filter(v -> !v.isSilent()).toList();
        long holding = compared.stream().filter(Verdict::holds).count();
        int silent = verdicts.size() - compared.size();
        return holding + " of " + compared.size() + " laws hold."
                + (silent == 0 ? "" : " " + silent + " had nothing to compare, and say nothing of the model.");
    }

    private static ObjectNode json(List<Verdict> verdicts) {
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        ArrayNode laws = whole.putArray("laws");
        for (Verdict v : verdicts) {
            ObjectNode law = laws.addObject();
            law.put("law", v.law().name());
            law.put("statement", v.law().statement());
            law.put("cases", v.compared());
            law.put("holds", v.holds());
            law.put("used", v.used());
            law.put("silent", v.isSilent());
            v.counterexample().map(Counterexample::simplest).ifPresent(c -> {
                law.put("violation", c.violation().getMessage());
                law.put("java", c.java());
            });
        }
        return whole;
    }
}
