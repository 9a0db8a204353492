package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Null is not absent: what a profile's change clears, leaves and refuses. */
@RunningIdentity.Test
class ProfileTest {
    private static final String CHANGE = """
            mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) {
              user { displayName handle bio(locale: "es") headline locale links { label } }
              userErrors { __typename code path message } } }
            """;

    private Browser browser;
    private String token;

    @BeforeEach
    void aFullProfile() throws Exception {
        browser = RunningIdentity.browser();
        token = Gateway.accessToken(new Gateway(browser).tokens("learner8@aula.test"));
        JsonNode user = change(Map.of(
                        "displayName", "Hugo Blake",
                        "handle", "hugo",
                        "bio", "Sobre mí",
                        "headline", "Aprende",
                        "locale", "es",
                        "links", List.of(Map.of("label", "Web", "url", "https://hugo.test/"))))
                .get("user");
        assertThat(user.get("headline").asString()).isEqualTo("Aprende");
    }

    @ParameterizedTest
    @ValueSource(strings = {"headline", "bio"})
    void nullAndEmptyTextClearAndAbsentLeaves(String field) throws Exception {
        for (String cleared : new String[] {null, "", " \u200b\u00a0"}) {
            change(only(field, "there"));
            assertThat(change(Map.of()).get("user").get(field).asString()).isEqualTo("there");
            assertThat(change(only(field, cleared)).get("user").get(field).isNull())
                    .as("%s = [%s]", field, cleared)
                    .isTrue();
        }
    }

    @Test
    void nullClearsTheLinksAndAbsentLeavesThem() throws Exception {
        assertThat(change(Map.of()).get("user").get("links").size()).isOne();
        assertThat(change(only("links", null)).get("user").get("links").size()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"displayName", "handle", "locale"})
    void whatEveryPersonHasCannotBeCleared(String field) throws Exception {
        JsonNode refused = change(only(field, null));
        assertThat(refused.get("user").isNull()).isTrue();
        JsonNode error = refused.get("userErrors").get(0);
        assertThat(error.get("__typename").asString()).isEqualTo("ValidationError");
        assertThat(error.get("path").toString()).isEqualTo("[\"input\",\"" + field + "\"]");
    }

    @Test
    void aNameIsTrimmedByWhatCanBeSeen() throws Exception {
        assertThat(change(only("displayName", "\u200b\u202e \u00a0"))
                        .get("userErrors")
                        .get(0)
                        .get("code")
                        .asString())
                .isEqualTo("INVALID");
        assertThat(change(only("displayName", " \u200bHugo\u202e Nun\u0303ez\u00a0"))
                        .get("user")
                        .get("displayName")
                        .asString())
                .isEqualTo("Hugo N\u00fa\u00f1ez".replace("\u00fa", "u"));
    }

    @Test
    void aTakenHandleIsAConflictOfThatField() throws Exception {
        JsonNode error = change(only("handle", "ana")).get("userErrors").get(0);
        assertThat(error.get("__typename").asString()).isEqualTo("ConflictError");
        assertThat(error.get("path").toString()).isEqualTo("[\"input\",\"handle\"]");
    }

    private JsonNode change(Map<String, Object> input) throws Exception {
        Answer answer = browser.graphql(CHANGE, Map.of("input", input), token);
        assertThat(answer.json().has("errors")).as(answer.body()).isFalse();
        return answer.json().get("data").get("updateProfile");
    }

    private static Map<String, Object> only(String field, Object value) {
        Map<String, Object> input = new HashMap<>();
        input.put(field, value);
        return input;
    }
}
