package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that are JSON and yet none: whatever is null because of them, somebody says why. */
class BrokenAnswersTest {

    private static final String ROWS = "{\"data\":{\"rows\":[{\"__typename\":\"Row\",\"id\":\"1\",\"region\":\"n\"},"
            + "{\"__typename\":\"Row\",\"id\":\"2\",\"region\":\"n\"}]}}";

    private final OneRun run = new OneRun("/execution/leaves.graphql");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"data\":\"x\"}",
                "{\"data\":[]}",
                "{\"data\":7}",
                "{\"data\":null}",
                "{\"data\":null,\"errors\":[]}",
                "{\"errors\":\"x\"}",
                "{}",
                "[]"
            })
    void anAnswerWhoseDataIsNoneIsAFault(String answer) {
        run.answers("values", answer);
        assertThat(run.of("{ int }"))
                .startsWith("{\"data\":{\"int\":null},\"errors\":[")
                .contains("SUBGRAPH_MALFORMED_RESPONSE", "\"path\":[\"int\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"[{\"stock\":1}]", "[{\"stock\":1},{\"stock\":2},{\"stock\":3}]", "{}", "\"x\"", "null", "[]"})
    void entitiesThatAreNotAsManyAsWereAskedForAreNobodys(String entities) {
        run.answers("values", ROWS);
        run.answers("stock", "{\"data\":{\"_entities\":" + entities + "}}");
        assertThat(run.of("{ rows { stock } }"))
                .startsWith("{\"data\":{\"rows\":[{\"stock\":null},{\"stock\":null}]},\"errors\":[")
                .contains("SUBGRAPH_MALFORMED_RESPONSE", "\"path\":[\"rows\",0]", "\"path\":[\"rows\",1]");
    }

    @Test
    void anEntityThatIsNoObjectIsAFaultAtItsPlace() {
        run.answers("values", ROWS);
        run.answers("stock", "{\"data\":{\"_entities\":[{\"stock\":1},\"x\"]}}");
        assertThat(run.of("{ rows { stock } }"))
                .startsWith("{\"data\":{\"rows\":[{\"stock\":1},{\"stock\":null}]},\"errors\":[")
                .contains("SUBGRAPH_MALFORMED_RESPONSE", "\"path\":[\"rows\",1]")
                .doesNotContain("\"path\":[\"rows\",0]");
    }

    @Test
    void anEntityThatNobodyHasIsNullWithoutAFault() {
        run.answers("values", ROWS);
        run.answers("stock", "{\"data\":{\"_entities\":[null,{\"stock\":null}]}}");
        assertThat(run.of("{ rows { stock } }")).isEqualTo("{\"data\":{\"rows\":[{\"stock\":null},{\"stock\":null}]}}");
    }

    @Test
    void aKeyThatIsLeftOutIsAFaultAtItsPlace() {
        run.answers(
                "values", "{\"data\":{\"int\":1,\"rows\":[{\"id\":\"1\",\"region\":\"n\",\"__typename\":\"Row\"}]}}");
        run.answers("stock", "{\"data\":{\"_entities\":[{}]}}");
        assertThat(run.of("{ int float rows { name stock } }"))
                .startsWith("{\"data\":{\"int\":1,\"float\":null,\"rows\":[{\"name\":null,\"stock\":null}]}")
                .contains(
                        "Nothing was answered for Query.float",
                        "\"path\":[\"float\"]",
                        "\"path\":[\"rows\",0,\"name\"]",
                        "\"path\":[\"rows\",0,\"stock\"]");
    }

    @Test
    void escapedLettersOfKeysNamesAndChoicesAreTheLetters() {
        run.answers(
                "values",
                "{\"d\\u0061ta\":{\"m\\u006fod\":\"G\\u004fOD\",\"rows\":[{\"\\u005f_typename\":\"R\\u006fw\",\"\\u0069d\":\"1\","
                        + "\"region\":\"n\"}]}}");
        run.answers("stock", "{\"data\":{\"_entities\":[{\"stock\":4}]}}");
        assertThat(run.of("{ mood rows { id stock } }"))
                .isEqualTo("{\"data\":{\"mood\":\"G\\u004fOD\",\"rows\":[{\"id\":\"1\",\"stock\":4}]}}");
    }

    @Test
    void aKeyThatIsLeftOutIsAFaultOfWhatIsAskedWithIt() {
        run.answers("values", "{\"data\":{\"rows\":[{\"region\":\"n\",\"__typename\":\"Row\"}]}}");
        assertThat(run.of("{ rows { stock } }"))
                .startsWith("{\"data\":{\"rows\":[{\"stock\":null}]},\"errors\":[")
                .contains("Nothing was answered for Row.stock", "\"path\":[\"rows\",0,\"stock\"]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "7", "true", "[\"x\"]", "123456789012345678901234567890"})
    void aKeyObjectThatIsNoneIsAFaultOfWhatIsAskedWithIt(String place) {
        run.answers("values", "{\"data\":{\"boxes\":[{\"__typename\":\"Box\",\"place\":" + place + "}]}}");
        assertThat(run.of("{ boxes { count } }"))
                .startsWith("{\"data\":{\"boxes\":[{\"count\":null}]},\"errors\":[")
                .contains("Nothing was answered for Box.count", "\"path\":[\"boxes\",0,\"count\"]");
        assertThat(run.calls()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"x\"", "7", "true", "[\"x\"]"})
    void aRequiredObjectThatIsNoneIsAFaultOfWhatRequiresIt(String size) {
        var parcels =
                new OneRun("/plans/requires/asks-apart-for-what-a-null-beside-it-would-take-away/supergraph.graphql");
        parcels.answers(
                "goods", "{\"data\":{\"parcels\":[{\"__typename\":\"Parcel\",\"id\":\"1\",\"size\":" + size + "}]}}");
        assertThat(parcels.of("{ parcels { postage } }"))
                .startsWith("{\"data\":{\"parcels\":[{\"postage\":null}]},\"errors\":[")
                .contains("Nothing was answered for Parcel.postage");
    }

    @Test
    void aFaultIsToldOfNothingThatWasNotAskedFor() {
        run.fails("values", SubgraphFailure.TIMEOUT);
        var text = "query($more: Boolean!) { int float @include(if: $more) ... @skip(if: $more) { id } }";
        assertThat(run.of(text, Map.of("more", false)))
                .contains("\"path\":[\"int\"]", "\"path\":[\"id\"]")
                .doesNotContain("float");
        assertThat(run.of(text, Map.of("more", true)))
                .contains("\"path\":[\"int\"]", "\"path\":[\"float\"]")
                .doesNotContain("\"id\"");
    }
}
