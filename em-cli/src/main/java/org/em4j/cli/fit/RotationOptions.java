package org.em4j.cli.fit;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.em4j.cli.option.RunOptions;
import org.em4j.cli.terminal.OptionException;
import org.em4j.core.data.InvalidDataException;
import org.em4j.factor.rotate.Quartic;
import org.em4j.factor.rotate.Rotation;
import org.em4j.factor.rotate.RotationCriterion;
import org.em4j.report.text.LoadingsTable;
import picocli.CommandLine.Option;

/** How loadings are rotated, and set out to be read. */
final class RotationOptions {
    private static final Pattern SYNTAX = Pattern.compile("([a-z]+)(?:\\(([^()]*)\\))?", Pattern.CASE_INSENSITIVE);

    /** A rotation that takes a number. */
    private record Family(String name, String parameter, DoubleFunction<Rotation> of) {}

    private static final List<Family> FAMILIES = List.of(
            new Family("promax", "power", p -> Rotation.promax((int) p)),
            new Family("oblimin", "gamma", p -> Rotation.oblique("", Quartic.oblimin(p))),
            new Family("geomin", "epsilon", p -> Rotation.oblique("", new RotationCriterion.Geomin(p))),
            new Family("geominT", "epsilon", p -> Rotation.orthogonal("", new RotationCriterion.Geomin(p))),
            new Family("cf", "kappa", p -> Rotation.oblique("", Quartic.crawfordFerguson(p))),
            new Family("cfT", "kappa", p -> Rotation.orthogonal("", Quartic.crawfordFerguson(p))),
            new Family("simplimax", "zeros", p -> Rotation.oblique("", new RotationCriterion.Simplimax((int) p))));

    @Option(
            names = "--rotate",
            description =
                    "none, varimax, promax[(power)], quartimax, equamax, parsimax, oblimin[(gamma)], geomin[(epsilon)],"
                            + " cf(kappa) (Crawford and Ferguson), bentler, infomax, entropy, bifactor, simplimax[(zeros)] or"
                            + " target; with T behind it, geominT, cfT, bentlerT, infomaxT, bifactorT and targetT keep factors"
                            + " uncorrelated. Default: ${DEFAULT-VALUE}.")
    private String rotate = "none";

    @Option(
            names = "--target",
            paramLabel = "TABLE",
            description =
                    "What --rotate target brings loadings near to: a line for each column, a number for each factor,"
                            + " NA for what may be anything.")
    private Optional<Path> target = Optional.empty();

    @Option(
            names = "--normalize",
            description = "kaiser brings the rows of the loadings to length one while they are rotated; none does not."
                    + " Default: kaiser for varimax and promax, none for others.")
    private Optional<String> normalize = Optional.empty();

    @Option(
            names = "--sort",
            description =
                    "Columns stand by the factor that they load on most, the largest loading first; JSON has them as"
                            + " they came.")
    private boolean sorted;

    @Option(
            names = "--cut",
            paramLabel = "SIZE",
            description = "Loadings smaller than this are left blank, such as 0.3; JSON has them all.")
    private double cut;

    /** How loadings are set out. */
    LoadingsTable table() {
        RunOptions.require(cut >= 0, "--cut is the size of a loading, zero or more, not " + cut);
        return new LoadingsTable(sorted, cut);
    }

    /** For loadings of some columns. */
    Optional<Rotation> rotation(List<String> columns) {
        if (rotate.equalsIgnoreCase("none")) {
            RunOptions.require(target.isEmpty(), "--target is what --rotate target brings loadings near to");
            RunOptions.require(normalize.isEmpty(), "--normalize is of a rotation; choose one with --rotate");
            return Optional.empty();
        }
        Rotation named = named(columns);
        RunOptions.require(
                target.isEmpty() || named.criterion() instanceof RotationCriterion.Target,
                "--target is what --rotate target brings loadings near to, not " + rotate);
        return Optional.of(normalize.map(n -> named.weighting(weighting(n))).orElse(named));
    }

    private static Rotation.Weighting weighting(String name) {
        return switch (name.toLowerCase(Locale.ROOT)) {
            case "kaiser" -> Rotation.Weighting.KAISER;
            case "none" -> Rotation.Weighting.RAW;
            default -> throw new OptionException("--normalize " + name + ": choose kaiser or none");
        };
    }

