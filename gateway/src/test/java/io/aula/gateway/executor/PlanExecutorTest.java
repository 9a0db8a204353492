package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlanExecutorTest {

    private final OneRun run = new OneRun();

    @Test
    void asksForEachEntityOnceAndGivesItToEveryPlace() {
        run.answers("reviews", """
                {"data":{"reviews":[
                  {"body":"a","author":{"__typename":"User","id":"1"}},
                  {"body":"b","author":{"__typename":"User","id":"2"}},
                  {"body":"c","author":{"__typename":"User","id":"1"}}]}}""");
        run.answers("users", """
                {"data":{"_entities":[{"name":"Ana"},{"name":"Marc \\"M\\" \\u00f1"}]}}""");

        assertThat(run.of("{ reviews { body author { name } } }")).isEqualTo("""
                {"data":{"reviews":[{"body":"a","author":{"name":"Ana"}},{"body":"b","author":{"name":"Marc \\"M\\" \\u00f1"}},\
                {"body":"c","author":{"name":"Ana"}}]}}""");
        assertThat(run.calls()).hasSize(2);
        assertThat(run.calls().get(1)).contains("""
                "representations":[{"__typename":"User","id":"1"},{"__typename":"User","id":"2"}]""");
    }

    @Test
    void answersWhatItHasWhenASubgraphIsDown() {
        run.answers("reviews", """
                {"data":{"reviews":[{"body":"a","author":{"__typename":"User","id":"1"}}]}}""");
        run.fails("users", SubgraphFailure.UNREACHABLE);

        assertThat(run.of("{ reviews { body author { name } } }"))
                .startsWith("{\"data\":{\"reviews\":[{\"body\":\"a\",\"author\":null}]},\"errors\":[")
                .contains("\"code\":\"SUBGRAPH_UNAVAILABLE\"")
                .doesNotContain("127.0.0.1");
    }

    @Test
    void takesGarbageForAFailure() {
        run.answers("users", "<html>502</html>");
        assertThat(run.of("{ me { name } }")).contains("\"me\":null").contains("SUBGRAPH_MALFORMED_RESPONSE");
    }

    @Test
    void placesAnEntitysErrorWhereverTheEntityStands() {
        run.answers("reviews", """
                {"data":{"reviews":[
                  {"author":{"__typename":"User","id":"1"}},{"author":{"__typename":"User","id":"1"}}]}}""");
        run.answers("users", """
                {"data":{"_entities":[null]},"errors":[{"message":"no such user","path":["_entities",0,"name"],
                 "extensions":{"code":"NOT_FOUND","exception":{"stacktrace":["secret"]}}}]}""");

        assertThat(run.of("{ reviews { author { name } } }"))
                .contains("\"path\":[\"reviews\",0,\"author\",\"name\"]")
                .contains("\"path\":[\"reviews\",1,\"author\",\"name\"]")
                .contains("\"code\":\"NOT_FOUND\"")
                .doesNotContain("secret");
    }

    @Test
    void letsNullsBubbleToTheNearestNullableParent() {
        run.answers("users", """
                {"data":{"me":{"name":null}}}""");
        assertThat(run.of("{ me { name } }"))
                .startsWith("{\"data\":{\"me\":null}")
                .contains("NULL_FOR_NON_NULL")
                .contains("\"path\":[\"me\",\"name\"]");
    }

    @Test
    void makesTheWholeAnswerNullWhenNothingAboveMayBe() {
        run.answers("reviews", """
                {"data":{"reviews":[{"body":"a"},null]}}""");
        assertThat(run.of("{ reviews { body } }")).startsWith("{\"data\":null,\"errors\":[");
    }

    @Test
    void hidesEnumValuesThatClientsMayNotSee() {
        run.answers("reviews", """
                {"data":{"reviews":[{"mood":"GOOD"},{"mood":"SECRET"}]}}""");
        assertThat(run.of("{ reviews { mood } }"))
                .startsWith("{\"data\":{\"reviews\":[{\"mood\":\"GOOD\"},{\"mood\":null}]}")
                .contains("INVALID_ENUM_VALUE")
                .doesNotContain("SECRET");
    }

    @Test
    void tellsOfEveryPlaceWhereAnObjectThatRepeatsIsWrong() {
        run.answers("reviews", """
                {"data":{"reviews":[{"id":"1","mood":"SECRET"},{"id":"1","mood":"SECRET"}]}}""");
        assertThat(run.of("{ reviews { id mood } }"))
                .startsWith("{\"data\":{\"reviews\":[{\"id\":\"1\",\"mood\":null},{\"id\":\"1\",\"mood\":null}]}")
                .contains("\"path\":[\"reviews\",0,\"mood\"]")
                .contains("\"path\":[\"reviews\",1,\"mood\"]");
    }

    @Test
    void hidesObjectsOfTypesThatClientsMayNotSee() {
        run.answers("reviews", """
                {"data":{"latest":{"__typename":"Note","text":"SECRET"}}}""");
        assertThat(run.of("{ latest { __typename } }"))
                .startsWith("{\"data\":{\"latest\":null},\"errors\":[")
                .contains("INVALID_TYPE")
                .doesNotContain("SECRET");
    }

    @Test
    void sendsNoRepresentationWithoutItsKey() {
        run.answers("reviews", """
                {"data":{"reviews":[{"author":{"__typename":"User","id":null}}]}}""");
        assertThat(run.of("{ reviews { author { name } } }")).contains("\"author\":null");
        assertThat(run.calls()).hasSize(1);
    }

    @Test
    void anObjectOfWhichNothingIsWantedIsStillAnObject() {
        run.answers("users", """
                {"data":{"me":{"__typename":"User"}}}""");
        assertThat(run.of("{ me { name @skip(if: true) } }")).isEqualTo("{\"data\":{\"me\":{}}}");
    }

    @Test
    void fieldsStandWhereTheyAreFirstMet() {
        run.answers("reviews", """
                {"data":{"latest":{"__typename":"Review","id":"1","body":"a","mood":"GOOD"}}}""");
        assertThat(run.of("""
                { latest { ... on Review { body } ...Typed ... on Review { id body mood } } }
                fragment Typed on Entry { __typename }""")).isEqualTo("""
                        {"data":{"latest":{"body":"a","__typename":"Review","id":"1","mood":"GOOD"}}}""");
    }

    @Test
    void fieldsStandWhereTheyAreFirstMetAmongThoseThatTakePart() {
        run.answers("reviews", """
                {"data":{"reviews":[{"id":"1","body":"a"}]}}""");
        assertThat(run.of("query ($off: Boolean!) { reviews { id @include(if: $off) body id } }"))
                .isEqualTo("{\"data\":{\"reviews\":[{\"body\":\"a\",\"id\":\"1\"}]}}");
    }

    @Test
    void asksNobodyTwiceForAnEntityItHasToldAbout() {
        run.answers("users", """
                {"data":{"me":{"__typename":"User","id":"1","name":"Ana"}}}""");
        run.answers("reviews", """
                {"data":{"reviews":[{"author":{"__typename":"User","id":"1"}},{"author":{"__typename":"User","id":"1"}}]}}""");

        assertThat(run.of("{ me { __typename id name } reviews { author { name } } }"))
                .isEqualTo("""
                        {"data":{"me":{"__typename":"User","id":"1","name":"Ana"},\
                        "reviews":[{"author":{"name":"Ana"}},{"author":{"name":"Ana"}}]}}""");
        assertThat(run.calls()).hasSize(2);
    }

    @Test
    void asksForWhatItHasNotBeenToldOfAnEntity() {
        run.answers("users", """
                {"data":{"me":{"__typename":"User","id":"1"},"_entities":[{"name":"Ana"}]}}""");
        run.answers("reviews", """
                {"data":{"reviews":[{"author":{"__typename":"User","id":"1"}}]}}""");

        assertThat(run.of("{ me { __typename id } reviews { author { name } } }"))
                .contains("\"name\":\"Ana\"");
        assertThat(run.calls()).hasSize(3);
    }

    @Test
    void trustsNoNullThatCameWithAnError() {
        run.answers("users", """
                {"data":{"me":{"__typename":"User","id":"1","mail":null},"_entities":[{"mail":"ana@example.org"}]},
                 "errors":[{"message":"slow","path":["me","mail"]}]}""");
        run.answers("reviews", """
                {"data":{"reviews":[{"author":{"__typename":"User","id":"1"}}]}}""");

        assertThat(run.of("{ me { __typename id mail } reviews { author { mail } } }"))
                .contains("ana@example.org");
        assertThat(run.calls()).hasSize(3);
    }
}
