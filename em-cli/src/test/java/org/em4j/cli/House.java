package org.em4j.cli;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * How the sources of a checkout are laid out: what {@code docs/architecture.md} tables. It needs no build:
 *
 * <pre>
 * java em-cli/src/test/java/org/em4j/cli/House.java [folder]
 * </pre>
 */
final class House {
    /** A source file of the product. */
    record Source(String module, String packageName, String name, int lines, boolean isPublic, Set<String> names) {}

    /** A method and how many lines it has. */
    record Method(String place, int lines) {}

    /** So many lines of code in a row that stand elsewhere too are duplicates. */
    private static final int RUN = 8;

    final List<Source> sources = new ArrayList<>();
    final List<Method> methods = new ArrayList<>();
    private final List<List<String>> code = new ArrayList<>();

    private House() {}

    /** Reads the product's sources of all modules below a folder. */
    static House of(Path root) throws IOException {
        House house = new House();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
            for (Path module : modules(root)) {
                List<Path> sources = filesOf(module).stream()
                        .filter(p -> !p.endsWith("package-info.java"))
                        .toList();
                JavacTask task = (JavacTask)
                        compiler.getTask(null, files, null, null, null, files.getJavaFileObjectsFromPaths(sources));
                Trees trees = Trees.instance(task);
                for (CompilationUnitTree unit : task.parse()) {
                    house.read(module.getFileName().toString(), unit, trees);
                }
            }
        }
        return house;
    }

    /** The source files of the product, all modules below a folder, with what packages say of themselves. */
    static List<Path> files(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        for (Path module : modules(root)) {
            files.addAll(filesOf(module));
        }
        return files;
    }

    private static List<Path> modules(Path root) throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            return modules.filter(p -> Files.isDirectory(p.resolve("src/main/java")))
                    .sorted()
                    .toList();
        }
    }

    private static List<Path> filesOf(Path module) throws IOException {
        try (Stream<Path> all = Files.walk(module.resolve("src/main/java"))) {
            return all.filter(p -> p.toString().endsWith(".java")).sorted().toList();
        }
    }

    private void read(String module, CompilationUnitTree unit, Trees trees) throws IOException {
        String text = unit.getSourceFile().getCharContent(true).toString();
        Set<String> names = new HashSet<>();
        String file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        String name = file.substring(0, file.length() - ".java".length());
        boolean[] isPublic = {false};
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitImport(ImportTree tree, Void nothing) {
                names.add(tree.getQualifiedIdentifier().toString());
                return null;
            }

            @Override
            public Void visitIdentifier(IdentifierTree tree, Void nothing) {
                names.add(tree.getName().toString());
                return super.visitIdentifier(tree, null);
            }

            @Override
            public Void visitClass(ClassTree tree, Void nothing) {
                if (tree.getSimpleName().contentEquals(name)) {
                    isPublic[0] |= tree.getModifiers().getFlags().contains(Modifier.PUBLIC);
                }
                return super.visitClass(tree, null);
            }

            @Override
            public Void visitMethod(MethodTree tree, Void nothing) {
                long from = trees.getSourcePositions().getStartPosition(unit, tree);
                long to = trees.getSourcePositions().getEndPosition(unit, tree);
                if (from >= 0 && to >= 0) {
                    int lines = (int) (unit.getLineMap().getLineNumber(to)
                            - unit.getLineMap().getLineNumber(from)
                            + 1);
                    methods.add(new Method(name + "." + tree.getName(), lines));
                }
                return super.visitMethod(tree, null);
            }
        }.scan(unit, null);
        String packageName =
                unit.getPackageName() == null ? "" : unit.getPackageName().toString();
        code.add(codeOf(text));
        sources.add(new Source(module, packageName, name, (int) text.lines().count(), isPublic[0], names));
    }

    /** Lines of code: no imports, no comments, nothing that is punctuation alone. */
    private static List<String> codeOf(String text) {
        return text.replaceAll("(?s)/\\*.*?\\*/", "")
                .lines()
                .map(String::strip)
                .filter(line -> !line.matches("(//|import |package |@Override).*|[\\s{}();,]*"))
                .toList();
    }

    /** Lines that stand in a run of lines that is there more than once, in another file or in the same. */
    private long duplicates() {
        Map<List<String>, Integer> runs = new HashMap<>();
        for (List<String> file : code) {
            for (int i = 0; i + RUN <= file.size(); i++) {
                runs.merge(file.subList(i, i + RUN), 1, Integer::sum);
            }
        }
        long lines = 0;
        for (List<String> file : code) {
            Set<Integer> twice = new HashSet<>();
            for (int i = 0; i + RUN <= file.size(); i++) {
                for (int j = 0; j < RUN && runs.get(file.subList(i, i + RUN)) > 1; j++) {
                    twice.add(i + j);
                }
            }
            lines += twice.size();
        }
        return lines;
    }

    /** The number of files of each package. */
    Map<String, Long> packages() {
        return sources.stream()
                .collect(Collectors.groupingBy(Source::packageName, TreeMap::new, Collectors.counting()));
    }

    /** Which packages each package looks into. */
    private Map<String, Set<String>> looks() {
        Map<String, String> homes = new HashMap<>();
        sources.forEach(s -> homes.put(s.packageName + "." + s.name, s.packageName));
        Map<String, Set<String>> looks = new TreeMap<>();
        for (Source s : sources) {
            Set<String> into = looks.computeIfAbsent(s.packageName, p -> new HashSet<>());
            for (String name : s.names) {
                for (String n = name; n.contains("."); n = n.substring(0, n.lastIndexOf('.'))) {
                    if (homes.containsKey(n) && !homes.get(n).equals(s.packageName)) {
                        into.add(homes.get(n));
                    }
                }
            }
        }
        return looks;
    }

    /** Floors: how many classes the longest way down through a package's own classes passes; circles count once. */
    int floors(String packageName) {
        Map<String, Source> own = sources.stream()
                .filter(s -> s.packageName.equals(packageName))
                .collect(Collectors.toMap(Source::name, s -> s));
        return own.keySet().stream()
                .mapToInt(n -> depth(n, own, new HashMap<>(), new HashSet<>()))
                .max()
                .orElse(0);
    }

    private static int depth(String name, Map<String, Source> own, Map<String, Integer> known, Set<String> above) {
        if (known.containsKey(name)) {
            return known.get(name);
        }
        above.add(name);
        int deepest = 0;
        for (String other : own.get(name).names()) {
            if (own.containsKey(other) && !above.contains(other)) {
                deepest = Math.max(deepest, depth(other, own, known, above));
            }
        }
        above.remove(name);
        known.put(name, deepest + 1);
        return deepest + 1;
    }

    /** The packages that can be come back to from themselves. */
    List<String> circles() {
        Map<String, Set<String>> looks = looks();
        return looks.keySet().stream()
                .filter(p -> {
                    Set<String> reached = new HashSet<>();
                    List<String> open = new ArrayList<>(looks.get(p));
                    while (!open.isEmpty()) {
                        String next = open.remove(open.size() - 1);
                        if (reached.add(next)) {
                            open.addAll(looks.getOrDefault(next, Set.of()));
                        }
                    }
                    return reached.contains(p);
                })
                .toList();
    }

    private String describe() {
        StringBuilder text = new StringBuilder();
        text.append(
                "| module | files | public | packages | largest package | most floors of a package | longest file |\n");
        text.append("|---|--:|--:|--:|---|--:|---|\n");
        Map<String, List<Source>> modules =
                sources.stream().collect(Collectors.groupingBy(Source::module, TreeMap::new, Collectors.toList()));
        modules.forEach((module, files) -> {
            Map<String, Long> sizes = files.stream()
                    .collect(Collectors.groupingBy(Source::packageName, TreeMap::new, Collectors.counting()));
            Map.Entry<String, Long> largest =
                    sizes.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow();
            Source longest =
                    files.stream().max(Comparator.comparingInt(Source::lines)).orElseThrow();
            text.append("| %s | %d | %d | %d | %s, %d | %d | %s, %d |%n"
                    .formatted(
                            module,
                            files.size(),
                            files.stream().filter(Source::isPublic).count(),
                            sizes.size(),
                            largest.getKey(),
                            largest.getValue(),
                            sizes.keySet().stream().mapToInt(this::floors).max().orElse(0),
                            longest.name(),
                            longest.lines()));
        });
        text.append(
                "%n%d methods, %d of more than 40 lines; files of more than 300 lines: %d; packages in a circle: %s; %d of %d lines of code in runs of %d that stand more than once%n"
                        .formatted(
                                methods.size(),
                                methods.stream().filter(m -> m.lines() > 40).count(),
                                sources.stream().filter(s -> s.lines() > 300).count(),
                                circles().isEmpty() ? "none" : String.join(", ", circles()),
                                duplicates(),
                                code.stream().mapToInt(List::size).sum(),
                                RUN));
        return text.toString();
    }

    /** Prints the table of a checkout. */
    public static void main(String[] args) throws IOException {
        Locale.setDefault(Locale.ROOT);
        System.out.print(of(Path.of(args.length == 0 ? "." : args[0])).describe());
    }
}