    private Rotation named(List<String> columns) {
        Matcher parts = SYNTAX.matcher(rotate.strip());
        RunOptions.require(parts.matches(), unknown());
        String name = parts.group(1);
        if (parts.group(2) != null) {
            return FAMILIES.stream()
                    .filter(f -> f.name().equalsIgnoreCase(name))
                    .findAny()
                    .map(f -> parametrised(f, parts.group(2).strip()))
                    .orElseThrow(() ->
                            new OptionException("--rotate " + rotate + ": of rotations, these take a number: "
                                    + FAMILIES.stream()
                                            .map(f -> f.name() + "(" + f.parameter() + ")")
                                            .collect(Collectors.joining(", "))));
        }
        if (name.equalsIgnoreCase("target")) {
            return Rotation.oblique("target", target(columns));
        }
        if (name.equalsIgnoreCase("targetT")) {
            return Rotation.orthogonal("targetT", target(columns));
        }
        return Rotation.all().stream()
                .filter(r -> r.name().equalsIgnoreCase(name))
                .findAny()
                .orElseThrow(() -> new OptionException(unknown()));
    }

    private Rotation parametrised(Family family, String number) {
        try {
            double p = Double.parseDouble(number);
            RunOptions.require(
                    !List.of("power", "zeros").contains(family.parameter()) || (p == Math.rint(p) && p > 0),
                    "--rotate " + rotate + ": " + family.parameter() + " is a whole number, 1 or more");
            return family.of().apply(p).name(family.name() + "(" + number + ")");
        } catch (NumberFormatException e) {
            throw new OptionException("--rotate " + rotate + ": \"" + number + "\" is no number; " + family.name()
                    + " takes its " + family.parameter());
        } catch (IllegalArgumentException e) {
            throw new OptionException("--rotate " + rotate + ": " + e.getMessage());
        }
    }

    private String unknown() {
        return "there is no rotation \"" + rotate + "\"; choose none, "
                + Stream.of(
                                Rotation.all().stream().map(Rotation::name),
                                FAMILIES.stream().map(f -> f.name() + "(" + f.parameter() + ")"),
                                Stream.of("target, targetT"))
                        .flatMap(names -> names)
                        .collect(Collectors.joining(", "));
    }

    /** Lines of the file in the order of the columns, or by the names they begin with, under a first heading that is empty. */
    private RotationCriterion target(List<String> columns) {
        Path file = target.orElseThrow(() -> new OptionException("--rotate " + rotate
                + " needs what loadings are to be near to: --target TABLE, a line for each column, a number or NA for"
                + " each factor"));
        List<List<String>> lines = lines(file);
        boolean named = !lines.isEmpty() && lines.get(0).get(0).isBlank();
        Map<String, double[]> byName = new LinkedHashMap<>();
        for (int j = 1; j < lines.size(); j++) {
            List<String> line = lines.get(j);
            String name = named ? line.get(0) : j <= columns.size() ? columns.get(j - 1) : "line " + j;
            byName.put(name, numbers(file, j, line.subList(named ? 1 : 0, line.size())));
        }
        if (!byName.keySet().equals(new HashSet<>(columns))) {
            throw new InvalidDataException(file + " has lines for " + String.join(", ", byName.keySet())
                    + "; give a heading, and one line for each of " + String.join(", ", columns));
        }
        return new RotationCriterion.Target(columns.stream().map(byName::get).toArray(double[][]::new));
    }

    private static List<List<String>> lines(Path file) {
        try (CsvReader<CsvRecord> csv = CsvReader.builder().ofCsvRecord(file)) {
            return csv.stream().map(CsvRecord::getFields).toList();
        } catch (IOException | CsvParseException e) {
            throw new InvalidDataException(file + " cannot be read as a table of commas: " + e.getMessage());
        }
    }

    /** NA, NaN and nothing are what may be anything. */
    private static double[] numbers(Path file, int line, List<String> cells) {
        return cells.stream()
                .mapToDouble(cell -> {
                    try {
                        return List.of("", "NA").contains(cell.strip()) ? Double.NaN : Double.parseDouble(cell);
                    } catch (NumberFormatException e) {
                        throw new InvalidDataException(file + ", line " + line + ": \"" + cell
                                + "\" is no number; NA is what may be anything");
                    }
                })
                .toArray();
    }
}
