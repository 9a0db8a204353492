package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.NewAccount;
import io.aula.identity.account.signin.PasswordHashes;
import io.aula.identity.account.signin.Passwords;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;

/**
 * What people make for their programs: clients, secrets and personal tokens. Long, because each sentence is a program's whole life
 * over the same few helpers.
 */
@RunningIdentity.Test
class ProgramsTest {
    private static final String PHRASE = "a phrase of an integrator";
    private static final String CREATE =
            "mutation ($input: CreateClientInput!) { createClient(input: $input) { client { id name kind redirectUris allowedScopes { name description } secretCreatedAt previousSecretUntil lastUsedAt refusals { error } } secret userErrors { code message path } } }";
    private static final String TOKEN =
            "mutation ($input: CreatePersonalTokenInput!) { createPersonalToken(input: $input) { personalToken { id name expiresAt allowedScopes { name } } secret userErrors { code message path } } }";
    private static final String ROTATE =
            "mutation ($id: ID!, $hours: Int!) { rotateClientSecret(clientId: $id, overlapHours: $hours) { client { previousSecretUntil } secret userErrors { code message } } }";
    private static final String MINE =
            "{ myClients { id name lastUsedAt refusals { error description times } } personalTokens { id lastUsedAt } }";
    private static final String BACK = "https://tool.example/back";

    @Autowired
    AccountService accounts;

    @Autowired
    Passwords passwords;

    @Autowired
    PasswordHashes hashes;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    MovableClock clock;

    private Account maker;
    private Browser browser;
    private String access;

    @BeforeEach
    void signIn() throws Exception {
        sql.execute("delete from login_throttle");
        String email = "maker-" + UUID.randomUUID() + "@aula.test";
        maker = accounts.register(NewAccount.learner("Maker", email, "es"));
        passwords.set(maker.id(), hashes.hash(PHRASE));
        browser = RunningIdentity.browser();
        browser.signIn(email, PHRASE);
        Gateway gateway = new Gateway(browser);
        access = Gateway.accessToken(gateway.exchange(gateway.code()));
    }

    @AfterEach
    void presentTime() {
        clock.reset();
    }

    @Test
    void aConfidentialClientIsMadeItsSecretShownOnceAndKeptAsAHash() throws Exception {
        JsonNode made = create("CONFIDENTIAL", "A tool", List.of(BACK), List.of("enrollments:read", "progress:read"));
        String id = made.at("/client/id").asString();
        String secret = made.get("secret").asString();
        assertThat(id).startsWith("cli_");
        assertThat(secret).startsWith("aula_cs_").hasSize(8 + 43);
        assertThat(made.at("/client/allowedScopes/0/description").asString()).isEqualTo("See what you are enrolled in");
        assertThat(sql.queryForList(
                        "select encode(secret_hash, 'hex') from oauth_client_secret where client_id = ?",
                        String.class,
                        id))
                .hasSize(1)
                .doesNotContain(secret);
        assertThat(sql.queryForList(
                        "select row_to_json(a)::text from audit_event a where target = ?", String.class, id))
                .singleElement()
                .asString()
                .contains("client.created")
                .doesNotContain(secret);

        Answer own = ask(id, secret);
        assertThat(Browser.claims(Gateway.accessToken(own)).get("sub").asString())
                .isEqualTo(maker.id().text());
        assertThat(own.json().get("scope").asString().split(" "))
                .containsExactlyInAnyOrder("enrollments:read", "progress:read");
        JsonNode mine = browser.graphql(MINE, access).json().at("/data/myClients");
        assertThat(mine.size()).isOne();
        assertThat(mine.at("/0/lastUsedAt").isNull()).isFalse();
        assertThat(mine.toString()).doesNotContain(secret);
    }

