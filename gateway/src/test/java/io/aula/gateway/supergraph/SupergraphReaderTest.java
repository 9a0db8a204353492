package io.aula.gateway.supergraph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.introspection.Introspection;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SupergraphReaderTest {

    private static final String GRAPHS =
            "enum join__Graph { A @join__graph(name: \"a\", url: \"http://a\") }\nscalar join__FieldSet\n";
    private static final String SCHEMA = "schema @link(url: \"https://specs.apollo.dev/join/v0.3\") { query: Query }\n";

    @Test
    void hidesInaccessibleFieldsAndMachineryFromClients() {
        var supergraph = SupergraphReader.read(
                SCHEMA + GRAPHS + "type Query @join__type(graph: A) { shown: Int hidden: Int @inaccessible }");

        var schema = supergraph.api().graphQl();

        assertThat(schema.getQueryType().getFieldDefinition("shown")).isNotNull();
        assertThat(schema.getQueryType().getFieldDefinition("hidden")).isNull();
        assertThat(schema.getType("join__Graph")).isNull();
    }

    @Test
    void keepsTheDirectivesThatDocumentsMayCarry() {
        var schema = SupergraphReader.read(SCHEMA + GRAPHS
                        + "directive @fld(n: Int) on FIELD | OBJECT\ndirective @mark on OBJECT\n"
                        + "type Query @join__type(graph: A) { shown: Int }")
                .api()
                .graphQl();

        assertThat(schema.getDirective("fld").validLocations()).containsExactly(Introspection.DirectiveLocation.FIELD);
        assertThat(schema.getDirective("fld").getArgument("n")).isNotNull();
        assertThat(schema.getDirective("mark")).isNull();
    }

    @Test
    void namesTheLineOfAKeyThatIsNoFieldSet() {
        assertThatThrownBy(() -> SupergraphReader.read(
                        SCHEMA + GRAPHS + "type Query @join__type(graph: A, key: \"{\") { id: ID }"))
                .isInstanceOf(SupergraphException.class)
                .hasMessageContaining("line 4")
                .hasMessageContaining("no field set");
    }

    @Test
    void readsASupergraphOfAnySize() {
        var fields = IntStream.range(0, 10_000).mapToObj(i -> "f" + i + ": Int").collect(Collectors.joining(" "));
        var supergraph = SupergraphReader.read(SCHEMA + GRAPHS + "type Query @join__type(graph: A) { " + fields + " }");
        assertThat(supergraph.type("Query").fields()).hasSize(10_000);
    }

    @Test
    void refusesAJoinVersionItDoesNotKnow() {
        assertThatThrownBy(() -> SupergraphReader.read(
                        "schema @link(url: \"https://specs.apollo.dev/join/v9.0\") { query: Query }\n" + GRAPHS))
                .hasMessageContaining("v9.0");
    }

    @Test
    void refusesATextThatIsNoSupergraph() {
        assertThatThrownBy(() -> SupergraphReader.read("type Query { a: Int }"))
                .hasMessageContaining("not a supergraph");
    }

    @Test
    void findsTheHoldersOfAContextByTheNameItsDirectiveWasGiven() {
        var supergraph = SupergraphReader.read("""
                schema @link(url: "https://specs.apollo.dev/join/v0.5")
                  @link(url: "https://specs.apollo.dev/context/v0.1", as: "around") { query: Query }
                """ + GRAPHS + """
                type Query @join__type(graph: A) { place: Place }
                interface Place @join__type(graph: A) @around(name: "a__place") { name: String }
                type Hall implements Place @join__type(graph: A) @join__implements(graph: A, interface: "Place") {
                  name: String
                  sign: Sign
                }
                type Yard @join__type(graph: A) @context(name: "a__place") { name: String }
                type Sign @join__type(graph: A, key: "id") {
                  id: ID
                  text: String @join__field(graph: A, contextArguments: [
                    {context: "a__place", name: "name", type: "String", selection: " { name }"}])
                }
                """);

        var contexts = supergraph
                .type("Sign")
                .field("text")
                .flatMap(field -> field.in("a"))
                .orElseThrow()
                .contexts();

        assertThat(contexts).singleElement().satisfies(argument -> {
            assertThat(argument.holders()).containsExactlyInAnyOrder("Place", "Hall");
            assertThat(argument.selection().print()).isEqualTo("name");
        });
    }

    @Test
    void namesTheLineOfAnArgumentThatSaysTooLittle() {
        assertThatThrownBy(
                        () -> SupergraphReader.read(
                                SCHEMA + GRAPHS
                                        + "type Query @join__type(graph: A) { a: Int @join__field(graph: A, contextArguments: [{name: \"x\"}]) }"))
                .isInstanceOf(SupergraphException.class)
                .hasMessageContaining("line 4")
                .hasMessageContaining("contextArguments");
    }
}
