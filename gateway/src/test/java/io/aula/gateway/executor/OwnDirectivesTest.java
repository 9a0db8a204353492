package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Directives of the subgraphs' own, which mean nothing here. */
class OwnDirectivesTest {

    private final OneRun run = new OneRun("/execution/leaves.graphql");

    @Test
    void aFieldIsAskedWithTheDirectivesThatStandAtIt() {
        run.answers("values", "{\"data\":{\"int\":1,\"float\":2,\"__typename\":\"Query\"}}");
        assertThat(
                        run.of(
                                "query($n: Int) { __typename @seen int @fld(n: $n) @include(if: true) float @fld(n: 2) @seen }"))
                .isEqualTo("{\"data\":{\"__typename\":\"Query\",\"int\":1,\"float\":2}}");
        assertThat(run.calls())
                .singleElement()
                .asString()
                .contains("query($n: Int)", "int @fld(n:$n)", "float @fld(n:2) @seen")
                .doesNotContain("@include", "__typename @seen");
    }

    @Test
    void aFieldHasTheDirectivesOfTheConditionsItIsAskedUnder() {
        run.answers("values", "{\"data\":{\"int\":1}}");
        assertThat(run.of(
                        "query($a: Boolean!, $b: Boolean!) { int @include(if: $a) int @fld(n: 2) @include(if: $b) }",
                        Map.of("a", false, "b", true)))
                .startsWith("{\"data\":{\"int\":1}");
        assertThat(run.calls()).singleElement().asString().contains("int @fld(n:2) @include(if: $b)");
    }
}
