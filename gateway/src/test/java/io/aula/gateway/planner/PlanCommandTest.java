package io.aula.gateway.planner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class PlanCommandTest {

    private static final Path CASE = Path.of("src/test/resources/plans/provides/enters-where-a-sibling-needs-no-hop");

    @Test
    void saysWhatIsWrongWithAnOperationInsteadOfPlanningIt() throws IOException {
        var supergraph = Files.readString(CASE.resolve("supergraph.graphql"));
        var out = new ByteArrayOutputStream();
        var print = new PrintStream(out, true, StandardCharsets.UTF_8);
        assertThat(PlanCommand.print(supergraph, "{ nope }", print))
                .singleElement()
                .asString()
                .startsWith("1:3 ")
                .contains("nope");
        assertThat(PlanCommand.print(supergraph, "{ nope", print))
                .singleElement()
                .asString()
                .contains("line 1, column 7");
        assertThat(PlanCommand.print(supergraph, "query a { __typename } query b { __typename }", print))
                .singleElement()
                .asString()
                .contains("several operations");
        assertThat(out.size()).isZero();
    }

    @Test
    void showsEveryStageFromOperationToPlan() throws IOException {
        var out = new ByteArrayOutputStream();
        PlanCommand.print(
                Files.readString(CASE.resolve("supergraph.graphql")),
                Files.readString(CASE.resolve("operation.graphql")),
                new PrintStream(out, true, StandardCharsets.UTF_8));

        assertThat(out.toString(StandardCharsets.UTF_8))
                .containsSubsequence("# Operation", "# Candidate paths", "# Fetch graph", "# Plan")
                .contains("2003  → library items |Record ⇒ catalog/Record by id title")
                .contains("2003  → shop items |Record ⇒ catalog/Record by id title")
                .contains("2 catalog/Record at items.@ after 1");
    }
}