    @Test
    void aPersonAllowsAClientInWordsAndItGetsWhatWasTickedAndNothingMore() throws Exception {
        JsonNode made = create("CONFIDENTIAL", "A roster", List.of(BACK), List.of("enrollments:read", "users:email"));
        String id = made.at("/client/id").asString();
        Browser person = RunningIdentity.browser().with("accept-language", "en");
        person.signIn("learner5@aula.test", RunningIdentity.PASSWORD);
        Answer question = person.get(Browser.authorize(id, BACK, "openid enrollments:read"));
        String page = person.get(question.location()).body();
        assertThat(page).contains("A roster", "See what you are enrolled in").doesNotContain("Read your email address");
        Answer allowed = person.post(
                "/oauth2/authorize",
                Map.of("client_id", id, "state", question.query("state"), "scope", "enrollments:read"));
        assertThat(allowed.location()).startsWith(BACK + "?code=");
        Answer tokens = person.tokenAs(
                id,
                made.get("secret").asString(),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        allowed.query("code"),
                        "redirect_uri",
                        BACK,
                        "code_verifier",
                        Browser.VERIFIER));
        assertThat(Browser.claims(Gateway.accessToken(tokens)).get("scope").toString())
                .isEqualTo("[\"enrollments:read\",\"openid\"]");
    }

    @Test
    void aClientThatAsksAPersonForNothingButWhoTheyAreIsGivenNothingElse() throws Exception {
        JsonNode made = create("CONFIDENTIAL", "A greedy one", List.of(BACK), List.of("profile:write", "users:email"));
        String id = made.at("/client/id").asString();
        Browser person = RunningIdentity.browser();
        person.signIn("learner5@aula.test", RunningIdentity.PASSWORD);
        Answer answer = person.get(Browser.authorize(id, BACK, "openid"));
        assertThat(answer.location()).as("nothing to allow").startsWith(BACK + "?code=");
        Answer tokens = person.tokenAs(
                id,
                made.get("secret").asString(),
                Map.of(
                        "grant_type",
                        "authorization_code",
                        "code",
                        answer.query("code"),
                        "redirect_uri",
                        BACK,
                        "code_verifier",
                        Browser.VERIFIER));
        assertThat(Browser.claims(Gateway.accessToken(tokens)).get("scope").toString())
                .isEqualTo("[\"openid\"]");
    }

    @Test
    void theSameKeyMakesOneClientAndShowsItsSecretToNobodyTwice() throws Exception {
        Map<String, Object> input = client("NATIVE", "Twice", List.of("http://127.0.0.1/cb"), List.of("graph:read"));
        String first = browser.graphql(CREATE, Map.of("input", input), access)
                .json()
                .at("/data/createClient/client/id")
                .asString();
        JsonNode second =
                browser.graphql(CREATE, Map.of("input", input), access).json().at("/data/createClient");
        assertThat(second.at("/client/id").asString()).isEqualTo(first);
        assertThat(second.get("secret").isNull()).isTrue();
        input.put("name", "Something else");
        JsonNode other =
                browser.graphql(CREATE, Map.of("input", input), access).json().at("/data/createClient");
        assertThat(other.at("/userErrors/0/code").asString()).isEqualTo("IDEMPOTENCY_KEY_REUSED");

        Map<String, Object> atOnce = client("CONFIDENTIAL", "At once", List.of(BACK), List.of("graph:read"));
        List<Callable<JsonNode>> clicks = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            clicks.add(() -> browser.graphql(CREATE, Map.of("input", atOnce), access)
                    .json()
                    .at("/data/createClient"));
        }
        try (var pool = Executors.newFixedThreadPool(8)) {
            List<JsonNode> answers = pool.invokeAll(clicks).stream()
                    .map(each -> each.resultNow())
                    .toList();
            assertThat(answers.stream()
                            .map(each -> each.at("/client/id").asString())
                            .distinct())
                    .hasSize(1);
            assertThat(answers.stream().filter(each -> !each.get("secret").isNull()))
                    .hasSize(1);
        }
    }

    @Test
    void aNewSecretIsGoodAtOnceAndTheOldOneForAsLongAsWasSaid() throws Exception {
        JsonNode made = create("CONFIDENTIAL", "Rotates", List.of(BACK), List.of("graph:read"));
        String id = made.at("/client/id").asString();
        String old = made.get("secret").asString();
        JsonNode rotated = rotate(id, 24);
        String next = rotated.get("secret").asString();
        assertThat(rotated.at("/client/previousSecretUntil").isNull()).isFalse();
        assertThat(List.of(ask(id, old).status(), ask(id, next).status())).containsOnly(200);
        clock.forward(Duration.ofHours(25));
        assertThat(List.of(ask(id, old).status(), ask(id, next).status())).containsExactly(401, 200);
        clock.reset();
        String leaked = rotate(id, 0).get("secret").asString();
        assertThat(ask(id, leaked).status()).isEqualTo(200);
        assertThat(ask(id, next).status()).as("one that leaked ends at once").isEqualTo(401);
        assertThat(rotate(id, 169).at("/userErrors/0/code").asString()).isEqualTo("OVERLAP_INVALID");
        for (int i = 0; i < 4; i++) {
            assertThat(rotate(id, 24).get("secret").isNull()).isFalse();
        }
        assertThat(rotate(id, 24).at("/userErrors/0/code").asString()).isEqualTo("TOO_MANY_SECRETS");
    }

    @Test
    void whatADeletedClientWasGivenCannotBeRenewedAndDeletingTwiceIsTold() throws Exception {
        JsonNode made = create("NATIVE", "Going", List.of("http://127.0.0.1/cb"), List.of("graph:read"));
        String id = made.at("/client/id").asString();
        assertThat(made.get("secret").isNull()).as("an app keeps none").isTrue();
        String redirect = "http://127.0.0.1:40001/cb";
        Answer question = browser.get(Browser.authorize(id, redirect, "graph:read"));
        Answer allowed = browser.post(
                "/oauth2/authorize", Map.of("client_id", id, "state", question.query("state"), "scope", "graph:read"));
        Answer tokens = browser.token(Map.of(
                "grant_type",
                "authorization_code",
                "client_id",
                id,
                "code",
                allowed.query("code"),
                "redirect_uri",
                redirect,
                "code_verifier",
                Browser.VERIFIER));
        String refresh = Gateway.refreshToken(tokens);
        String delete = "mutation ($id: ID!) { deleteClient(clientId: $id) { deletedClientId userErrors { code } } }";
        assertThat(browser.graphql(delete, Map.of("id", id), access)
                        .json()
                        .at("/data/deleteClient/deletedClientId")
                        .asString())
                .isEqualTo(id);
        assertThat(browser.token(Map.of("grant_type", "refresh_token", "client_id", id, "refresh_token", refresh))
                        .json()
                        .get("error")
                        .asString())
                .isEqualTo("invalid_client");
        assertThat(browser.graphql(delete, Map.of("id", id), access)
                        .json()
                        .at("/data/deleteClient/userErrors/0/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
        assertThat(browser.graphql(MINE, access).json().at("/data/myClients").size())
                .isZero();
    }

    @Test
    void aChangedClientKeepsItsSecretAndTakesItsNewAddresses() throws Exception {
        JsonNode made = create("CONFIDENTIAL", "Moves", List.of(BACK), List.of("graph:read", "graph:write"));
        String id = made.at("/client/id").asString();
        String update =
                "mutation ($input: UpdateClientInput!) { updateClient(input: $input) { client { name kind redirectUris allowedScopes { name } } userErrors { code message } } }";
        JsonNode changed = browser.graphql(
                        update,
                        Map.of(
                                "input",
                                Map.of(
                                        "id",
                                        id,
                                        "name",
                                        "Moved",
                                        "redirectUris",
                                        List.of("https://tool.example/elsewhere"),
                                        "scopes",
                                        List.of("graph:read"))),
                        access)
                .json()
                .at("/data/updateClient/client");
        assertThat(changed.get("name").asString()).isEqualTo("Moved");
        assertThat(changed.get("kind").asString()).isEqualTo("CONFIDENTIAL");
        assertThat(ask(id, made.get("secret").asString()).json().get("scope").asString())
                .isEqualTo("graph:read");
        assertThat(browser.get(Browser.authorize(id, BACK, "graph:read")).status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource({
        "http://tool.example/back, begin with https",
        "http://localhost:3000/back, write 127.0.0.1",
        "https://tool.example/back#part, behind the #",
        "https://who@tool.example/back, before the @",
        "https://*.tool.example/back, asterisk",
        "/back, no whole address",
        "javascript:alert(1), begin with https",
        "myapp:/back, begin with https",
        "com.example.app:/back, begin with https",
        "https://tool.example/ back, no whole address",
    })
    void anAddressThatIsNoGoodIsRefusedInWords(String address, String words) throws Exception {
        JsonNode refusal = create("CONFIDENTIAL", "Bad address", List.of(address), List.of("graph:read"))
                .at("/userErrors/0");
        assertThat(refusal.get("code").asString()).isEqualTo("ADDRESS_INVALID");
        assertThat(refusal.get("message").asString()).contains(words);
        assertThat(refusal.get("path").toString()).isEqualTo("[\"input\",\"redirectUris\"]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://tool.example", "http://127.0.0.1/cb", "http://[::1]:8080/cb", "com.example.app:/back"})
    void anAddressOfAnAppMayAlsoBeItsMachineOrItsOwnScheme(String address) throws Exception {
        assertThat(create("NATIVE", "Good address", List.of(address), List.of("graph:read"))
                        .get("userErrors")
                        .size())
                .isZero();
    }

    @Test
    void aNameThatLooksLikeOursNoScopeOrOneForStaffIsRefused() throws Exception {
        assertThat(create("NATIVE", "AULA support", List.of(BACK), List.of("graph:read"))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("NAME_INVALID");
        for (List<String> scopes :
                List.of(List.<String>of(), List.of("admin"), List.of("openid"), List.of("nonsense"))) {
            assertThat(create("NATIVE", "Scopes", List.of(BACK), scopes)
                            .at("/userErrors/0/code")
                            .asString())
                    .as(scopes.toString())
                    .isEqualTo("SCOPES_INVALID");
        }
    }

    @Test
    void aLearnersToolForTeachersAsksForTeachingAndALearnersTokenOfItTeachesNothing() throws Exception {
        JsonNode made = create("CONFIDENTIAL", "For teachers", List.of(BACK), List.of("courses:write", "graph:read"));
        assertThat(ask(made.at("/client/id").asString(), made.get("secret").asString())
                        .json()
                        .get("scope")
                        .asString())
                .isEqualTo("graph:read");
    }

    @Test
    void thereAreTwentyAtMostAlsoWhenTheyAreMadeAtOnce() throws Exception {
        List<Callable<JsonNode>> wishes = new ArrayList<>();
        for (int i = 0; i < 23; i++) {
            String name = "Number " + i;
            wishes.add(() -> create("NATIVE", name, List.of(BACK), List.of("graph:read")));
        }
        try (var pool = Executors.newFixedThreadPool(6)) {
            long refused = pool.invokeAll(wishes).stream()
                    .map(each -> each.resultNow().at("/userErrors/0/code").asString(""))
                    .filter("TOO_MANY"::equals)
                    .count();
            assertThat(refused).isEqualTo(3);
        }
        assertThat(browser.graphql(MINE, access).json().at("/data/myClients").size())
                .isEqualTo(20);
    }

    @Test
    void aPersonalTokenActsForItsMakerUntilItsDayAndIsWithdrawnAtOnce() throws Exception {
        JsonNode made =
                token("A script", List.of("enrollments:read"), clock.instant().plus(Duration.ofDays(30)));
        String[] credentials = made.get("secret").asString().split(":");
        assertThat(credentials[0])
                .isEqualTo(made.at("/personalToken/id").asString())
                .startsWith("pat_");
        Answer given = ask(credentials[0], credentials[1]);
        assertThat(Browser.claims(Gateway.accessToken(given)).get("sub").asString())
                .isEqualTo(maker.id().text());
        assertThat(given.json().get("scope").asString()).isEqualTo("enrollments:read");
        assertThat(given.json().get("expires_in").asInt()).isLessThanOrEqualTo(600);
        clock.forward(Duration.ofDays(31));
        assertThat(ask(credentials[0], credentials[1]).status()).isEqualTo(401);
        clock.reset();
        String delete =
                "mutation ($id: ID!) { deletePersonalToken(tokenId: $id) { deletedTokenId userErrors { code } } }";
        assertThat(browser.graphql(delete, Map.of("id", credentials[0]), access)
                        .json()
                        .at("/data/deletePersonalToken/userErrors")
                        .size())
                .isZero();
        assertThat(ask(credentials[0], credentials[1]).status()).isEqualTo(401);
        assertThat(token("Too long", List.of("graph:read"), clock.instant().plus(Duration.ofDays(367)))
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("END_INVALID");
    }

    @Test
    void aSuspendedMakersTokensAndClientsAreGivenNothing() throws Exception {
        JsonNode made = token(
                "Of a suspended one", List.of("graph:read"), clock.instant().plus(Duration.ofDays(1)));
        String[] credentials = made.get("secret").asString().split(":");
        accounts.setActive(maker.id(), false);
        assertThat(ask(credentials[0], credentials[1]).json().get("error").asString())
                .isEqualTo("invalid_grant");
    }

    @Test
    void refusedTokenRequestsAreCountedByReasonAndSaidInWords() throws Exception {
        JsonNode made = create("CONFIDENTIAL", "Goes wrong", List.of(BACK), List.of("graph:read"));
        String id = made.at("/client/id").asString();
        String secret = made.get("secret").asString();
        ask(id, "not the secret");
        ask(id, "nor this");
        browser.tokenAs(id, secret, Map.of("grant_type", "client_credentials", "scope", "users:email"));
        browser.tokenAs(id, secret, Map.of("grant_type", "refresh_token", "refresh_token", "nonsense"));
        ask("cli_01KBNOSUCHCLIENT000000000", "x");
        JsonNode refusals = browser.graphql(MINE, access).json().at("/data/myClients/0/refusals");
        assertThat(refusals.valueStream()
                        .map(each -> each.get("error").asString() + " "
                                + each.get("times").asString()))
                .containsExactlyInAnyOrder("invalid_client 2", "invalid_scope 1", "invalid_grant 1");
        assertThat(refusals.toString()).contains("The secret is not its own");
    }

    @Test
    void nobodySeesOrChangesAnothersPrograms() throws Exception {
        JsonNode made = create("CONFIDENTIAL", "Mine", List.of(BACK), List.of("graph:read"));
        String id = made.at("/client/id").asString();
        Gateway stranger = new Gateway(RunningIdentity.browser());
        String theirs = Gateway.accessToken(stranger.tokens("learner6@aula.test"));
        assertThat(browser.graphql(MINE, theirs).json().at("/data/myClients").toString())
                .doesNotContain(id);
        for (String act : List.of(
                "rotateClientSecret(clientId: \"" + id + "\")",
                "deleteClient(clientId: \"" + id + "\")",
                "updateClient(input: { id: \"" + id
                        + "\", name: \"x\", redirectUris: [], scopes: [\"graph:read\"] })")) {
            Answer answer =
                    browser.graphql("mutation { act: " + act + " { client { id } userErrors { code } } }", theirs);
            assertThat(answer.json().at("/data/act/userErrors/0/code").asString())
                    .as(act)
                    .isEqualTo("NOT_FOUND");
        }
        String entity = "query ($r: [_Any!]!) { _entities(representations: $r) { ... on OAuthClient { id name } } }";
        Map<String, Object> asked = Map.of("r", List.of(Map.of("__typename", "OAuthClient", "id", id)));
        assertThat(browser.graphql(entity, asked, theirs)
                        .json()
                        .at("/data/_entities/0")
                        .isNull())
                .isTrue();
        assertThat(browser.graphql(entity, asked, access)
                        .json()
                        .at("/data/_entities/0/name")
                        .asString())
                .isEqualTo("Mine");
        assertThat(console(id, theirs).status()).isEqualTo(404);
    }

    @Test
    void secretsWantThePasswordOfTheLastFiveMinutes() throws Exception {
        sql.update(
                "update token_family set proved_at = now() - interval '10 minutes' where user_id = ?",
                maker.id().text());
        for (Answer answer : List.of(
                browser.graphql(
                        CREATE,
                        Map.of("input", client("NATIVE", "Late", List.of(BACK), List.of("graph:read"))),
                        access),
                browser.graphql(
                        TOKEN,
                        Map.of(
                                "input",
                                tokenInput(
                                        "Late",
                                        List.of("graph:read"),
                                        clock.instant().plusSeconds(9_000))),
                        access),
                browser.graphql(ROTATE, Map.of("id", "cli_01KBNOSUCHCLIENT000000000", "hours", 1), access))) {
            assertThat(answer.json().at("/errors/0/extensions/code").asString()).isEqualTo("REAUTHENTICATION_REQUIRED");
        }
    }

    @Test
    void aPersonTriesOutAProgramOfTheirsWithItsScopesAndNoMore() throws Exception {
        JsonNode made =
                create("CONFIDENTIAL", "Tried out", List.of(BACK), List.of("enrollments:read", "courses:write"));
        Answer opened = console(made.at("/client/id").asString(), access);
        assertThat(opened.status()).isEqualTo(200);
        assertThat(opened.raw().headers().firstValue("cache-control").orElse(""))
                .contains("no-store");
        assertThat(opened.json().get("scopes").toString()).isEqualTo("[\"enrollments:read\"]");
        String token = opened.json().get("accessToken").asString();
        JsonNode claims = Browser.claims(token);
        assertThat(claims.get("sub").asString()).isEqualTo(maker.id().text());
        assertThat(claims.get("aud").asString("aula-graph")).isEqualTo("aula-graph");
        assertThat(Browser.header(token).get("typ").asString()).isEqualTo("at+jwt");
        JsonNode viewer = browser.graphql("{ viewer { user { id } scopes } }", token)
                .json()
                .at("/data/viewer");
        assertThat(viewer.get("scopes").toString()).isEqualTo("[\"enrollments:read\"]");
        assertThat(browser.graphql("{ viewer { user { email } } }", token)
                        .json()
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("INSUFFICIENT_SCOPE");
    }

    @Test
    void noProgramOfAnothersOpensTheConsole() throws Exception {
        JsonNode made = create("CONFIDENTIAL", "Climbs", List.of(BACK), List.of("clients:manage"));
        String id = made.at("/client/id").asString();
        String own = Gateway.accessToken(ask(id, made.get("secret").asString()));
        assertThat(console(id, own).status()).isEqualTo(401);
        assertThat(browser.graphql(
                                CREATE,
                                Map.of("input", client("NATIVE", "Child", List.of(BACK), List.of("graph:read"))),
                                own)
                        .json()
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("REAUTHENTICATION_REQUIRED");
    }

    @Test
    void theCatalogOfScopesNamesWhatEachOpensInAllServices() throws Exception {
        JsonNode scopes = browser.graphql("{ scopeCatalog { name description fields isAvailable } }", access)
                .json()
                .at("/data/scopeCatalog");
        assertThat(scopes.size()).isEqualTo(24);
        JsonNode enrollments = scopes.valueStream()
                .filter(each -> each.get("name").asString().equals("enrollments:read"))
                .findFirst()
                .orElseThrow();
        assertThat(enrollments.get("fields").toString()).contains("\"User.enrollments\"");
        assertThat(enrollments.get("isAvailable").asBoolean()).isTrue();
        assertThat(scopes.valueStream()
                        .filter(each -> !each.get("isAvailable").asBoolean())
                        .map(each -> each.get("name").asString()))
                .containsExactlyInAnyOrder("admin", "community:moderate");
        assertThat(browser.graphqlInSpanish("{ scopeCatalog { description } }", Map.of(), access)
                        .body())
                .contains("Ver en qué estás inscrito");
    }

    private Answer ask(String client, String secret) throws Exception {
        return RunningIdentity.browser().tokenAs(client, secret, Map.of("grant_type", "client_credentials"));
    }

    private Answer console(String client, String bearer) throws Exception {
        return browser.postJson("/credentials/console", Map.of("clientId", client), bearer);
    }

    private JsonNode create(String kind, String name, List<String> addresses, List<String> scopes) throws Exception {
        Answer answer = browser.graphql(CREATE, Map.of("input", client(kind, name, addresses, scopes)), access);
        return payload(answer, "createClient");
    }

    private JsonNode rotate(String id, int hours) throws Exception {
        return payload(browser.graphql(ROTATE, Map.of("id", id, "hours", hours), access), "rotateClientSecret");
    }

    private JsonNode token(String name, List<String> scopes, Instant end) throws Exception {
        return payload(
                browser.graphql(TOKEN, Map.of("input", tokenInput(name, scopes, end)), access), "createPersonalToken");
    }

    private static JsonNode payload(Answer answer, String field) {
        assertThat(answer.json().has("errors")).as(answer.body()).isFalse();
        return answer.json().at("/data/" + field);
    }

    private static Map<String, Object> tokenInput(String name, List<String> scopes, Instant end) {
        return Map.of(
                "idempotencyKey",
                UUID.randomUUID().toString(),
                "name",
                name,
                "scopes",
                scopes,
                "expiresAt",
                end.toString());
    }

    private static Map<String, Object> client(String kind, String name, List<String> addresses, List<String> scopes) {
        return new java.util.HashMap<>(Map.of(
                "idempotencyKey", UUID.randomUUID().toString(),
                "name", name,
                "kind", kind,
                "redirectUris", addresses,
                "scopes", scopes));
    }
}
