package io.aula.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.language.OperationDefinition;
import io.aula.gateway.operation.OperationNormalizer;
import io.aula.gateway.operation.document.DocumentParser;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.SupergraphReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VariableCoercionTest {

    private static Supergraph supergraph;

    @BeforeAll
    static void read() throws IOException {
        supergraph =
                SupergraphReader.read(Files.readString(Path.of("src/test/resources/execution/supergraph.graphql")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"[\"a\"]", "{\"a\":1}", "true", "5.5", "5.0", "null"})
    void anIdIsAStringOrAWholeNumber(String id) throws Exception {
        assertThat(refusal("query($id: ID!) { node(id: $id) { id } }", "{\"id\":" + id + "}"))
                .contains("BAD_USER_INPUT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[\"a\"]]", "[\"a\",true]", "[5.5]"})
    void soIsEachOfAList(String ids) throws Exception {
        assertThat(refusal("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", "{\"ids\":" + ids + "}"))
                .contains("'ids'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "5", "98765432109876543210", "\"\""})
    void whatIsOneIsTaken(String id) throws Exception {
        assertThat(refusal("query($id: ID!) { node(id: $id) { id } }", "{\"id\":" + id + "}"))
                .isEmpty();
    }

    @Test
    void oneIdStandsForAListOfOne() throws Exception {
        assertThat(refusal("query($ids: [ID!]!) { nodes(ids: $ids) { id } }", "{\"ids\":\"a\"}"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "query($b: Boolean = true) { me { name @include(if: $b) } }",
                "query($b: Boolean = true) { me { ... @skip(if: $b) { name } } }",
                "query($b: Boolean = true) { me { ... @defer(if: $b) { name } } }"
            })
    void whatDecidesWhatIsSelectedMayNotBeNull(String text) throws Exception {
        assertThat(refusal(text, "{\"b\":null}")).contains("'b'");
        assertThat(refusal(text, "{}")).isEmpty();
        assertThat(refusal(text, "{\"b\":false}")).isEmpty();
    }

    private static String refusal(String text, String variables) throws Exception {
        var document = DocumentParser.parse(text);
        var definition =
                document.getDefinitionsOfType(OperationDefinition.class).getFirst();
        var operation = new OperationNormalizer(supergraph).normalize(document, definition, true);
        var request = RequestDecoder.body(
                ("{\"query\":\"{a}\",\"variables\":" + variables + "}").getBytes(StandardCharsets.UTF_8));
        return new VariableCoercion(supergraph.api().graphQl())
                .coerce(operation, definition.getVariableDefinitions(), request)
                .refusal()
                .map(refused -> refused.response().toString())
                .orElse("");
    }
}
