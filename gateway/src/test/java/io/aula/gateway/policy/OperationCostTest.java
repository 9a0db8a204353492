package io.aula.gateway.policy;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import graphql.parser.Parser;
import io.aula.gateway.operation.OperationNormalizer;
import io.aula.gateway.policy.limit.CostEstimator;
import io.aula.gateway.policy.limit.CostLimit;
import io.aula.gateway.policy.limit.LimitExceededException;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.SupergraphReader;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OperationCostTest {

    private static final Supergraph LIBRARY = supergraph("import: [\"@listSize\"]", "cost", "listSize");

    private static Supergraph supergraph(String names, String cost, String listSize) {
        return SupergraphReader.read(
                """
                schema @link(url: "https://specs.apollo.dev/join/v0.5")
                  @link(url: "https://specs.apollo.dev/cost/v0.1", %s) { query: Query mutation: Mutation }
                enum join__Graph { A @join__graph(name: "a", url: "http://a") }
                type Query @join__type(graph: A) {
                  book: Book
                  books: [Book]
                  shelf: [Book] @LIST(assumedSize: 100)
                  page(first: Int = 5): [Book] @LIST(slicingArguments: ["first"])
                  search(text: String, first: Int, last: Int, by: Filter): Books
                    @LIST(slicingArguments: ["first", "last"], sizedFields: ["edges"])
                  top(first: Int, by: Filter): [Book]
                    @LIST(assumedSize: 7, slicingArguments: ["first", "by.first"], requireOneSlicingArgument: false)
                  sum(of: Int @COST(weight: 4), by: [Filter]): Int @COST(weight: 5)
                  rare: Rare
                  thing: Thing
                }
                type Mutation @join__type(graph: A) { lend: Book }
                type Books @join__type(graph: A) { edges: [Book] total: Int }
                type Book @join__type(graph: A) { title: String author: Author kind: Kind }
                type Author @join__type(graph: A) { name: String }
                type Rare @join__type(graph: A) @COST(weight: 40) { name: String }
                union Thing @join__type(graph: A) @join__unionMember(graph: A, member: "Book")
                  @join__unionMember(graph: A, member: "Author") = Book | Author
                enum Kind @join__type(graph: A) @COST(weight: 3) { A @join__enumValue(graph: A) }
                input Filter @join__type(graph: A) { text: String @COST(weight: 2) first: Int or: Filter }
                """.formatted(names).replace("@LIST", "@" + listSize).replace("@COST", "@" + cost));
    }

    @Test
    void countsObjectsAndNotLeaves() {
        costs("{ book { title author { name } } }", 2);
        costs("{ __typename __schema { types { name } } book { __typename } }", 1);
    }

    @Test
    void anArgumentThatIsNotGivenCountsWithItsDefault() {
        costs("{ page { title } }", 5);
        costs("{ page(first: 3) { title } }", 3);
    }

    @Test
    void countsAMutationMore() {
        costs("mutation { lend { title } }", 11);
    }

    @Test
    void multipliesWhatIsBelowAList() {
        costs("{ books { author { name } } }", 20);
        costs("{ shelf { author { name } } }", 200);
    }

    @Test
    void takesTheLengthFromSlicingArguments() {
        costs("{ search(first: 5) { total edges { author { name } } } }", 11);
        costs("{ top { title } }", 7);
        costs("{ top(first: 3) { title } }", 3);
        costs("{ top(first: 3, by: { first: 4 }) { title } }", 4 + 1);
        costs("{ top(first: -3) { title } }", 0);
    }

    @Test
    void takesTheLengthFromVariablesAndTheirDefaults() {
        var document = "query($n: Int = 2) { search(first: $n) { edges { title } } }";
        costs(document, Map.of("n", 30), 31);
        costs(document, Map.of("n", 2), 3);
    }

    @Test
    void refusesAListOfWhichNobodySaysHowLong() {
        assertThatThrownBy(() -> check(LIBRARY, "{ search { total } }", Map.of(), 1_000))
                .isInstanceOf(LimitExceededException.class)
                .hasMessage(
                        "Query.search wants exactly one of the arguments first, last, which say how much is asked for");
        assertThatThrownBy(() -> check(LIBRARY, "{ search(first: 1, last: 1) { total } }", Map.of(), 1_000))
                .hasMessageContaining("exactly one");
        assertThatThrownBy(() -> check(LIBRARY, "query($n: Int) { search(first: $n) { total } }", Map.of(), 1_000))
                .hasMessageContaining("exactly one");
    }

    @Test
    void weighsFieldsTypesAndEnums() {
        costs("{ rare { name } }", 40);
        costs("{ book { kind } }", 4);
        costs("{ sum }", 5);
    }

    @Test
    void weighsArgumentsAndWhatIsInsideOfThem() {
        costs("{ sum(of: 1) }", 9);
        costs("{ sum(of: null) }", 5);
        costs("{ sum(by: [{ text: \"a\" }, { first: 1, or: { text: \"b\" } }]) }", 5 + (1 + 2) + (1 + 1 + 2));
        costs(
                "query($by: [Filter]) { sum(by: $by) }",
                Map.of("by", List.of(Map.of("text", "a"), Map.of("first", 1))),
                5 + 3 + 1);
    }

    @Test
    void leavesOutWhatIsSkipped() {
        var document = "query($on: Boolean!) { book @include(if: $on) { title } rare @skip(if: $on) { name } }";
        costs(document, Map.of("on", true), 1);
        costs(document, Map.of("on", false), 40);
    }

    @Test
    void addsUpFragmentsOnDifferentTypes() {
        costs("{ thing { ... on Book { author { name } } ... on Author { name } } }", 2);
    }

    @Test
    void saysWhatTheOperationWouldCostAndWhatItMay() {
        assertThatThrownBy(() -> check(LIBRARY, "{ shelf { author { name } } }", Map.of(), 199))
                .hasMessage("The operation is estimated to cost 200, and no more than 199 is allowed");
    }

    @Test
    void readsTheDirectivesByTheNamesTheyWereGiven() {
        var imported = supergraph(
                "import: [{name: \"@cost\", as: \"@toll\"}, {name: \"@listSize\", as: \"@many\"}]", "toll", "many");
        costs(imported, "{ shelf { title } rare { name } }", Map.of(), 140);
        costs(
                supergraph("as: \"price\"", "price", "price__listSize"),
                "{ shelf { title } rare { name } }",
                Map.of(),
                140);
        costs(supergraph("as: \"other\"", "cost", "listSize"), "{ shelf { title } rare { name } }", Map.of(), 11);
    }

    private static void costs(String document, long cost) {
        costs(document, Map.of(), cost);
    }

    private static void costs(String document, Map<String, Object> variables, long cost) {
        costs(LIBRARY, document, variables, cost);
    }

    private static void costs(Supergraph supergraph, String document, Map<String, Object> variables, long cost) {
        assertThatCode(() -> check(supergraph, document, variables, cost)).doesNotThrowAnyException();
        assertThatThrownBy(() -> check(supergraph, document, variables, cost - 1))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("cost " + cost + ",");
    }

    private static void check(Supergraph supergraph, String document, Map<String, Object> variables, long most)
            throws LimitExceededException {
        var operation = new OperationNormalizer(supergraph).normalize(Parser.parse(document), Optional.empty());
        new CostEstimator(supergraph, new CostLimit(most, CostLimit.LIST_SIZE))
                .cost(operation)
                .check(variables);
    }
}
