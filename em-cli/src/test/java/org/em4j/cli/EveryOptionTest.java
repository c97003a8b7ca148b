package org.em4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.IntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.em4j.cli.OptionExample.Effect;
import org.em4j.cli.terminal.Environment;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/**
 * Each option of each command does something, or is refused: as {@code src/test/resources/options/examples.txt} shows,
 * which has to name all that picocli knows of.
 */
class EveryOptionTest {
    private static final Path EXAMPLES = Path.of("src/test/resources/options/examples.txt");

    @TempDir
    private static Path folder;

    /** So many commands have what is common to all fits. */
    private static final int COMMON = 5;

    private static final Map<String, Observed> KNOWN = new HashMap<>();

    /** What a command leaves behind. */
    private record Observed(int status, String out, String err, Map<String, String> files) {}

    static List<OptionExample> examples() throws IOException {
        return OptionExample.read(EXAMPLES);
    }

    /** Tables of forty rows, and models of them. */
    @BeforeAll
    static void write() throws IOException {
        Random random = new Random(7);
        table("blobs", "x,y,w,g", i -> {
            int k = i % 3;
            String near =
                    String.format(Locale.ROOT, "%.3f,%.3f", 3 * k + random.nextGaussian(), k + random.nextGaussian());
            return near + "," + (1 + i % 2) + "," + (i % 4 == 0 ? "" : "abc".charAt(k));
        });
        double[][] six = new double[60][6];
        for (double[] row : six) {
            double f = random.nextGaussian();
            double g = 0.4 * f + random.nextGaussian();
            Arrays.setAll(row, j -> 10 + (j < 3 ? f : g) * (1 + 0.1 * j) + 0.6 * random.nextGaussian());
        }
        table(
                "six",
                "a,b,c,d,e,f,w,s",
                i -> cells(six[i % 60], -1) + "," + (1 + i % 3) + "," + (i % 2 == 0 ? "l" : "r"));
        table("holes", "a,b,c,d,e,f", i -> cells(six[i], i % 7 == 0 ? i % 6 : -1));
        table("gaps", "x,y,z,v", i -> cells(Arrays.copyOf(six[i], 4), i % 5 == 0 ? i % 4 : -1));
        table(
                "wide",
                IntStream.range(0, 201).mapToObj(j -> "c" + j).collect(Collectors.joining(",")),
                i -> random.doubles(201).mapToObj(Double::toString).collect(Collectors.joining(",")));
        table("sheet", "'=a,b", i -> cells(Arrays.copyOf(six[i], 2), -1));
        Files.writeString(file("target"), ",f,g\na,NA,0\nb,NA,0\nc,NA,0\nd,0,NA\ne,0,NA\nf,0,0.5\n");
        Files.writeString(file("turned"), "f,g\n0,NA\n0,NA\n0,0.5\nNA,0\nNA,0\nNA,0\n");
        Files.writeString(file("matrix"), "a,b,c,d\n1,.5,.4,.3\n.5,1,.45,.35\n.4,.45,1,.4\n.3,.35,.4,1\n");
        Files.writeString(file("syntax"), "F =~ a + b + c\nG =~ d + e + f\n");
        model("gmm", "fit gmm {blobs} --columns x,y --components 3");
        model("sum", "fit gmm {sheet} --components 1 --escape-formulas");
        model("lca", "fit lca {blobs} --columns x,y,g --numeric x,y --classes 2 --missing");
        model("regression", "fit regression {blobs} --columns x,y,w --response y --classes 2");
        model("states", "fit states {blobs} --columns x --tolerance 10");
        model("hmm", "fit hmm {blobs} --columns x,y --states 2");
        model("fa", "fit fa {six} --columns a,b,c,d,e,f --factors 1");
        model("ppca", "fit ppca {six} --columns a,b,c,d,e,f --factors 1");
        model("cfa", "fit cfa {six} --factor f=a+b+c --factor g=d+e+f");
        model("mfa", "fit mfa {six} --columns a,b,c,d,e,f --components 2 --factors 1 --heywood bound(0.1)");
        Command kept = Command.em(words("fit gmm {blobs} --columns x,y --components 3 --checkpoint {kept}"));
        assertEquals(0, kept.status(), kept.err());
        Files.move(NewModule.in(folder, "Exponential").compile(), file("classes"));
    }

    private static Path file(String name) {
        return folder.resolve(name);
    }

    private static void table(String name, String header, IntFunction<String> row) throws IOException {
        Files.writeString(
                file(name),
                IntStream.range(0, 40).mapToObj(row).collect(Collectors.joining("\n", header + "\n", "\n")));
    }

