package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.NewAccount;
import io.aula.identity.account.signin.PasswordHashes;
import io.aula.identity.account.signin.Passwords;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/** What staff can do about people, and the log of what was done. */
@RunningIdentity.Test
class StaffTest {
    private static final String PHRASE = "a phrase of somebody";
    private static final String SUSPEND =
            "mutation ($id: ID!, $why: String!) { act: suspendUser(userId: $id, reason: $why) { user { isSuspended } userErrors { code } } }";
    private static final String RESTORE = SUSPEND.replace("suspendUser", "restoreUser");
    private static final String ACTIVITY =
            "{ viewer { activity(first: 10) { nodes { id action description detail actor { handle } } pageInfo { hasNextPage } } } }";

    @Autowired
    AccountService accounts;

    @Autowired
    Passwords passwords;

    @Autowired
    PasswordHashes hashes;

    @Autowired
    JdbcTemplate sql;

    private final Browser browser = RunningIdentity.browser();
    private Account person;
    private Gateway gateway;
    private String refresh;
    private String access;
    private String admin;

    @BeforeEach
    void signIn() throws Exception {
        sql.execute("delete from login_throttle");
        String email = "somebody-" + UUID.randomUUID() + "@aula.test";
        person = accounts.register(NewAccount.learner("Somebody", email, "es"));
        passwords.set(person.id(), hashes.hash(PHRASE));
        browser.signIn(email, PHRASE);
        gateway = new Gateway(browser);
        Answer tokens = gateway.exchange(gateway.code());
        access = Gateway.accessToken(tokens);
        refresh = Gateway.refreshToken(tokens);
        admin = Gateway.accessToken(new Gateway(RunningIdentity.browser()).tokens("admin@aula.test"));
    }

    @Test
    void aSuspendedPersonIsSignedOutEverywhereAndComesInNowhereUntilTheyAreRestored() throws Exception {
        assertThat(act(SUSPEND, person.id().text(), "Spam in three courses")
                        .at("/user/isSuspended")
                        .asBoolean())
                .isTrue();
        assertThat(browser.graphql("{ viewer { user { id } } }", access)
                        .json()
                        .at("/data/viewer")
                        .isNull())
                .isTrue();
        assertThat(gateway.refresh(refresh).json().get("error").asString()).isEqualTo("invalid_grant");
        assertThat(gateway.code()).as("the pages ask again").isEmpty();
        Answer tried = RunningIdentity.browser().signIn(person.email(), PHRASE);
        assertThat(tried.location()).contains("/auth/login");

        assertThat(act(RESTORE, person.id().text(), "It was somebody else")
                        .at("/user/isSuspended")
                        .asBoolean(true))
                .isFalse();
        Browser back = RunningIdentity.browser();
        back.signIn(person.email(), PHRASE);
        assertThat(new Gateway(back).code()).isNotEmpty();
        assertThat(gateway.refresh(refresh).status())
                .as("what was ended stays ended")
                .isEqualTo(400);
    }

    @Test
    void suspendingTwiceOrAtOnceIsOneSuspension() throws Exception {
        List<Callable<JsonNode>> clicks = List.of(
                () -> act(SUSPEND, person.id().text(), "Once"),
                () -> act(SUSPEND, person.id().text(), "Once"),
                () -> act(SUSPEND, person.id().text(), "Once"));
        try (var pool = Executors.newFixedThreadPool(3)) {
            assertThat(pool.invokeAll(clicks).stream()
                            .map(each ->
                                    each.resultNow().at("/user/isSuspended").asBoolean()))
                    .containsOnly(true);
        }
        act(SUSPEND, person.id().text(), "Again");
        assertThat(sql.queryForList(
                        "select detail from audit_event where target = ? and action = 'account.suspended'",
                        String.class,
                        person.id().text()))
                .containsExactly("Once");
    }

    @Test
    void othersAreToldOfASuspensionAndOfItsEnd() throws Exception {
        act(SUSPEND, person.id().text(), "Spam");
        act(SUSPEND, person.id().text(), "Again");
        act(RESTORE, person.id().text(), "Sorry");
        assertThat(sql.queryForList(
                        "select payload::jsonb #>> '{data,suspended}' from outbox where topic = 'user.updated' and subject = ? order by seq",
                        String.class,
                        person.id().text()))
                .containsExactly("true", "false");
    }

