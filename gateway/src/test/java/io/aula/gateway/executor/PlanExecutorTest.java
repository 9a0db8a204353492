package io.aula.gateway.executor;

import static org.assertj.core.api.Assertions.assertThat;

import graphql.parser.Parser;
import io.aula.gateway.operation.OperationNormalizer;
import io.aula.gateway.planner.QueryPlanner;
import io.aula.gateway.supergraph.Supergraph;
import io.aula.gateway.supergraph.SupergraphReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanExecutorTest {

    private static final Supergraph SUPERGRAPH = read();

    private final Map<String, String> answers = new HashMap<>();
    private final Map<String, SubgraphFailure> failures = new HashMap<>();
    private final List<String> calls = new ArrayList<>();

    @Test
    void asksForEachEntityOnceAndGivesItToEveryPlace() {
        answers.put("reviews", """
                {"data":{"reviews":[
                  {"body":"a","author":{"__typename":"User","id":"1"}},
                  {"body":"b","author":{"__typename":"User","id":"2"}},
                  {"body":"c","author":{"__typename":"User","id":"1"}}]}}""");
        answers.put("users", """
                {"data":{"_entities":[{"name":"Ana"},{"name":"Marc \\"M\\" \\u00f1"}]}}""");

        assertThat(run("{ reviews { body author { name } } }")).isEqualTo("""
                {"data":{"reviews":[{"body":"a","author":{"name":"Ana"}},{"body":"b","author":{"name":"Marc \\"M\\" \\u00f1"}},\
                {"body":"c","author":{"name":"Ana"}}]}}""");
        assertThat(calls).hasSize(2);
        assertThat(calls.get(1)).contains("""
                "representations":[{"__typename":"User","id":"1"},{"__typename":"User","id":"2"}]""");
    }

    @Test
    void answersWhatItHasWhenASubgraphIsDown() {
        answers.put("reviews", """
                {"data":{"reviews":[{"body":"a","author":{"__typename":"User","id":"1"}}]}}""");
        failures.put("users", SubgraphFailure.UNREACHABLE);

        assertThat(run("{ reviews { body author { name } } }"))
                .startsWith("{\"data\":{\"reviews\":[{\"body\":\"a\",\"author\":null}]},\"errors\":[")
                .contains("\"code\":\"SUBGRAPH_UNAVAILABLE\"")
                .doesNotContain("127.0.0.1");
    }

    @Test
    void takesGarbageForAFailure() {
        answers.put("users", "<html>502</html>");
        assertThat(run("{ me { name } }")).contains("\"me\":null").contains("SUBGRAPH_MALFORMED_RESPONSE");
    }

    @Test
    void placesAnEntitysErrorWhereverTheEntityStands() {
        answers.put("reviews", """
                {"data":{"reviews":[
                  {"author":{"__typename":"User","id":"1"}},{"author":{"__typename":"User","id":"1"}}]}}""");
        answers.put("users", """
                {"data":{"_entities":[null]},"errors":[{"message":"no such user","path":["_entities",0,"name"],
                 "extensions":{"code":"NOT_FOUND","exception":{"stacktrace":["secret"]}}}]}""");

        assertThat(run("{ reviews { author { name } } }"))
                .contains("\"path\":[\"reviews\",0,\"author\",\"name\"]")
                .contains("\"path\":[\"reviews\",1,\"author\",\"name\"]")
                .contains("\"code\":\"NOT_FOUND\"")
                .doesNotContain("secret");
    }

    @Test
    void letsNullsBubbleToTheNearestNullableParent() {
        answers.put("users", """
                {"data":{"me":{"name":null}}}""");
        assertThat(run("{ me { name } }"))
                .startsWith("{\"data\":{\"me\":null}")
                .contains("NULL_FOR_NON_NULL")
                .contains("\"path\":[\"me\",\"name\"]");
    }

    @Test
    void makesTheWholeAnswerNullWhenNothingAboveMayBe() {
        answers.put("reviews", """
                {"data":{"reviews":[{"body":"a"},null]}}""");
        assertThat(run("{ reviews { body } }")).startsWith("{\"data\":null,\"errors\":[");
    }

    @Test
    void hidesEnumValuesThatClientsMayNotSee() {
        answers.put("reviews", """
                {"data":{"reviews":[{"mood":"GOOD"},{"mood":"SECRET"}]}}""");
        assertThat(run("{ reviews { mood } }"))
                .startsWith("{\"data\":{\"reviews\":[{\"mood\":\"GOOD\"},{\"mood\":null}]}")
                .contains("INVALID_ENUM_VALUE")
                .doesNotContain("SECRET");
    }

    @Test
    void tellsOfEveryPlaceWhereAnObjectThatRepeatsIsWrong() {
        answers.put("reviews", """
                {"data":{"reviews":[{"id":"1","mood":"SECRET"},{"id":"1","mood":"SECRET"}]}}""");
        assertThat(run("{ reviews { id mood } }"))
                .startsWith("{\"data\":{\"reviews\":[{\"id\":\"1\",\"mood\":null},{\"id\":\"1\",\"mood\":null}]}")
                .contains("\"path\":[\"reviews\",0,\"mood\"]")
                .contains("\"path\":[\"reviews\",1,\"mood\"]");
    }

    @Test
    void hidesObjectsOfTypesThatClientsMayNotSee() {
        answers.put("reviews", """
                {"data":{"latest":{"__typename":"Note","text":"SECRET"}}}""");
        assertThat(run("{ latest { __typename } }"))
                .startsWith("{\"data\":{\"latest\":null},\"errors\":[")
                .contains("INVALID_TYPE")
                .doesNotContain("SECRET");
    }

    @Test
    void sendsNoRepresentationWithoutItsKey() {
        answers.put("reviews", """
                {"data":{"reviews":[{"author":{"__typename":"User","id":null}}]}}""");
        assertThat(run("{ reviews { author { name } } }")).contains("\"author\":null");
        assertThat(calls).hasSize(1);
    }

    @Test
    void anObjectOfWhichNothingIsWantedIsStillAnObject() {
        answers.put("users", """
                {"data":{"me":{"__typename":"User"}}}""");
        assertThat(run("{ me { name @skip(if: true) } }")).isEqualTo("{\"data\":{\"me\":{}}}");
    }

    @Test
    void fieldsStandWhereTheyAreFirstMet() {
        answers.put("reviews", """
                {"data":{"latest":{"__typename":"Review","id":"1","body":"a","mood":"GOOD"}}}""");
        assertThat(run("""
                { latest { ... on Review { body } ...Typed ... on Review { id body mood } } }
                fragment Typed on Entry { __typename }""")).isEqualTo("""
                        {"data":{"latest":{"body":"a","__typename":"Review","id":"1","mood":"GOOD"}}}""");
    }

    @Test
    void fieldsStandWhereTheyAreFirstMetAmongThoseThatTakePart() {
        answers.put("reviews", """
                {"data":{"reviews":[{"id":"1","body":"a"}]}}""");
        assertThat(run("query ($off: Boolean!) { reviews { id @include(if: $off) body id } }"))
                .isEqualTo("{\"data\":{\"reviews\":[{\"body\":\"a\",\"id\":\"1\"}]}}");
    }

    @Test
    void asksNobodyTwiceForAnEntityItHasToldAbout() {
        answers.put("users", """
                {"data":{"me":{"__typename":"User","id":"1","name":"Ana"}}}""");
        answers.put("reviews", """
                {"data":{"reviews":[{"author":{"__typename":"User","id":"1"}},{"author":{"__typename":"User","id":"1"}}]}}""");

        assertThat(run("{ me { __typename id name } reviews { author { name } } }"))
                .isEqualTo("""
                        {"data":{"me":{"__typename":"User","id":"1","name":"Ana"},\
                        "reviews":[{"author":{"name":"Ana"}},{"author":{"name":"Ana"}}]}}""");
        assertThat(calls).hasSize(2);
    }

    @Test
    void asksForWhatItHasNotBeenToldOfAnEntity() {
        answers.put("users", """
                {"data":{"me":{"__typename":"User","id":"1"},"_entities":[{"name":"Ana"}]}}""");
        answers.put("reviews", """
                {"data":{"reviews":[{"author":{"__typename":"User","id":"1"}}]}}""");

        assertThat(run("{ me { __typename id } reviews { author { name } } }")).contains("\"name\":\"Ana\"");
        assertThat(calls).hasSize(3);
    }

    @Test
    void trustsNoNullThatCameWithAnError() {
        answers.put("users", """
                {"data":{"me":{"__typename":"User","id":"1","mail":null},"_entities":[{"mail":"ana@example.org"}]},
                 "errors":[{"message":"slow","path":["me","mail"]}]}""");
        answers.put("reviews", """
                {"data":{"reviews":[{"author":{"__typename":"User","id":"1"}}]}}""");

        assertThat(run("{ me { __typename id mail } reviews { author { mail } } }"))
                .contains("ana@example.org");
        assertThat(calls).hasSize(3);
    }

    private String run(String text) {
        var operation = new OperationNormalizer(SUPERGRAPH).normalize(Parser.parse(text), Optional.empty());
        var plan = new QueryPlanner(SUPERGRAPH).plan(operation);
        var compiled = new PlanCompiler(SUPERGRAPH.api().graphQl(), Set.of()).compile(operation, plan);
        var response = new ArrayList<String>();
        var input = new ExecutionInput(
                Variables.none(), CallerHeaders.none(), Map.of(), List.of(), Long.MAX_VALUE, Long.MAX_VALUE);
        new PlanExecutor(this::answer, ExecutionListener.NONE, ErrorPolicy.MASKED)
                .execute(compiled, input, json -> response.add(json.toString()));
        assertThat(response).hasSize(1);
        return response.getFirst();
    }

    private void answer(SubgraphCall call, SubgraphReply reply) {
        calls.add(call.body().toString());
        var failure = failures.get(call.subgraph());
        if (failure != null) {
            reply.failed(failure);
            return;
        }
        var answer = answers.get(call.subgraph()).getBytes(StandardCharsets.UTF_8);
        reply.answered(answer, answer.length);
    }

    private static Supergraph read() {
        try (var in = PlanExecutorTest.class.getResourceAsStream("/execution/supergraph.graphql")) {
            return SupergraphReader.read(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
