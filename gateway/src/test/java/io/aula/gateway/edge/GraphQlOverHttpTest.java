package io.aula.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GraphQlOverHttpTest {

    private static final String STRICT = "application/graphql-response+json";
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static FakeSubgraph users;
    private static StandaloneGateway gateway;

    @BeforeAll
    static void start() throws IOException {
        users = new FakeSubgraph(body -> "{\"data\":{\"me\":{\"name\":\"Ana\"},\"echo\":\"hi\"}}");
        var settings = GatewaySettings.defaults(Path.of("src/test/resources/execution/supergraph.graphql"))
                .withEndpoints(Map.of("users", users.url(), "reviews", URI.create("http://127.0.0.1:1/")));
        gateway = StandaloneGateway.start(settings, new InetSocketAddress("127.0.0.1", 0));
    }

    @AfterAll
    static void stop() {
        gateway.close();
        users.close();
    }

    @Test
    void answersAPostedQueryAndRelaysTheToken() throws Exception {
        var response = post("{\"query\":\"{ me { name } }\"}", "application/json", "Bearer abc");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEqualTo("{\"data\":{\"me\":{\"name\":\"Ana\"}}}");
        assertThat(response.headers().firstValue("content-type")).contains("application/json; charset=utf-8");
        assertThat(users.authorizations).contains("Bearer abc");
    }

    @Test
    void answersAQueryInTheAddress() throws Exception {
        var query = URLEncoder.encode("{ me { name } }", StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(url("?query=" + query))
                .header("accept", STRICT)
                .build();
        var response = CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("content-type")).contains(STRICT + "; charset=utf-8");
    }

    @Test
    void refusesAMutationInTheAddress() throws Exception {
        var query = URLEncoder.encode("mutation { review(body: \"x\") { id } }", StandardCharsets.UTF_8);
        var request = HttpRequest.newBuilder(url("?query=" + query)).build();
        assertThat(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(405);
    }

    @Test
    void tellsADocumentsFaultByStatusOnlyToThoseWhoAskForIt() throws Exception {
        var invalid = "{\"query\":\"{ nothing }\"}";
        assertThat(post(invalid, STRICT, "").statusCode()).isEqualTo(400);
        assertThat(post(invalid, "application/json", "").statusCode()).isEqualTo(200);
        assertThat(post(invalid, STRICT, "").body())
                .contains("GRAPHQL_VALIDATION_FAILED")
                .doesNotContain("\"data\"");
    }

    @Test
    void refusesABodyThatIsNoRequest() throws Exception {
        assertThat(post("{", "application/json", "").statusCode()).isEqualTo(400);
        assertThat(post("[]", "application/json", "").statusCode()).isEqualTo(400);
        assertThat(post("{\"query\":1}", "application/json", "").statusCode()).isEqualTo(400);
    }

    @Test
    void refusesABodyThatIsTooLarge() throws Exception {
        assertThat(post(" ".repeat((1 << 20) + 1), "application/json", "").statusCode())
                .isEqualTo(413);
    }

    @Test
    void tellsWhichVariableDoesNotFit() throws Exception {
        var body = "{\"query\":\"query($t: String!) { echo(text: $t) }\",\"variables\":{\"t\":null}}";
        var response = post(body, STRICT, "");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("BAD_USER_INPUT");
    }

    @Test
    void sendsVariablesAsTheyCame() throws Exception {
        post("{\"query\":\"query($t: String!) { echo(text: $t) }\",\"variables\":{\"t\":\"\\u00f1\"}}", STRICT, "");
        assertThat(users.bodies).anyMatch(body -> body.contains("\"variables\":{\"t\":\"\\u00f1\"}"));
    }

    @Test
    void answersQuestionsAboutTheSchema() throws Exception {
        var response = post("{\"query\":\"{ __type(name: \\\"Mood\\\") { enumValues { name } } }\"}", STRICT, "");
        assertThat(response.body()).isEqualTo("{\"data\":{\"__type\":{\"enumValues\":[{\"name\":\"GOOD\"}]}}}");
    }

    @Test
    void asksForAHashedDocumentOnceAndKnowsItThen() throws Exception {
        var hash = "\"extensions\":{\"persistedQuery\":{\"version\":1,\"sha256Hash\":\""
                + "b9161370cbd0b48f4c85f6da08c96f5f1bd67bd16a94a4d9d6bcc8c2a70d4ac5" + "\"}}";
        assertThat(post("{" + hash + "}", STRICT, "").body()).contains("PERSISTED_QUERY_NOT_FOUND");
        assertThat(post("{\"query\":\"{ me { name } }\"," + hash + "}", STRICT, "")
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void leavesOtherPathsToOthers() throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + gateway.port() + "/health"))
                .build();
        assertThat(CLIENT.send(request, HttpResponse.BodyHandlers.ofString()).body())
                .contains("UP");
    }

    @Test
    void answersTheAttackDocumentsQuickly() throws Exception {
        var aliases = new StringBuilder();
        for (var i = 0; i < 20_000; i++) {
            aliases.append(" a").append(i).append(":__typename");
        }
        assertThat(post("{\"query\":\"{" + aliases + "}\"}", STRICT, "").body()).contains("DOCUMENT_LIMIT_EXCEEDED");
        var directives = "@a".repeat(70_000);
        assertThat(post("{\"query\":\"{ __typename " + directives + "}\"}", STRICT, "")
                        .body())
                .contains("DOCUMENT_LIMIT_EXCEEDED");
    }

    private static URI url(String query) {
        return URI.create("http://127.0.0.1:" + gateway.port() + "/graphql" + query);
    }

    private static HttpResponse<String> post(String body, String accept, String authorization)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(url(""))
                .header("content-type", "application/json")
                .header("accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!authorization.isEmpty()) {
            request.header("authorization", authorization);
        }
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
