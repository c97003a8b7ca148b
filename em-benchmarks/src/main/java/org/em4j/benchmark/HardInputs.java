package org.em4j.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.em4j.benchmark.peer.Peer;
import org.em4j.benchmark.peer.Peers;

/**
 * Writes {@code docs/hard-inputs.md}: how eighteen inputs that break things end, here and elsewhere. The libraries of R and
 * Python were measured beforehand; those of the JVM run now, each fit in a process of its own.
 */
final class HardInputs {
    private static final int SECONDS = 60;
    private static final Path INPUTS = Path.of("em-cli", "src", "test", "resources", "degenerate");
    private static final Path PAGE = Path.of("docs", "hard-inputs.md");

    /** Keys of the recorded results, and what they stand for. */
    private static final Map<String, String> RECORDED = recorded();

    private HardInputs() {}

    private static Map<String, String> recorded() {
        Map<String, String> names = new LinkedHashMap<>();
        names.put("sklearn_default_reg1e6", "scikit-learn 1.2.1");
        names.put("sklearn_reg0", "scikit-learn 1.2.1, reg_covar=0");
        names.put("mclust_default", "mclust 6.0.0, best of its models");
        names.put("mclust_VVV", "mclust 6.0.0, VVV");
        names.put("flexmix_FLXMCmvnorm_full", "flexmix 2.3-18");
        names.put("mixtools_mvnormalmixEM", "mixtools 2.0.0");
        return names;
    }

    /** From the root of a checkout. */
    public static void main(String[] args) throws IOException {
        JsonNode python = recorded("scikit-learn.json");
        JsonNode r = recorded("r.json").get("cases");
        List<HardInput> inputs = new ArrayList<>();
        for (Map.Entry<String, JsonNode> entry : python.properties()) {
            String input = entry.getKey();
            JsonNode about = entry.getValue();
            List<Ending> endings = new ArrayList<>();
            for (Map.Entry<String, Peer> peer : Peers.all().entrySet()) {
                endings.add(ending(
                        peer.getKey(), peer.getValue(), input, about.get("K").asInt()));
            }
            RECORDED.forEach((key, library) -> Optional.ofNullable(about.get(key))
                    .or(() -> Optional.ofNullable(r.get(input).get(key)))
                    .ifPresent(found -> endings.add(Ending.of(library, found.asText()))));
            inputs.add(new HardInput(
                    input,
                    about.get("description").asText(),
                    about.get("n").asInt(),
                    about.get("d").asInt(),
                    about.get("K").asInt(),
                    endings));
            System.err.println(inputs.size() + " of " + python.size() + ": " + input);
        }
        Files.writeString(PAGE, HardInputsPage.of(inputs, SECONDS));
    }

    private static Ending ending(String key, Peer peer, String input, int k) {
        String file = INPUTS.resolve(input + ".csv").toString();
        Optional<String> last = Measured.run(SECONDS, FitOnce.class, key, file, Integer.toString(k));
        return last.map(said -> key.equals("em4j") ? Ending.ours(said) : Ending.of(peer.name(), said))
                .orElseGet(() -> Ending.hangs(peer.name(), SECONDS));
    }

    private static JsonNode recorded(String name) throws IOException {
        try (InputStream in = HardInputs.class.getResourceAsStream("/hard-inputs/" + name)) {
            return new ObjectMapper().readTree(in);
        }
    }
}
