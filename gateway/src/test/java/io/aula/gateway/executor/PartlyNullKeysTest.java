package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A part of a key may be null where it is declared so; a key that is null altogether is nobody's. */
class PartlyNullKeysTest {

    private final OneRun run = new OneRun("/execution/leaves.graphql");

    @Test
    void aPartThatMayBeNullIsSentAsNull() {
        run.answers("values", "{\"data\":{\"rows\":[{\"__typename\":\"Row\",\"id\":\"1\",\"region\":null}]}}");
        run.answers("stock", "{\"data\":{\"_entities\":[{\"stock\":4}]}}");
        assertThat(run.of("{ rows { stock } }")).isEqualTo("{\"data\":{\"rows\":[{\"stock\":4}]}}");
        assertThat(run.calls().getLast()).contains("{\"__typename\":\"Row\",\"id\":\"1\",\"region\":null}");
    }

    @Test
    void aPartThatMayNotBeNullIsNotSentWithoutIt() {
        run.answers("values", "{\"data\":{\"rows\":[{\"__typename\":\"Row\",\"id\":null,\"region\":\"n\"}]}}");
        assertThat(run.of("{ rows { stock } }")).isEqualTo("{\"data\":{\"rows\":[{\"stock\":null}]}}");
        assertThat(run.calls()).hasSize(1);
    }

    @Test
    void aPartInsideAnObjectMayBeNullToo() {
        run.answers("values", """
                {"data":{"boxes":[{"__typename":"Box","place":{"id":"p","floor":null}},
                  {"__typename":"Box","place":{"id":null,"floor":1}},{"__typename":"Box","place":null}]}}""");
        run.answers("stock", "{\"data\":{\"_entities\":[{\"count\":4}]}}");
        assertThat(run.of("{ boxes { count } }"))
                .isEqualTo("{\"data\":{\"boxes\":[{\"count\":4},{\"count\":null},{\"count\":null}]}}");
        assertThat(run.calls().getLast())
                .contains("\"representations\":[{\"__typename\":\"Box\",\"place\":{\"id\":\"p\",\"floor\":null}}]");
    }
}
