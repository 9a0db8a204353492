package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Objects asked for by id: reviews routes by prefix and stubs people, users owns them. */
class RefetchingTest {

    private final OneRun run = new OneRun();

    @Test
    void aNodeThatItsOwnerDoesNotKnowIsNullWithoutAnError() {
        run.answers("reviews", """
                {"data":{"node":{"__typename":"User","id":"9"}}}""");
        run.answers("users", """
                {"data":{"_entities":[null]}}""");

        assertThat(run.of("{ node(id: \"9\") { id ... on User { name } } }")).isEqualTo("{\"data\":{\"node\":null}}");
    }

    @Test
    void itIsNullAlsoWhereNothingIsWantedOfItsOwner() {
        run.answers("reviews", """
                {"data":{"node":{"__typename":"User","id":"9"},"nodes":[{"__typename":"User","id":"9"},{"__typename":"User","id":"1"}]}}""");
        run.answers("users", """
                {"data":{"_entities":[null,{"_there":"Ana"}]}}""");

        assertThat(run.of("{ node(id: \"9\") { id } nodes(ids: []) { __typename ... on Node { id } } }"))
                .isEqualTo("""
                        {"data":{"node":null,"nodes":[null,{"__typename":"User","id":"1"}]}}""");
    }

    @Test
    void aKeyOfTheClientsOwnIsLeftAlone() {
        run.answers("reviews", """
                {"data":{"node":{"__typename":"User","id":"1"}}}""");
        run.answers("users", """
                {"data":{"_entities":[{"_there":"a@b"}]}}""");

        assertThat(run.of("{ node(id: \"1\") { ... on User { _there: mail } } }"))
                .isEqualTo("{\"data\":{\"node\":{\"_there\":\"a@b\"}}}");
        assertThat(run.calls().getLast()).contains("_there:mail").doesNotContain("_there:name");
    }

    @Test
    void whatRoutesNothingIsNotAsked() {
        run.answers("users", """
                {"data":{"me":{"__typename":"User","id":"1"}}}""");

        assertThat(run.of("{ me { id } }")).isEqualTo("{\"data\":{\"me\":{\"id\":\"1\"}}}");
        assertThat(run.calls()).hasSize(1);
    }

    @Test
    void itIsNullAlsoWhereEveryFieldOfItMayBe() {
        run.answers("reviews", """
                {"data":{"it":{"__typename":"User","id":"9"}}}""");
        run.answers("users", """
                {"data":{"_entities":[null]}}""");

        assertThat(run.of("{ it: node(id: \"9\") { id ... on User { mail } } }"))
                .isEqualTo("{\"data\":{\"it\":null}}");
    }

    @Test
    void amongNodesOnlyThoseOfNobodyAreNull() {
        run.answers("reviews", """
                {"data":{"nodes":[{"__typename":"User","id":"9"},{"__typename":"User","id":"1"},null,
                  {"__typename":"User","id":"9"},{"__typename":"Review","id":"r","body":"a"}]}}""");
        run.answers("users", """
                {"data":{"_entities":[null,{"name":"Ana"}]}}""");

        assertThat(run.of("{ nodes(ids: []) { id ... on User { name } ... on Review { body } } }"))
                .isEqualTo("""
                        {"data":{"nodes":[null,{"id":"1","name":"Ana"},null,null,{"id":"r","body":"a"}]}}""");
    }

    @Test
    void anErrorOfTheOwnerIsTold() {
        run.answers("reviews", """
                {"data":{"node":{"__typename":"User","id":"9"}}}""");
        run.answers("users", """
                {"data":{"_entities":[null]},"errors":[{"message":"no","path":["_entities",0],
                 "extensions":{"code":"FORBIDDEN"}}]}""");

        assertThat(run.of("{ node(id: \"9\") { id ... on User { name } } }"))
                .startsWith("{\"data\":{\"node\":null},\"errors\":[")
                .contains("\"code\":\"FORBIDDEN\"", "\"path\":[\"node\"]")
                .doesNotContain("NULL_FOR_NON_NULL");
    }

    @Test
    void aKnownNodeWithoutARequiredFieldIsAFault() {
        run.answers("reviews", """
                {"data":{"node":{"__typename":"User","id":"9"}}}""");
        run.answers("users", """
                {"data":{"_entities":[{"name":null}]}}""");

        assertThat(run.of("{ node(id: \"9\") { ... on User { name } } }"))
                .contains("NULL_FOR_NON_NULL", "\"path\":[\"node\",\"name\"]");
    }

    @Test
    void aMissingEntityElsewhereIsStillAFault() {
        run.answers("reviews", """
                {"data":{"node":{"__typename":"Review","id":"r","author":{"__typename":"User","id":"9"}}}}""");
        run.answers("users", """
                {"data":{"_e0":[null],"_e1":[]}}""");

        assertThat(run.of("{ node(id: \"r\") { ... on Review { author { name } } } }"))
                .startsWith("{\"data\":{\"node\":{\"author\":null}},\"errors\":[")
                .contains("NULL_FOR_NON_NULL");
    }
}
