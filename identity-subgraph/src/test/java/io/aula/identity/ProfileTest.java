package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.NewAccount;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Null is not absent: what a profile's change clears, leaves and refuses. */
@RunningIdentity.Test
class ProfileTest {
    private static final String CHANGE = """
            mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) {
              user { displayName handle bio(locale: "es") headline locale links { label }
                pendingAvatarUploadId avatarUrl(size: 200) avatar(width: 100, format: WEBP) { url width height sources { type } } }
              userErrors { __typename code path message } } }
            """;

    private static final String FIRST = "upl_01JDB3M4T8Q0V6X2Y9ZKCE5R7A";
    private static final String SECOND = "upl_01JDB3M4T8Q0V6X2Y9ZKCE5R7B";

    @Autowired
    private List<EventHandler> handlers;

    @Autowired
    private AccountService accounts;

    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private MovableClock clock;

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

    @AfterEach
    void presentTime() {
        clock.reset();
        sql.update("delete from released_handle");
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

    @ParameterizedTest
    @ValueSource(strings = {"displayName", "handle", "bio", "headline", "locale"})
    void aTextWithU0000IsRefusedWhereverItStands(String field) throws Exception {
        Answer answer = browser.graphql(CHANGE, Map.of("input", only(field, "a\u0000b")), token);
        assertThat(answer.json().at("/errors/0/extensions/code").asString())
                .as(answer.body())
                .isEqualTo("BAD_USER_INPUT");
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

    @Test
    void aHandleThatWasGivenUpIsNobodyElsesForThirtyDaysAndLeadsNowhere() throws Exception {
        String other = Gateway.accessToken(new Gateway(RunningIdentity.browser()).tokens("learner7@aula.test"));
        String others = change(other, Map.of()).at("/user/handle").asString();
        change(only("handle", "hugo_was"));
        change(only("handle", "hugo"));
        JsonNode refused = change(other, only("handle", "hugo_was"));
        assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("HANDLE_TAKEN");
        assertThat(refused.at("/userErrors/0/message").asString()).contains("until recently");
        assertThat(browser.graphql("{ user(handle: \"hugo_was\") { id } }", token)
                        .json()
                        .at("/data/user")
                        .isNull())
                .isTrue();
        Account newcomer = accounts.register(NewAccount.learner("Hugo Was", "hugo-was@aula.test", "es"));
        assertThat(newcomer.handle()).startsWith("hugo_was_");
        assertThat(change(only("handle", "hugo_was")).at("/user/handle").asString())
                .as("whoever had it takes it back")
                .isEqualTo("hugo_was");
        change(only("handle", "hugo"));

        clock.forward(Duration.ofDays(31));
        sql.update("insert into released_handle values ('hugo_long_ago', ?, ?)", learner(), longAgo());
        assertThat(change(other, only("handle", "hugo_long_ago"))
                        .at("/user/handle")
                        .asString())
                .isEqualTo("hugo_long_ago");
        change(other, only("handle", others));
    }

    @Test
    void whoChangesTheirHandleAgainAndAgainKeepsThreeFromOthers() throws Exception {
        for (int i = 0; i < 6; i++) {
            change(only("handle", "hugo_" + i));
        }
        change(only("handle", "hugo"));
        assertThat(sql.queryForList(
                        "select handle from released_handle where user_id = ? order by handle",
                        String.class,
                        learner()))
                .hasSize(3)
                .contains("hugo_5");
    }

    @Test
    void aPhotoThatTurnsOutToBeSomebodyElsesIsWaitedForNoLonger() throws Exception {
        String stranger = "upl_01JDB3M4T8Q0V6X2Y9ZKCE5R7D";
        assertThat(change(only("avatarUploadId", stranger))
                        .at("/user/pendingAvatarUploadId")
                        .asString())
                .isEqualTo(stranger);
        ready(stranger, "usr_01DEMOINSTRUCTOR0000000001", "img_01JDB3M4T8Q0V6X2Y9ZKCE5R7D");
        assertThat(change(Map.of()).at("/user/pendingAvatarUploadId").isNull()).isTrue();
        JsonNode error = change(only("avatarUploadId", stranger)).at("/userErrors/0");
        assertThat(error.get("path").toString()).isEqualTo("[\"input\",\"avatarUploadId\"]");
    }

    @Test
    void aPhotoWhoseUploadWasGivenUpIsWaitedForADayAtTheMost() throws Exception {
        change(only("avatarUploadId", FIRST));
        change(only("headline", "Otra"));
        clock.forward(Duration.ofHours(23));
        accounts.giveUpPhotos();
        assertThat(change(Map.of()).at("/user/pendingAvatarUploadId").asString())
                .isEqualTo(FIRST);
        clock.forward(Duration.ofHours(2));
        accounts.giveUpPhotos();
        assertThat(change(Map.of()).at("/user/pendingAvatarUploadId").isNull()).isTrue();
    }

    @Test
    void aPhotoIsShownWhenItIsReadyAndTheOneBeforeStaysUntilThen() throws Exception {
        JsonNode user = change(only("avatarUploadId", FIRST)).get("user");
        assertThat(user.get("avatarUrl").isNull()).isTrue();
        assertThat(user.get("pendingAvatarUploadId").asString()).isEqualTo(FIRST);
        String learner = learner();
        ready(FIRST, learner, "img_01JDB3M4T8Q0V6X2Y9ZKCE5R7A");
        user = change(Map.of()).get("user");
        assertThat(user.get("pendingAvatarUploadId").isNull()).isTrue();
        assertThat(user.get("avatarUrl").asString()).isEqualTo("/media/i/img_01JDB3M4T8Q0V6X2Y9ZKCE5R7A/1/256.jpg");
        assertThat(user.at("/avatar/url").asString()).endsWith("/128.webp");
        assertThat(user.at("/avatar/height").asInt()).isEqualTo(128);
        assertThat(user.at("/avatar/sources/0/type").asString()).isEqualTo("image/avif");

        // Ready before its owner chose it: shown at once.
        ready(SECOND, learner, "img_01JDB3M4T8Q0V6X2Y9ZKCE5R7B");
        assertThat(change(Map.of()).at("/user/avatarUrl").asString()).contains("R7A");
        user = change(only("avatarUploadId", SECOND)).get("user");
        assertThat(user.get("avatarUrl").asString()).contains("R7B");

        user = change(only("avatarUploadId", null)).get("user");
        assertThat(user.get("avatarUrl").isNull()).isTrue();
        assertThat(user.get("avatar").isNull()).isTrue();
    }

    @Test
    void aPhotoThatSomebodyElseSentIsNotShown() throws Exception {
        String stranger = "upl_01JDB3M4T8Q0V6X2Y9ZKCE5R7C";
        change(only("avatarUploadId", stranger));
        ready(stranger, "usr_01DEMOTEACHER000000000001", "img_01JDB3M4T8Q0V6X2Y9ZKCE5R7C");
        JsonNode user = change(Map.of()).get("user");
        assertThat(user.get("avatarUrl").isNull()).isTrue();
        change(only("avatarUploadId", null));
    }

    @Test
    void whatIsNoUploadIsRefusedAsPhoto() throws Exception {
        JsonNode error =
                change(only("avatarUploadId", "nonsense")).get("userErrors").get(0);
        assertThat(error.get("path").toString()).isEqualTo("[\"input\",\"avatarUploadId\"]");
    }

    private String learner() throws Exception {
        return browser.graphql("{ viewer { user { id } } }", Map.of(), token)
                .json()
                .at("/data/viewer/user/id")
                .asString();
    }

    /** As courses tells it. */
    private void ready(String upload, String owner, String image) {
        Map<String, Object> data = Map.of(
                "imageId",
                image,
                "uploadId",
                upload,
                "ownerId",
                owner,
                "purpose",
                "AVATAR",
                "address",
                "/media/i/" + image + "/1/",
                "width",
                512,
                "height",
                512,
                "widths",
                List.of(64, 128, 256, 512),
                "blurHash",
                "LEHV6nWB2yk8pyo0adR*.7kCMdnj",
                "color",
                "#7a6a58");
        EventHandler photos = handlers.stream()
                .filter(each -> each.queue().equals("identity.images"))
                .findFirst()
                .orElseThrow();
        photos.handle(new Event(
                "evt_" + image,
                "image.ready",
                image,
                1,
                Instant.now(),
                Optional.empty(),
                JsonMapper.shared().valueToTree(data)));
    }

    private Timestamp longAgo() {
        return Timestamp.from(clock.instant().minus(Duration.ofDays(31)));
    }

    private JsonNode change(Map<String, Object> input) throws Exception {
        return change(token, input);
    }

    private JsonNode change(String token, Map<String, Object> input) throws Exception {
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