    private static String cells(double[] row, int gap) {
        return IntStream.range(0, row.length)
                .mapToObj(j -> j == gap ? "" : String.format(Locale.ROOT, "%.3f", row[j]))
                .collect(Collectors.joining(","));
    }

    private static void model(String name, String command) {
        Command fit = Command.em(words(command + " --model {" + name + "}"));
        assertEquals(0, fit.status(), fit.err());
    }

    private static String[] words(String command) {
        return command.replaceAll("\\{(\\w+)}", folder.toString().replace("\\", "\\\\") + "/$1")
                .split(" ");
    }

    private static Observed observe(String command) throws IOException {
        Observed known = KNOWN.get(command);
        if (known == null) {
            Path out = Files.createDirectories(file("out"));
            Command run = Command.em(words(command));
            known = new Observed(run.status(), run.out(), run.err(), emptied(out));
            KNOWN.put(command, known);
        }
        return known;
    }

    private static Map<String, String> emptied(Path out) throws IOException {
        Map<String, String> files = new TreeMap<>();
        Files.walkFileTree(out, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                files.put(
                        out.relativize(file).toString(),
                        Files.readString(file, StandardCharsets.ISO_8859_1)); // also bytes
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }
        });
        return files;
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anOptionDoesWhatItsExampleSays(OptionExample example) throws IOException {
        Observed with = observe(example.command() + " " + example.option());
        if (example.effect() == Effect.REFUSED) {
            assertTrue(List.of(2, 3).contains(with.status()), with.toString());
            assertTrue(with.err().contains(example.words()), with::err);
            return;
        }
        assertTrue(List.of(0, 4, 5).contains(with.status()), with.toString());
        Observed without = observe(example.command() + example.instead());
        if (example.effect() == Effect.SAME) {
            assertEquals(without, with, example.words());
        } else {
            assertNotEquals(without, with);
        }
    }

    static List<CommandLine> commands() {
        return leaves(new CommandLine(new Main())).toList();
    }

    private static Stream<CommandLine> leaves(CommandLine command) {
        return command.getSubcommands().isEmpty()
                ? Stream.of(command)
                : command.getSubcommands().values().stream().flatMap(EveryOptionTest::leaves);
    }

    private static String name(CommandLine command) {
        return command.getCommandSpec().qualifiedName().replaceFirst("em ", "");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyOptionHasAnExample(CommandLine command) throws IOException {
        List<String> shown = examples().stream()
                .filter(e -> e.isOf(name(command)))
                .map(OptionExample::name)
                .toList();
        List<String> silent = command.getCommandSpec().options().stream()
                .filter(o -> !o.usageHelp() && !o.versionHelp())
                .map(CommandLine.Model.OptionSpec::longestName)
                .filter(option -> !shown.contains(option))
                .toList();
        assertEquals(List.of(), silent, name(command) + " has options without an example in " + EXAMPLES);
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandHasHelpAndAVersion(CommandLine command) {
        Command help = Command.em(words(name(command) + " --help"));
        assertEquals(0, help.status());
        assertTrue(help.out().startsWith("Usage: em " + name(command)), help::out);
        assertTrue(help.out().contains("\nExample:\n  ./em " + name(command)), help::out);
        Command version = Command.em(words(name(command) + " --version"));
        assertEquals(0, version.status());
        assertEquals("em4j " + Environment.version(), version.out().strip());
    }

    /** A command's own options are named by what they do to its model: what others have too is found where it is found there. */
    @Test
    void helpPutsWhatCommandsHaveInCommonUnderATask() throws IOException {
        Map<String, Integer> own = new HashMap<>();
        for (CommandLine command : commands()) {
            String help = Command.em(words(name(command) + " --help")).out();
            Matcher options =
                    Pattern.compile("\nOptions:\n(.*?)\n\n", Pattern.DOTALL).matcher(help);
            if (options.find()) {
                Pattern.compile("(?m)^ {2,6}(?:-\\w, )?(--[a-z-]+)")
                        .matcher(options.group(1))
                        .results()
                        .forEach(option -> own.merge(option.group(1), 1, Integer::sum));
            }
        }
        assertTrue(own.size() > 20, own::toString);
        own.values().removeIf(times -> times < COMMON);
        assertEquals(Map.of(), own, "name a task for them in Help");
    }

    @Test
    void everyExampleIsOfACommand() throws IOException {
        List<String> names = commands().stream().map(EveryOptionTest::name).toList();
        List<String> strangers = examples().stream()
                .filter(e -> names.stream().noneMatch(e::isOf))
                .map(OptionExample::toString)
                .toList();
        assertEquals(List.of(), strangers);
    }
}
