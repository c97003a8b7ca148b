package org.em4j.cli.author;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;
import org.em4j.cli.terminal.Environment;
import org.em4j.cli.terminal.OutputException;
import org.em4j.cli.terminal.OutputFiles;
import org.em4j.cli.terminal.PrintingCommand;
import org.em4j.core.data.InvalidDataException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code em new-model}. */
@Command(
        name = "new-model",
        description =
                "Writes a Maven module with a latent model that works, its laws and an example, to change into yours.",
        footer = "./em new-model Exponential")
public final class NewModelCommand extends PrintingCommand {
    @Parameters(paramLabel = "NAME", description = "Of the model's class, such as Exponential.")
    private String name;

    @Option(
            names = "--in",
            paramLabel = "FOLDER",
            description = "Where the module's folder is made. Default: ${DEFAULT-VALUE}.")
    private Path in = Path.of(".");

    private static final Pattern IMPORT = Pattern.compile("(?m)^import ([a-z0-9.]+)\\.(?:\\w+|\\*);");

    @Override
    public Integer call() throws IOException {
        if (!name.matches("[A-Z]\\w*") || name.equals("Example")) {
            throw new InvalidDataException(
                    "\"" + name + "\" is no name for a model's class; take letters and digits, a capital first");
        }
        String folder = name.toLowerCase(Locale.ROOT);
        if (SourceVersion.isKeyword(folder) || folder.equals("java")) {
            throw new InvalidDataException(
                    "\"" + folder + "\" is a word of Java, and cannot be a package; take another");
        }
        requireFree(folder);
        Path module = in.resolve(folder);
        if (Files.exists(module)) {
            throw new InvalidDataException(module + " is there already; take another name, or another place with --in");
        }
        OutputFiles written = new OutputFiles();
        for (Map.Entry<String, String> file : files(folder).entrySet()) {
            Path path = module.resolve(file.getKey());
            written.put(path, template(file.getValue(), folder));
            try {
                Files.createDirectories(path.getParent());
            } catch (IOException e) {
                throw OutputException.of(path.getParent(), e);
            }
        }
        written.write();
        files(folder)
                .keySet()
                .forEach(file -> console.out().println(module.resolve(file).normalize()));
        console.say("the model works as it is; to see its laws hold, in em4j's folder:");
        console.say("  ./mvnw -q install -DskipTests      (once: em4j is in no public repository yet)");
        console.say("  ./mvnw -f " + module.toAbsolutePath().normalize() + " test");
        return 0;
    }

    /** Refuses a name by which the files would mean a class that they import, or that Java has. */
    private void requireFree(String folder) throws IOException {
        Set<String> packages = new TreeSet<>(Set.of("java.lang"));
        for (String file : files(folder).values()) {
            Matcher imports = IMPORT.matcher(template(file, folder));
            while (imports.find()) {
                packages.add(imports.group(1));
            }
        }
        for (String type : List.of(name, name + "Cases", name + "Test")) {
            packages.stream()
                    .filter(each -> isClass(each + "." + type))
                    .findFirst()
                    .ifPresent(each -> {
                        throw new InvalidDataException("\"" + name + "\" would be mistaken for " + each + "." + type
                                + ", which the model's files use; take another name");
                    });
        }
    }

    private static boolean isClass(String type) {
        try {
            Class.forName(type, false, NewModelCommand.class.getClassLoader());
            return true;
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    private Map<String, String> files(String folder) {
        String main = "src/main/java/" + folder + "/";
        String test = "src/test/java/" + folder + "/";
        Map<String, String> files = new LinkedHashMap<>();
        files.put("pom.xml", "pom.xml");
        files.put(main + name + ".java", "Model.java");
        files.put(main + "Example.java", "Example.java");
        files.put(test + name + "Cases.java", "Cases.java");
        files.put(test + name + "Test.java", "Test.java");
        return files;
    }

    private String template(String file, String folder) throws IOException {
        try (InputStream in = NewModelCommand.class.getResourceAsStream("model/" + file + ".txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("{{name}}", name)
                    .replace("{{folder}}", folder)
                    .replace("{{version}}", Environment.version());
        }
    }
}
