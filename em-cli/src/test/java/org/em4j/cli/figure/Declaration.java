package org.em4j.cli.figure;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/** How a figure that a verb prints moves when data change: one line of {@code figures/declarations.txt}. */
record Declaration(
        String pattern, List<Pattern> segments, Measure measure, double twice, double within, Set<Change> unlike) {
    /** In what a figure is measured, and so how it moves with units and origins. */
    enum Measure {
        /** In nothing: it stays. */
        PURE,
        /** A point of its column. */
        POINT,
        /** A product of the units of the columns that its name has. */
        UNIT,
        /** The unit of its first column over that of its last; of one column, one over its unit. */
        SLOPE,
        /** The square of a unit. */
        SQUARE,
        /** The square of a unit that all columns have in common. */
        COMMON,
        /** A log density of all rows. */
        NATS,
        /** Minus two log densities of all rows. */
        DEVIANCE,
        /** A log density of the row that its name has. */
        ROW,
        /** The number of a component. */
        COMPONENT,
        /** Depends on the way that a fit took, or is a sentence: only bits are compared. */
        WAY
    }

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{(\\w+)}");

    static List<Declaration> read(Path file) throws IOException {
        List<Declaration> all = new ArrayList<>();
        for (String line : Files.readAllLines(file)) {
            String text = line.replaceFirst(" *# .*", "").strip();
            if (!text.isEmpty() && !text.startsWith("#")) {
                all.add(parse(text.replaceAll("[\\[\\]]", "")));
                if (text.contains("[")) {
                    all.add(parse(text.replaceAll("\\[.*?]", "")));
                }
            }
        }
        return all;
    }

    private static Declaration parse(String text) {
        String[] parts = text.split(" {2,}", -1);
        double twice = 1;
        double within = 1e-5;
        Set<Change> unlike = EnumSet.noneOf(Change.class);
        for (String part : Arrays.asList(parts).subList(2, parts.length)) {
            String[] setting = part.split("=", 2);
            switch (setting[0]) {
                case "twice" -> twice = setting[1].equals("free") ? Double.NaN : Double.parseDouble(setting[1]);
                case "within" -> within = Double.parseDouble(setting[1]);
                case "unlike" ->
                    Arrays.stream(setting[1].split(",", -1))
                            .map(Change::valueOf)
                            .forEach(unlike::add);
                default -> throw new IllegalArgumentException(text);
            }
        }
        List<Pattern> segments = Arrays.stream(parts[0].substring(1).split("/", -1))
                .map(Declaration::segment)
                .toList();
        return new Declaration(
                parts[0], segments, Measure.valueOf(parts[1].toUpperCase(Locale.ROOT)), twice, within, unlike);
    }

    /** Words as they are, with placeholders between them; {@code *} is anything. */
    private static Pattern segment(String text) {
        StringBuilder regex = new StringBuilder();
        Matcher matcher = PLACEHOLDER.matcher(text);
        int end = 0;
        int number = 0;
        while (matcher.find()) {
            regex.append(literal(text.substring(end, matcher.start())));
            regex.append("(?<").append(matcher.group(1)).append(number++).append(">.+)");
            end = matcher.end();
        }
        return Pattern.compile(regex.append(literal(text.substring(end))).toString());
    }

    private static String literal(String text) {
        return text.equals("*") ? ".*" : text.isEmpty() ? "" : Pattern.quote(text);
    }

    /** The figure at a path, if this line declares it. */
    Optional<Figure> match(List<Step> path, Names names) {
        if (path.size() != segments.size()) {
            return Optional.empty();
        }
        StringBuilder key = new StringBuilder();
        List<String> columns = new ArrayList<>();
        int row = -1;
        for (int i = 0; i < path.size(); i++) {
            Matcher matcher = segments.get(i).matcher(path.get(i).text());
            if (!matcher.matches()) {
                return Optional.empty();
            }
            List<String> groups = groups(segments.get(i));
            List<String> found = new ArrayList<>();
            for (String group : groups) {
                Optional<String> name = names.canonical(
                        kind(group), matcher.group(group), path.get(i).length());
                if (name.isEmpty()) {
                    return Optional.empty();
                }
                found.add(name.get());
            }
            if (groups.stream().allMatch(group -> kind(group).equals("column"))) {
                columns.addAll(found);
                Collections.sort(found); // the covariance of y and x is that of x and y
            } else {
                IntStream.range(0, groups.size())
                        .filter(g -> kind(groups.get(g)).equals("column"))
                        .forEach(g -> columns.add(found.get(g)));
            }
            row = groups.contains("row0") ? Integer.parseInt(found.get(0)) : row;
            key.append('/').append(filled(matcher, groups, found));
        }
        return Optional.of(new Figure(key.toString(), this, columns, row));
    }

    private static String kind(String group) {
        return group.substring(0, group.length() - 1);
    }

    private static String filled(Matcher matcher, List<String> groups, List<String> names) {
        StringBuilder text = new StringBuilder(matcher.group());
        for (int g = groups.size() - 1; g >= 0; g--) {
            text.replace(matcher.start(groups.get(g)), matcher.end(groups.get(g)), names.get(g));
        }
        return text.toString();
    }

    private static List<String> groups(Pattern segment) {
        return PLACEHOLDER_GROUP
                .matcher(segment.pattern())
                .results()
                .map(r -> r.group(1))
                .toList();
    }

    private static final Pattern PLACEHOLDER_GROUP = Pattern.compile("\\(\\?<(\\w+)>");
}
