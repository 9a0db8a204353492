package io.aula.gateway.differential;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Another planner, in processes of its own since it may end them; {@code modules} is where it is installed. */
final class OtherPlanner {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Path SCRIPT = Path.of("src/test/planner/plan.mjs");

    private static final int SECONDS = 60;

    private final Path modules;
    private final Path folder;

    OtherPlanner(Path modules, Path folder) {
        this.modules = modules;
        this.folder = folder;
    }

    /** A line for each operation: {@code plan}, or {@code error}. */
    List<JsonNode> plan(String supergraph, List<RandomOperation.Asked> operations, Collection<String> labels)
            throws IOException, InterruptedException {
        Files.writeString(folder.resolve("supergraph.graphql"), supergraph);
        var lines = operations.stream()
                .map(asked -> JSON.writeValueAsString(Map.of("document", asked.document(), "labels", labels)))
                .toList();
        Files.write(folder.resolve("operations"), lines);
        var plans = new ArrayList<JsonNode>();
        while (plans.size() < operations.size()) {
            plans.addAll(run(plans.size()));
        }
        return plans;
    }

    private List<JsonNode> run(int from) throws IOException, InterruptedException {
        var process = new ProcessBuilder(
                        "node",
                        SCRIPT.toString(),
                        modules.toString(),
                        folder.resolve("supergraph.graphql").toString(),
                        folder.resolve("operations").toString(),
                        Integer.toString(from))
                .redirectError(folder.resolve("errors").toFile())
                .start();
        // It may think about one operation for hours; all of them together take it a second.
        CompletableFuture.delayedExecutor(SECONDS, TimeUnit.SECONDS).execute(process::destroyForcibly);
        var lines = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines();
        var plans = new ArrayList<>(lines.map(JSON::readTree).toList());
        if (process.waitFor() != 0) {
            var said = Files.readString(folder.resolve("errors"));
            plans.add(JSON.valueToTree(Map.of("error", "it died or thought for " + SECONDS + " s: " + said.strip())));
        }
        return plans;
    }
}
