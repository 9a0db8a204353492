package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where errors are told: at places of the response, or nowhere (GraphQL, section 7.1.2). */
class ErrorPlacesTest {

    private final OneRun run = new OneRun("/execution/leaves.graphql");

    @Test
    void aRequestThatFailsBelowListsIsToldOfEachPlaceInThem() {
        run.answers(
                "values",
                "{\"data\":{\"rows\":[{\"cells\":[{\"__typename\":\"Cell\",\"id\":\"a\"},null,{\"__typename\":\"Cell\",\"id\":\"b\"}]}]}}");
        run.fails("stock", SubgraphFailure.TIMEOUT);
        assertThat(run.of("{ rows { cells { count } } }"))
                .startsWith("{\"data\":{\"rows\":[{\"cells\":[{\"count\":null},null,{\"count\":null}]}]}")
                .contains("\"path\":[\"rows\",0,\"cells\",0]", "\"path\":[\"rows\",0,\"cells\",2]")
                .doesNotContain("\"path\":[\"rows\",\"cells\"]");
    }

    @Test
    void anErrorOfARequestForManyEntitiesHasNoPlaceAndForOneItsOwn() {
        run.answers(
                "values",
                "{\"data\":{\"rows\":[{\"cells\":[{\"__typename\":\"Cell\",\"id\":\"a\"},{\"__typename\":\"Cell\",\"id\":\"b\"}]}]}}");
        run.answers("stock", "{\"errors\":[{\"message\":\"no\",\"extensions\":{\"code\":\"BAD\"}}]}");
        assertThat(run.of("{ rows { cells { count } } }")).doesNotContain("\"path\"");
        run.answers("values", "{\"data\":{\"rows\":[{\"cells\":[{\"__typename\":\"Cell\",\"id\":\"a\"}]}]}}");
        assertThat(run.of("{ rows { cells { count } } }")).contains("\"path\":[\"rows\",0,\"cells\",0]");
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', delimiter = '|', textBlock = """
                    ["int"]             | ["int"]
                    ["rows",0,"name"]   | ["rows",0,"name"]
                    []                  | ``
                    ["v",{"x":1},true,1.5] | ``
                    ["v",-1]            | ``
                    ["v",null]          | ``
                    ["jdbc:x at 10.0.0.1"] | ``
                    ["rows",0,"_aula_size_0","weight"] | ["rows",0]
                    ["_aula_size_0","weight"] | ``
                    "v"                 | ``
                    """)
    void aPathThatIsNoneIsLeftOut(String said, String told) {
        run.answers("values", "{\"data\":{\"int\":null},\"errors\":[{\"message\":\"no\",\"path\":" + said + "}]}");
        if (told.isEmpty()) {
            assertThat(run.of("{ int }")).doesNotContain("\"path\"");
        } else {
            assertThat(run.of("{ int }")).contains("\"path\":" + told);
        }
    }

    @Test
    void aNullThatMayNotBeHasAnErrorOfItsOwnWhateverOthersThereAre() {
        run.answers(
                "values",
                "{\"data\":{\"int\":null,\"strict\":{\"int\":null,\"other\":1}},\"errors\":[{\"message\":\"no\",\"path\":[\"int\"]}]}");
        assertThat(run.of("{ int strict { int other } }"))
                .startsWith("{\"data\":{\"int\":null,\"strict\":null}")
                .contains("\"path\":[\"int\"]", "NULL_FOR_NON_NULL", "\"path\":[\"strict\",\"int\"]");
    }

    @Test
    void aNullWhoseErrorHasBeenToldGetsNoOther() {
        run.answers(
                "values",
                "{\"data\":{\"strict\":{\"int\":null,\"other\":1}},\"errors\":[{\"message\":\"no\",\"path\":[\"strict\",\"int\"]}]}");
        assertThat(run.of("{ strict { int other } }")).doesNotContain("NULL_FOR_NON_NULL");
    }

    @Test
    void namesThatOnlyOurRequestHadAreToldAsTheClientWroteThem() throws MalformedJsonException {
        var records = new Records();
        var error = read(records, "{\"message\":\"no\",\"path\":[\"rows\",0,\"_aula_price_0\"]}");
        var key = Records.slice(Records.STRING, records.addBuffer("\"price\"".getBytes(StandardCharsets.UTF_8)), 1, 5);
        var renames = List.of(new Step.Rename(new CompiledPath(List.of()), TypeNames.bytes("_aula_price_0"), key));
        var errors = new ErrorCollector(ErrorPolicy.MASKED);
        var path = AnswerFields.path(records, error);
        errors.relay("values", error, new Trail(), new ErrorCollector.SubgraphPath(records, path, 0, renames));
        assertThat(errors.json().toString()).contains("\"path\":[\"rows\",0,\"price\"]");
    }

    private static long read(Records records, String json) throws MalformedJsonException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        return new TapeReader(records).read(bytes, bytes.length);
    }
}
