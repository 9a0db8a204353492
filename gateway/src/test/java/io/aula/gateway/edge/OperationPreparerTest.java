package io.aula.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.supergraph.SupergraphReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationPreparerTest {

    private static final Path SUPERGRAPH = Path.of("src/test/resources/execution/supergraph.graphql");

    private static final String STRICT = "type Strict @join__type(graph: VALUES) {";

    private final List<Runnable> handedOver = new ArrayList<>();
    private final List<Prepared> answers = new ArrayList<>();
    private OperationPreparer preparer;

    @BeforeEach
    void start() throws IOException {
        var supergraph = SupergraphReader.read(Files.readString(SUPERGRAPH));
        var bounds = GatewaySettings.defaults(SUPERGRAPH).bounds();
        preparer = new OperationPreparer(supergraph, bounds, true, handedOver::add);
    }

    @Test
    void preparesASmallDocumentWhereItArrives() {
        ask("{ me { name } }");

        assertThat(handedOver).isEmpty();
        assertThat(answers).hasOnlyElementsOfType(Prepared.Ready.class).hasSize(1);
    }

    @Test
    void keepsASmallDocumentThatIsAskedAgain() {
        for (var i = 0; i < 5; i++) {
            ask("{ me { name } }");
        }

        assertThat(answers).hasSize(5);
        assertThat(answers.subList(1, 5)).allMatch(answer -> answer == answers.getLast());
        assertThat(preparer.inUse(10)).hasSize(1);
    }

    @Test
    void keepsNothingOfDocumentsThatAreAskedOnce() {
        ask("{ me { name } }");
        ask("{ me { name } }");
        for (var i = 0; i < 3_000; i++) {
            ask("{ me { a%d: name } }".formatted(i));
        }

        assertThat(answers).hasSize(3_002).allMatch(Prepared.Ready.class::isInstance);
        assertThat(preparer.inUse(10_000))
                .extracting(OperationPreparer.Key::document)
                .containsExactly("{ me { name } }");
    }

    @Test
    void handsALongTextOver() {
        ask("{ me { name } } #" + "x".repeat(8_000));
        assertHandedOverOnce();
    }

    @Test
    void handsAShortTextOverThatFragmentsMakeLong() {
        ask("{ ...f } fragment f on Query { a: me { ...g } b: me { ...g } } fragment g on User { " + "name ".repeat(150)
                + "}");
        assertHandedOverOnce();
    }

    @Test
    void handsADocumentOverOnceWhileItIsBeingPrepared() {
        var document = "{ me { name } } #" + "x".repeat(8_000);
        ask(document);
        ask(document);

        assertThat(handedOver).hasSize(1);
        handedOver.getFirst().run();
        assertThat(answers).hasSize(2);
    }

    @Test
    void refusesWhatCannotBeReadAtOnce() {
        ask("{ me { ");
        assertThat(answers).hasOnlyElementsOfType(Prepared.Refused.class).hasSize(1);
    }

    @Test
    void refusesAMutationWhoseFieldIsAskedForInMoreWaysThanCanBeToldApart() {
        var variables = new StringBuilder();
        var fields = new StringBuilder();
        for (var i = 0; i < 30; i++) {
            variables.append("$a%d: Boolean! $b%d: Boolean! ".formatted(i, i));
            fields.append("review(body: \"x\") @include(if: $a%d) @skip(if: $b%d) { body } ".formatted(i, i));
        }
        ask("mutation(" + variables + ") { " + fields + "}");

        assertThat(answers)
                .singleElement()
                .isInstanceOfSatisfying(
                        Prepared.Refused.class,
                        refused -> assertThat(refused.refusal().response().toString())
                                .contains("DOCUMENT_LIMIT_EXCEEDED")
                                .contains("too many different conditions"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ strict { query { __schema { queryType { name } } } } }",
                "{ int strict { ... { query { int ... on Query { t: __type(name: \"Row\") { name } } } } } }"
            })
    void whatIsAskedOfTheSchemaBelowTheRootIsRefused(String document) throws IOException {
        var text = Files.readString(Path.of("src/test/resources/execution/leaves.graphql"))
                .replace(STRICT, STRICT + " query: Query");
        preparer = new OperationPreparer(
                SupergraphReader.read(text),
                GatewaySettings.defaults(SUPERGRAPH).bounds(),
                true,
                handedOver::add);
        ask(document);

        assertThat(answers)
                .singleElement()
                .isInstanceOfSatisfying(
                        Prepared.Refused.class,
                        refused -> assertThat(refused.refusal().response().toString())
                                .contains("told at the root of the operation"));
        ask("{ __schema { queryType { name } } strict { query { int } } }");
        assertThat(answers.getLast()).isInstanceOf(Prepared.Ready.class);
    }

    @Test
    void aNameThatNobodyCanMeanIsNotSentBack() {
        var request = new GraphQlRequest(
                Optional.of("{ me { name } }"),
                Optional.of("x".repeat(1 << 20)),
                Map.of(),
                Map.of(),
                Optional.empty(),
                true);
        preparer.prepare(request, "{ me { name } }", false, Set.of(), Runnable::run, answers::add);

        assertThat(answers)
                .singleElement()
                .isInstanceOfSatisfying(
                        Prepared.Refused.class,
                        refused -> assertThat(refused.refusal().response().length())
                                .isLessThan(1_000));
    }

    private void assertHandedOverOnce() {
        assertThat(answers).isEmpty();
        assertThat(handedOver).hasSize(1);
        handedOver.getFirst().run();
        assertThat(answers).hasOnlyElementsOfType(Prepared.Ready.class).hasSize(1);
    }

    private void ask(String document) {
        var request =
                new GraphQlRequest(Optional.of(document), Optional.empty(), Map.of(), Map.of(), Optional.empty(), true);
        preparer.prepare(request, document, false, Set.of(), Runnable::run, answers::add);
    }
}
