package org.em4j.validation.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * What a paper says, in order: {@code papers/<id>/equations.yaml} and {@code paper.md}. The file explains its fields.
 *
 * @param id the paper's folder
 * @param text {@code paper.md}
 */
public record Ledger(
        String id,
        String text,
        String title,
        String source,
        List<Letter> letters,
        List<Section> sections,
        List<Equation> equations,
        List<Claim> claims,
        List<Table> tables,
        List<Slip> slips) {
    /** What the file leaves out is empty. */
    public Ledger {
        letters = orEmpty(letters);
        sections = orEmpty(sections);
        equations = orEmpty(equations);
        claims = orEmpty(claims);
        tables = orEmpty(tables);
        slips = orEmpty(slips);
    }

    private static <T> List<T> orEmpty(List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /** A letter of the page and ours for the same thing. */
    public record Letter(String page, String ours, String meaning, String code) {}

    /** Some equations that belong together. */
    public record Section(String id, String title, String text) {}

    /**
     * A numbered equation.
     *
     * @param confidence how sure the reconstruction is, and why; empty if there is nothing to say
     */
    public record Equation(
            String id,
            String section,
            String latex,
            String ours,
            String unicode,
            String statement,
            Status status,
            String confidence,
            String shown,
            double tolerance,
            String because,
            List<String> code,
            List<String> depends) {
        /** What the file leaves out is empty. */
        public Equation {
            confidence = confidence == null ? "" : confidence;
        }

        /** Where the code is that is this equation. */
        public List<CodePlace> places() {
            return code.stream().map(CodePlace::of).toList();
        }
    }

    /** How sure a reconstruction is. */
    public enum Status {
        /** The words around it fix the formula. */
        @JsonProperty("stated")
        STATED,
        /** Only its place in the derivation does. */
        @JsonProperty("inferred")
        INFERRED
    }

    /** The table of that id. */
    public Optional<Table> table(String id) {
        return tables.stream().filter(t -> t.id().equals(id)).findAny();
    }

    /** Something that the paper says in words. */
    public record Claim(String id, String title, String statement, String shown) {}

    /**
     * Figures that the paper prints.
     *
     * @param where in the paper, or in what repeats it
     */
    public record Table(String id, String title, String where, String shown, List<Row> rows) {}

    /**
     * A printed figure.
     *
     * @param printed as it is printed: its last digit says how exact it is
     * @param exact the right figure, where the printed one is known to be off in its last digits; else empty
     * @param because why it is off; else empty
     */
    public record Row(String name, String printed, String exact, String because) {
        /** What the file leaves out is empty. */
        public Row {
            exact = exact == null ? "" : exact;
            because = because == null ? "" : because;
        }

        /** What ours should be. */
        public BigDecimal figure() {
            return new BigDecimal(exact.isEmpty() ? printed : exact);
        }
    }

    /** Something on the page that is not meant as it stands. */
    public record Slip(String where, String page, String meant) {}

    /**
     * The ledger of a paper.
     *
     * @throws org.em4j.core.data.InvalidDataException if there is no such paper
     */
    public static Ledger of(String paper) {
        ObjectMapper mapper = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        String folder = "papers/" + paper + "/";
        try {
            String text = Files.readString(Resources.path(folder + "equations.yaml"));
            Object yaml = new Yaml(new SafeConstructor(new LoaderOptions())).load(text); // with its aliases resolved
            Ledger ledger = mapper.convertValue(yaml, Ledger.class);
            return ledger.named(paper, Files.readString(Resources.path(folder + "paper.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(folder, e);
        }
    }

    private Ledger named(String paper, String words) {
        return new Ledger(paper, words, title, source, letters, sections, equations, claims, tables, slips);
    }
}
