package org.em4j.validation.ledger;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;

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
        List<Slip> slips) {
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

    /** Something that the paper says in words. */
    public record Claim(String id, String title, String statement, String shown) {}

    /** Something on the page that is not meant as it stands. */
    public record Slip(String where, String page, String meant) {}

    /**
     * The ledger of a paper.
     *
     * @throws org.em4j.core.data.InvalidDataException if there is no such paper
     */
    public static Ledger of(String paper) {
        ObjectMapper yaml =
                new ObjectMapper(new YAMLFactory()).disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);
        String folder = "papers/" + paper + "/";
        try {
            Ledger ledger = yaml.readValue(Files.readString(Resources.path(folder + "equations.yaml")), Ledger.class);
            return ledger.named(paper, Files.readString(Resources.path(folder + "paper.md")));
        } catch (IOException e) {
            throw new UncheckedIOException(folder, e);
        }
    }

    private Ledger named(String paper, String words) {
        return new Ledger(paper, words, title, source, letters, sections, equations, claims, slips);
    }
}
