package io.aula.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.introspection.IntrospectionQuery;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLTypeUtil;
import io.aula.gateway.executor.Variables;
import io.aula.gateway.operation.OperationNormalizer;
import io.aula.gateway.operation.document.DocumentParser;
import io.aula.gateway.operation.document.DocumentSyntaxException;
import io.aula.gateway.operation.document.Validity;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.SupergraphReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

class IntrospectionTest {

    private static final Map<String, String> WHERE = Map.of(
            "__Schema", "{ t: __schema { %s } }",
            "__Type", "{ t: __type(name: \"User\") { %s } }",
            "__Field", "{ t: __type(name: \"User\") { fields { %s } } }",
            "__InputValue", "{ t: __schema { directives { args { %s } } } }",
            "__EnumValue", "{ t: __type(name: \"CourseSort\") { enumValues { %s } } }",
            "__Directive", "{ t: __schema { directives { %s } } }");

    private static Supergraph supergraph;
    private static Introspection introspection;

    @BeforeAll
    static void read() throws IOException {
        supergraph = SupergraphReader.read(Files.readString(Path.of("../schema/supergraph.graphql")));
        introspection = new Introspection(supergraph.api().graphQl(), 10 << 20);
    }

    @Test
    void tellsToolsWhatTheLibraryWouldTellThem() throws Exception {
        var expected = GraphQL.newGraphQL(supergraph.api().graphQl())
                .build()
                .execute(ExecutionInput.newExecutionInput(IntrospectionQuery.INTROSPECTION_QUERY)
                        .build());
        assertThat(expected.getErrors()).isEmpty();
        var json = JsonMapper.shared();
        assertThat(json.readTree(answers(IntrospectionQuery.INTROSPECTION_QUERY, Map.of())
                        .get("__schema")))
                .isEqualTo(json.valueToTree(expected.<Map<String, Object>>getData())
                        .get("__schema"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    { a: __type(name: "User") { name } b: __type(name: "Course") { name } } | a | {"name":"User"}
                    { a: __type(name: "User") { name } b: __type(name: "Course") { name } } | b | {"name":"Course"}
                    { a: __schema { queryType { name } } b: __schema { queryType { kind } } } | b | {"queryType":{"kind":"OBJECT"}}
                    { t: __type(name: "Nobody") { name } }                                  | t | null
                    { t: __type(name: "User") { name @include(if: false) } }                | t | {}
                    { t: __type(name: "User") { ... on __Type { name } ...K } } fragment K on __Type { kind name } | t | {"name":"User","kind":"OBJECT"}
                    { t: __type(name: "User") { __typename x: name } }                      | t | {"__typename":"__Type","x":"User"}
                    { t: __type(name: "User") { __typename: name } }                        | t | {"__typename":"User"}
                    { t: __type(name: "CourseSort") { fields { name } inputFields { name } possibleTypes { name } ofType { name } } } | t | {"fields":null,"inputFields":null,"possibleTypes":null,"ofType":null}
                    """)
    void tellsWhatIsSelected(String text, String key, String told) throws Exception {
        assertThat(new String(answers(text, Map.of()).get(key), StandardCharsets.UTF_8))
                .isEqualTo(told);
    }

    @Test
    void fieldsAreToldTwiceWhereTheyAreAskedForTwice() throws Exception {
        var answer = JsonMapper.shared()
                .readTree(answers(
                                "{ t: __type(name: \"User\") { fields { name } again: fields { type { kind } } fields { description } } }",
                                Map.of())
                        .get("t"));
        assertThat(answer.at("/fields/0").propertyNames()).containsExactly("name", "description");
        assertThat(answer.at("/again/0/type/kind").asString()).isNotEmpty();
    }

    @Test
    void aVariableWhoseNameBeginsAnothersIsNotThatOne() throws Exception {
        var text =
                "query($n: String!, $na: String = \"Course\") { a: __type(name: $n) { name } b: __type(name: $na) { name } }";
        var answers = answers(text, Map.of("n", "User", "na", "Course"));
        assertThat(new String(answers.get("a"), StandardCharsets.UTF_8)).isEqualTo("{\"name\":\"User\"}");
        assertThat(new String(answers.get("b"), StandardCharsets.UTF_8)).isEqualTo("{\"name\":\"Course\"}");
    }

    @Test
    void whatGoesRoundAndRoundIsRefused() {
        var text = "{ __schema { types " + "{ fields { type { fields { type ".repeat(6) + "{ name }"
                + " } } } }".repeat(6) + " } }";
        assertThatThrownBy(() -> answers(text, Map.of())).hasMessageContaining("more of the schema");
    }

    @Test
    void everythingThatMayBeAskedOfASchemaIsTold() throws Exception {
        for (var type : supergraph.api().graphQl().getAllTypesAsList()) {
            if (!(type instanceof GraphQLObjectType kind) || !kind.getName().startsWith("__")) {
                continue;
            }
            for (var field : kind.getFieldDefinitions()) {
                var leaf = GraphQLTypeUtil.unwrapAll(field.getType()) instanceof GraphQLObjectType
                        ? field.getName() + " { __typename }"
                        : field.getName();
                assertThat(answers(WHERE.get(kind.getName()).formatted(leaf), Map.of()))
                        .as(kind.getName() + "." + field.getName())
                        .containsKey("t");
            }
        }
    }

    @Test
    void whatIsToldManyTimesIsRefusedBeforeItFillsTheMemory() {
        var again = new StringBuilder();
        for (var i = 0; i < 500; i++) {
            again.append(" a").append(i).append(": description");
        }
        assertThatThrownBy(() ->
                        answers("{ __schema { types { fields {" + again + " args {" + again + " } } } } }", Map.of()))
                .hasMessageContaining("more of the schema");
    }

    private static Map<String, byte[]> answers(String text, Map<String, Object> values) throws DocumentSyntaxException {
        var document = DocumentParser.parse(text);
        assertThat(Validity.errors(supergraph.api().graphQl(), document)).isEmpty();
        var definition =
                document.getDefinitionsOfType(OperationDefinition.class).getFirst();
        var operation = new OperationNormalizer(supergraph).normalize(document, definition, false);
        return introspection.answer(
                Introspection.part(operation).orElseThrow(), Variables.of(values, Map.of()), values);
    }
}
