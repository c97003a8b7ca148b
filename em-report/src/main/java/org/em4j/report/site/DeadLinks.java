package org.em4j.report.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The links of a site that lead nowhere, to no page or to no place on it; Javadoc keeps its own. */
final class DeadLinks {
    private static final Pattern LINK = Pattern.compile("<(?:a|img|script|link)\\b[^>]* (?:href|src)=\"([^\"]*)\"");
    private static final Pattern ID = Pattern.compile(" id=\"([^\"]*)\"");

    private final Map<Path, Set<String>> ids = new HashMap<>();

    private DeadLinks() {}

    /** Dead links of all pages, and of what a search finds: the page, and the link. */
    static List<String> of(Path folder, List<String> searched) throws IOException {
        List<Path> pages;
        try (Stream<Path> files = Files.walk(folder)) {
            pages = files.filter(
                            file -> file.toString().endsWith(".html") && !file.startsWith(folder.resolve("javadoc")))
                    .sorted()
                    .toList();
        }
        DeadLinks links = new DeadLinks();
        List<String> dead = new ArrayList<>();
        for (Path page : pages) {
            for (String link : found(LINK, Files.readString(page))) {
                if (!link.matches("(https?|data|mailto):.*") && !links.lead(page, link)) {
                    dead.add(folder.relativize(page) + ": " + link);
                }
            }
        }
        for (String url : searched) {
            if (!links.lead(folder.resolve("search.js"), url)) {
                dead.add("search: " + url);
            }
        }
        return dead;
    }

    private boolean lead(Path page, String link) throws IOException {
        String[] parts = link.split("#", 2);
        Path target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        if (!Files.isRegularFile(target)) {
            return false;
        }
        if (!ids.containsKey(target) && parts.length > 1) {
            ids.put(target, found(ID, Files.readString(target)));
        }
        return parts.length == 1 || ids.get(target).contains(parts[1]);
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(m -> m.group(1)).collect(Collectors.toSet());
    }
}
