package org.em4j.spark.ml;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.spark.ml.param.DoubleParam;
import org.apache.spark.ml.param.IntParam;
import org.apache.spark.ml.param.LongParam;
import org.apache.spark.ml.param.Param;
import org.apache.spark.ml.param.Params;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Classes of the module for PySpark are called as the Java classes are, which it finds by their names, and have their parameters. */
class PythonTest {
    private static final String MODULE = "__init__.py";

    /** A class with the one that it extends, and what is in it. */
    private static final Pattern CLASS = Pattern.compile("(?m)^class (\\w+)\\((\\w+).*\\n((?:(?: {4}.*)?\\n)*)");

    private static final Pattern PARAMETER =
            Pattern.compile("(?m)^ {4}(\\w+) = _param\\(\"\\1\", \"([^\"]*)\"(?:, TypeConverters\\.(\\w+))?\\)$");

    private record Python(String base, Map<String, String> parameters) {}

    private static Map<String, Python> classes() throws IOException {
        try (InputStream in = PythonTest.class.getResourceAsStream(MODULE)) {
            Map<String, Python> classes = new TreeMap<>();
            Matcher found = CLASS.matcher(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            while (found.find()) {
                Map<String, String> parameters = new TreeMap<>();
                Matcher each = PARAMETER.matcher(found.group(3));
                while (each.find()) {
                    parameters.put(
                            each.group(1), each.group(2) + " " + (each.group(3) == null ? "toString" : each.group(3)));
                }
                classes.put(found.group(1), new Python(found.group(2), parameters));
            }
            return classes;
        }
    }

    private static String converter(Param<?> parameter) {
        return parameter instanceof IntParam || parameter instanceof LongParam
                ? "toInt"
                : parameter instanceof DoubleParam ? "toFloat" : "toString";
    }

    @ParameterizedTest
    @ValueSource(classes = {GaussianMixtureEM.class, FactorAnalysisEM.class, MeanLogDensity.class})
    void parametersAreThoseOfTheJavaClass(Class<? extends Params> type) throws Exception {
        Map<String, Python> classes = classes();
        Map<String, String> inPython = new TreeMap<>();
        for (String name = type.getSimpleName();
                classes.containsKey(name);
                name = classes.get(name).base()) {
            inPython.putAll(classes.get(name).parameters());
        }
        Map<String, String> inJava = new TreeMap<>();
        Arrays.stream(type.getConstructor(String.class).newInstance("x").params())
                .forEach(parameter -> inJava.put(parameter.name(), parameter.doc() + " " + converter(parameter)));
        assertEquals(inJava, inPython);
    }

    @ParameterizedTest
    @ValueSource(classes = {GaussianMixtureEMModel.class, FactorAnalysisEMModel.class})
    void modelsAreCalledAsTheJavaClass(Class<?> type) throws IOException {
        assertEquals("_EmModel", classes().get(type.getSimpleName()).base());
    }
}