    @Test
    void nobodySuspendsThemselvesOrSomebodyUnknownOrWithoutAReason() throws Exception {
        assertThat(act(SUSPEND, "usr_01DEMOADMIN00000000000001", "Me")
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("OWN_ACCOUNT");
        for (String unknown : List.of("usr_01NOBODY0000000000000000", "crs_01NOBODY0000000000000000", "")) {
            assertThat(act(SUSPEND, unknown, "Nobody").at("/userErrors/0/code").asString())
                    .as(unknown)
                    .isEqualTo("NOT_FOUND");
        }
        for (String reason : List.of("", " \u200b ", "x".repeat(501))) {
            assertThat(act(SUSPEND, person.id().text(), reason)
                            .at("/userErrors/0/code")
                            .asString())
                    .isEqualTo("REASON_INVALID");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"suspendUser", "restoreUser"})
    void onlyAdministratorsSuspendAndRestore(String mutation) throws Exception {
        String act = "mutation { " + mutation + "(userId: \"" + person.id().text()
                + "\", reason: \"x\") { userErrors { code } } }";
        for (String token : List.of(
                access, Gateway.accessToken(new Gateway(RunningIdentity.browser()).tokens("instructor@aula.test")))) {
            assertThat(browser.graphql(act, token)
                            .json()
                            .at("/errors/0/extensions/code")
                            .asString())
                    .isEqualTo("INSUFFICIENT_SCOPE");
        }
        assertThat(browser.graphql(act, "")
                        .json()
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void anAdministratorWhoIsSignedOutEverywhereSuspendsNobodyWithAnOldToken() throws Exception {
        var id = new io.aula.platform.id.UserId("usr_01DEMOADMIN00000000000001");
        accounts.signOutEverywhere(id);
        assertThat(act(SUSPEND, person.id().text(), "Too late")
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("FORBIDDEN");
    }

    @Test
    void aPersonReadsWhatWasDoneWithTheirAccountButNotStaffsWords() throws Exception {
        act(SUSPEND, person.id().text(), "Words of staff");
        act(RESTORE, person.id().text(), "More of them");
        Browser back = RunningIdentity.browser();
        back.signIn(person.email(), PHRASE);
        Gateway again = new Gateway(back);
        String token = Gateway.accessToken(again.exchange(again.code()));
        JsonNode events = back.graphql(ACTIVITY, token).json().at("/data/viewer/activity/nodes");
        assertThat(events.valueStream().map(each -> each.get("action").asString()))
                .containsExactly("account.restored", "account.suspended", "account.registered");
        assertThat(events.at("/0/description").asString()).isEqualTo("The account was opened again");
        assertThat(events.at("/0/actor/handle").asString()).isEqualTo("admin");
        assertThat(events.toString()).doesNotContain("Words of staff");
        assertThat(back.graphqlInSpanish(ACTIVITY, Map.of(), token).body()).contains("Se suspendió la cuenta");
    }

    @Test
    void staffReadsTheLogOfOneOrAllPageByPageAndNobodyElseDoes() throws Exception {
        act(SUSPEND, person.id().text(), "First");
        act(RESTORE, person.id().text(), "Second");
        String page =
                "query ($target: ID, $after: String) { auditLog(targetId: $target, first: 2, after: $after) { nodes { action detail target } pageInfo { hasNextPage endCursor } } }";
        JsonNode first = browser.graphql(page, Map.of("target", person.id().text()), admin)
                .json()
                .at("/data/auditLog");
        assertThat(first.get("nodes")
                        .valueStream()
                        .map(each -> each.get("detail").asString()))
                .containsExactly("Second", "First");
        assertThat(first.at("/pageInfo/hasNextPage").asBoolean()).isTrue();
        JsonNode second = browser.graphql(
                        page,
                        Map.of(
                                "target",
                                person.id().text(),
                                "after",
                                first.at("/pageInfo/endCursor").asString()),
                        admin)
                .json()
                .at("/data/auditLog");
        assertThat(second.get("nodes")
                        .valueStream()
                        .map(each -> each.get("action").asString()))
                .containsExactly("account.registered");
        assertThat(browser.graphql(page, Map.of(), admin)
                        .json()
                        .at("/data/auditLog/nodes")
                        .size())
                .isEqualTo(2);
        assertThat(browser.graphql(page, Map.of(), access)
                        .json()
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("INSUFFICIENT_SCOPE");
    }

    @Test
    void anEventIsThereForWhomItConcernsOnly() throws Exception {
        String id = sql.queryForObject(
                "select id from audit_event where target = ?",
                String.class,
                person.id().text());
        String entity = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on AuditEvent { id action } } }";
        Map<String, Object> asked = Map.of("r", List.of(Map.of("__typename", "AuditEvent", "id", id)));
        assertThat(browser.graphql(entity, asked, access)
                        .json()
                        .at("/data/_entities/0/action")
                        .asString())
                .isEqualTo("account.registered");
        assertThat(browser.graphql(entity, asked, admin)
                        .json()
                        .at("/data/_entities/0/action")
                        .asString())
                .isEqualTo("account.registered");
        String other = Gateway.accessToken(new Gateway(RunningIdentity.browser()).tokens("learner7@aula.test"));
        assertThat(browser.graphql(entity, asked, other)
                        .json()
                        .at("/data/_entities/0")
                        .isNull())
                .isTrue();
        assertThat(browser.graphql(entity, asked).json().at("/data/_entities/0").isNull())
                .isTrue();
    }

    @Test
    void everyActInTheLogHasWordsInBothLanguages() throws Exception {
        act(SUSPEND, person.id().text(), "So that there is one");
        List<String> actions = sql.queryForList("select distinct action from audit_event", String.class);
        JsonNode log = browser.graphql("{ auditLog(first: 100) { nodes { action description } } }", admin)
                .json()
                .at("/data/auditLog/nodes");
        assertThat(actions).contains("account.suspended");
        assertThat(log.valueStream()
                        .filter(each -> each.get("action")
                                .asString()
                                .equals(each.get("description").asString()))
                        .map(each -> each.get("action").asString()))
                .isEmpty();
    }

    private JsonNode act(String mutation, String id, String why) throws Exception {
        Answer answer = browser.graphql(mutation, Map.of("id", id, "why", why), admin);
        assertThat(answer.json().has("errors")).as(answer.body()).isFalse();
        return answer.json().at("/data/act");
    }
}
