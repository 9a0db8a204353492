package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.Browser.Answer;
import io.aula.identity.account.Account;
import io.aula.identity.account.AccountService;
import io.aula.identity.account.NewAccount;
import io.aula.identity.account.PersonalRecords;
import io.aula.identity.account.Role;
import io.aula.identity.account.signin.PasswordHashes;
import io.aula.identity.account.signin.Passwords;
import io.aula.identity.privacy.export.OthersOfTests;
import io.aula.platform.id.Ids;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What people may ask of their own data: all of it, and that it be gone.
 *
 * <p>Long, because a person leaves by one road, whose stations need the same people, stores and clock.
 */
@RunningIdentity.Test
class PrivacyTest {
    private static final String PHRASE = "a phrase of somebody";
    private static final String DELETE =
            "mutation ($handle: String!) { act: deleteAccount(input: {confirmHandle: $handle}) { requestId readyBy userErrors { code message } } }";
    private static final String EXPORT =
            "mutation { act: requestDataExport { requestId readyBy userErrors { code message } } }";
    private static final String STATE = "{ viewer { dataExport { id state expiresAt bytes url } } }";
    private static final String ERASURES =
            "{ erasures(first: 50) { nodes { personId doneAt waitingFor } pageInfo { hasNextPage } } }";

    @Autowired
    AccountService accounts;

    @Autowired
    Passwords passwords;

    @Autowired
    PasswordHashes hashes;

    @Autowired
    OthersOfTests others;

    @Autowired
    List<EventHandler> handlers;

    @Autowired
    List<PersonalRecords> records;

    @Autowired
    TransactionTemplate transactions;

    @Autowired
    JdbcTemplate sql;

    @Autowired
    MovableClock clock;

    private final Browser browser = RunningIdentity.browser();
    private final String mark = UUID.randomUUID().toString().substring(0, 8);
    private Account person;
    private Gateway gateway;
    private String refresh;
    private String access;

    @BeforeEach
    void signIn() throws Exception {
        sql.execute("delete from login_throttle");
        person = register("Somebody " + mark, "es");
        browser.signIn(person.email(), PHRASE);
        gateway = new Gateway(browser);
        Answer tokens = gateway.exchange(gateway.code());
        access = Gateway.accessToken(tokens);
        refresh = Gateway.refreshToken(tokens);
    }

    @AfterEach
    void everythingAsItWas() throws Exception {
        others.away(false);
        StripeOfTests.control("unavailable", Map.of("seconds", "0"));
        clock.reset();
    }

    @Test
    void whoeverLeavesIsSignedOutAtOnceAndErasedOnceNoTokenLives() throws Exception {
        assertThat(delete(access).get("userErrors").isEmpty()).isTrue();
        assertThat(gateway.refresh(refresh).json().get("error").asString()).isEqualTo("invalid_grant");
        assertThat(RunningIdentity.browser().signIn(person.email(), PHRASE).location())
                .contains("/auth/login");
        RunningIdentity.awaitMail(person.email(), "Estamos eliminando tu cuenta de Aula");
        assertThat(one("select state from app_user where id = ?")).isEqualTo("CLOSING");
        assertThat(told()).as("a token of theirs may still be good").isEmpty();

        erased();
        assertThat(told()).containsExactly("{\"userId\": \"" + id() + "\", \"confirmTo\": \"identity.erasure\"}");
        assertThat(one("select state || handle || email || display_name from app_user where id = ?"))
                .isEqualTo("DELETED~" + id() + "-");
    }

    @Test
    void ofWhoIsErasedNoTableKeepsAnAddressANameOrAHandle() throws Exception {
        sql.update(
                "update app_user set headline = ?, bio = jsonb_build_object('es', ?) where id = ?",
                "Headline " + mark,
                "Bio " + mark,
                id());
        sql.update(
                "insert into sign_up (token_hash, email, display_name, locale, password_hash, expires_at) values (?, ?, ?, 'es', 'x', now() + interval '1 hour')",
                mark.getBytes(StandardCharsets.UTF_8),
                person.email(),
                person.displayName());
        browser.graphql(
                "mutation($e: String!) { changeEmail(email: $e) { userErrors { code } } }",
                Map.of("e", mark + "@other.test"),
                access);
        browser.graphql(EXPORT, access);
        delete(access);
        erased();
        confirm("COURSES", "COMMENTS", "GRAPH");
        RunningIdentity.awaitMail(person.email(), "Hemos eliminado tu cuenta de Aula");
        Shop.until(() -> one("select (done_at is not null)::text from erasure where user_id = ?")
                .equals("true"));
        List<String> holding = holding(mark);
        for (int tries = 0; tries < 100 && !holding.isEmpty(); tries++) {
            Thread.sleep(50); // The last mail's row goes once it is written.
            holding = holding(mark);
        }
        assertThat(holding).isEmpty();
    }

    @Test
    void itIsDoneWhenEachStoreHasConfirmedAndTheOthersAreToldAgainUntilThen() throws Exception {
        delete(access);
        assertThat(waitingFor()).contains("ACCOUNT", "COURSES", "COMMENTS", "GRAPH");
        erased();
        assertThat(waitingFor()).containsExactlyInAnyOrder("COURSES", "COMMENTS", "GRAPH");
        confirm("COMMENTS", "GRAPH", "GRAPH");
        assertThat(waitingFor()).containsExactly("COURSES");
        clock.forward(Duration.ofMinutes(2));
        Shop.until(() -> told().size() == 2);
        confirm("COURSES");
        assertThat(waitingFor()).isEmpty();
        confirm("COURSES");
        clock.forward(Duration.ofHours(3));
        RunningIdentity.awaitMail(person.email(), "Hemos eliminado tu cuenta de Aula");
        assertThat(told()).as("nobody is told of it any more").hasSize(2);
        assertThat(RunningIdentity.mailsTo(person.email()).stream()
                        .filter(mail -> mail.contains("ya no existe"))
                        .count())
                .isEqualTo(1);
        assertThat(sql.queryForObject("select address from erasure where user_id = ?", String.class, id()))
                .isNull();
        assertThat(sql.queryForObject(
                        "select count(*) from letter where lower(address) = lower(?)", Integer.class, person.email()))
                .isZero();
    }

    @Test
    void whatNobodyAskedForIsNotConfirmed() {
        confirm("COURSES", "COMMENTS", "GRAPH");
        assertThat(accounts.byId(person.id())).isPresent();
        assertThat(sql.queryForObject("select count(*) from erasure where user_id = ?", Integer.class, id()))
                .isZero();
    }

    @Test
    void aHandleThatIsNotTheirsOpenCoursesAndTheLastAdministratorKeepAnAccount() throws Exception {
        assertThat(code(browser.graphql(DELETE, Map.of("handle", "somebody-else"), access)))
                .isEqualTo("HANDLE_WRONG");
        String course = Ids.next("crs");
        sql.update(
                "insert into course (id, title, owner_id, staff, version, is_free, status) values (?, 'Álgebra', ?, array[?], 1, true, 'UNLISTED')",
                course,
                id(),
                id());
        JsonNode refused = delete(access);
        assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("COURSES_OPEN");
        assertThat(refused.at("/userErrors/0/message").asString()).contains("Álgebra");
        assertThat(one("select state from app_user where id = ?")).isEqualTo("ACTIVE");
        sql.update("update course set status = 'ARCHIVED' where id = ?", course);

        List<String> admins = sql.queryForList("select id from app_user where 'ADMIN' = any (roles)", String.class);
        sql.update("update app_user set roles = '{LEARNER}' where 'ADMIN' = any (roles)");
        sql.update("update app_user set roles = '{LEARNER,ADMIN}' where id = ?", id());
        try {
            assertThat(delete(access).at("/userErrors/0/code").asString()).isEqualTo("ONLY_ADMINISTRATOR");
        } finally {
            admins.forEach(admin -> sql.update("update app_user set roles = '{LEARNER,ADMIN}' where id = ?", admin));
        }
        assertThat(delete(access).get("userErrors").isEmpty()).isTrue();
        assertThat(accounts.byId(person.id()).map(known -> known.has(Role.ADMIN)))
                .as("somebody else administers now")
                .contains(true);
    }

    @Test
    void whileTheOldMailboxCanTakeTheAccountBackNobodyDeletesIt() throws Exception {
        sql.update(
                "insert into mail_link (token_hash, purpose, user_id, address, created_at, expires_at) values (?, 'EMAIL_BACK', ?, 'old@aula.test', ?::timestamptz, ?::timestamptz)",
                mark.getBytes(StandardCharsets.UTF_8),
                id(),
                clock.instant().toString(),
                clock.instant().plus(Duration.ofDays(7)).toString());
        JsonNode refused = delete(access);
        assertThat(refused.at("/userErrors/0/code").asString()).isEqualTo("ADDRESS_IS_NEW");
        assertThat(one("select state from app_user where id = ?")).isEqualTo("ACTIVE");
        sql.update("update mail_link set used_at = now() where user_id = ?", id());
        assertThat(delete(access).get("userErrors").isEmpty()).isTrue();
    }

    @Test
    void aPasswordOfLongAgoIsAskedForAgainAndProgramsOfOthersAskForNothing() throws Exception {
        clock.forward(Duration.ofMinutes(6));
        for (String act : List.of("deleteAccount(input: {confirmHandle: \"x\"})", "requestDataExport")) {
            assertThat(browser.graphql("mutation { " + act + " { userErrors { code } } }", access)
                            .json()
                            .at("/errors/0/extensions/code")
                            .asString())
                    .as(act)
                    .isEqualTo("REAUTHENTICATION_REQUIRED");
        }
    }

    @Test
    void severalClicksAtOnceAreOneErasure() throws Exception {
        List<Callable<Answer>> clicks = List.of(
                () -> browser.graphql(DELETE, Map.of("handle", "@" + person.handle()), access),
                () -> browser.graphql(DELETE, Map.of("handle", person.handle()), access),
                () -> browser.graphql(DELETE, Map.of("handle", person.handle()), access));
        try (var pool = Executors.newFixedThreadPool(3)) {
            pool.invokeAll(clicks)
                    .forEach(each -> assertThat(each.resultNow().status()).isEqualTo(200));
        }
        assertThat(sql.queryForObject(
                        "select count(*) from audit_event where target = ? and action = 'account.erasure-asked'",
                        Integer.class,
                        id()))
                .isEqualTo(1);
    }

    @Test
    void staffCannotOpenAnAccountThatIsBeingErased() throws Exception {
        delete(access);
        assertThat(accounts.setActive(person.id(), true)).isFalse();
        assertThat(accounts.setActive(person.id(), false)).isFalse();
        assertThat(one("select state from app_user where id = ?")).isEqualTo("CLOSING");
    }

    @Test
    void somebodyElseMaySignUpWithTheAddressAfterwards() throws Exception {
        delete(access);
        erased();
        Account next = accounts.register(NewAccount.learner("Somebody new", person.email(), "en"));
        assertThat(next.id()).isNotEqualTo(person.id());
    }

    @Test
    void theHandlesOfSomebodyErasedAreNobodysForThirtyDays() throws Exception {
        String handle = person.handle();
        sql.update(
                "insert into released_handle values (?, ?, ?::timestamptz)",
                "before_" + mark,
                id(),
                clock.instant().toString());
        delete(access);
        erased();
        for (String name : List.of("Somebody " + mark, "Before " + mark)) {
            assertThat(named(name)).startsWith(handleOf(name) + "_");
        }
        assertThat(handle).isEqualTo(handleOf("Somebody " + mark));
        clock.forward(Duration.ofDays(31));
        assertThat(named("Somebody " + mark)).isEqualTo(handle);
    }

    private static String handleOf(String name) {
        return name.toLowerCase(java.util.Locale.ROOT).replace(' ', '_');
    }

    private String named(String name) {
        return register(name, "es").handle();
    }

    @Test
    void aWordOfSomebodyBeingErasedIsWaitedForAndForgottenWithThem() throws Exception {
        sql.update("update app_user set state = 'CLOSING' where id = ?", id());
        CompletableFuture<Void> erased = new CompletableFuture<>();
        transactions.executeWithoutResult(status -> {
            progressed();
            erased.completeAsync(() -> {
                transactions.executeWithoutResult(other ->
                        accounts.lock(person.id()).ifPresent(known -> records.forEach(each -> each.erase(known))));
                return null;
            });
            assertThat(erased)
                    .as("nobody is erased past what is being taken down")
                    .failsWithin(Duration.ofSeconds(1))
                    .withThrowableOfType(TimeoutException.class);
        });
        erased.get(30, TimeUnit.SECONDS);
        assertThat(sql.queryForObject("select count(*) from watched where user_id = ?", Integer.class, id()))
                .isZero();
    }

    private void progressed() {
        handle(
                "identity.progress",
                "enrollment.progressed",
                Map.of("userId", id(), "courseId", Ids.next("crs"), "progress", 0.5));
    }

    @Test
    void whatTheyPayEndsFirstAlsoWhileTheProviderIsAwayAndTheBooksStay() throws Exception {
        String month = Member.offer(Shop.token("admin@aula.test"), "MONTH", 900, 0);
        Member bea = Member.enter(sql, clock);
        bea.join(month);
        StripeOfTests.control("unavailable", Map.of("seconds", "600"));
        JsonNode asked = RunningIdentity.browser()
                .graphql(DELETE, Map.of("handle", bea.id.toLowerCase(java.util.Locale.ROOT)), bea.token)
                .json()
                .at("/data/act");
        assertThat(asked.get("userErrors").isEmpty()).as(asked.toString()).isTrue();
        clock.forward(Duration.ofMinutes(1));
        Shop.until(() -> bea.one("select (end_attempts > 0)::text from membership where user_id = ?")
                .equals("true"));
        assertThat(bea.one("select state from app_user where id = ?"))
                .as("is not forgotten yet")
                .isEqualTo("CLOSING");
        StripeOfTests.control("unavailable", Map.of("seconds", "0"));
        Shop.until(() -> {
            sql.update("update membership set end_after = 'epoch' where user_id = ?", bea.id);
            clock.forward(Duration.ofSeconds(20));
            return bea.one("select state from app_user where id = ?").equals("DELETED");
        });
        assertThat(bea.one("select status || coalesce(card_last4, '') from membership where user_id = ?"))
                .isEqualTo("CANCELED");
        assertThat(bea.ledger()).containsExactly("PAYMENT 900 EUR");
    }

    @Test
    void lateNewsOfSomebodyErasedKeepNothingOfThem() throws Exception {
        delete(access);
        erased();
        progressed();
        assertThat(sql.queryForObject("select count(*) from watched where user_id = ?", Integer.class, id()))
                .isZero();
    }

    @Test
    void aProcessThatDiesBeforeTheErasureIsCommittedLeavesItToTheNext() throws Exception {
        delete(access);
        sql.update("update erasure set erase_after = 'epoch', next_at = 'epoch' where user_id = ?", id());
        clock.forward(Duration.ofDays(-30_000)); // This process finds nothing to do meanwhile.
        sql.update("update erasure set next_at = now() - interval '1 minute' where user_id = ?", id());
        try (ChildIdentity child = ChildIdentity.sweeping("erasure.before-commit")) {
            assertThat(child.isKilledWithin(Duration.ofMinutes(4)))
                    .as(child.log())
                    .isTrue();
        }
        assertThat(one("select state from app_user where id = ?")).isEqualTo("CLOSING");
        assertThat(told()).isEmpty();
        clock.reset();
        erased();
        assertThat(told()).hasSize(1);
    }

    @Test
    void onesOwnDataIsOneFileOfWhatEveryServiceKnows() throws Exception {
        String requestId =
                browser.graphql(EXPORT, access).json().at("/data/act/requestId").asString();
        assertThat(browser.graphql(EXPORT, access)
                        .json()
                        .at("/data/act/requestId")
                        .asString())
                .as("the same one")
                .isEqualTo(requestId);
        JsonNode ready = readyExport();
        RunningIdentity.awaitMail(person.email(), "Tus datos de Aula están listos");
        Map<String, String> files = unzip(fetch(ready.get("url").asString(), access));
        assertThat(files.keySet())
                .contains(
                        "identity/account.json",
                        "identity/orders.json",
                        "identity/sign-ins.json",
                        "courses/first.json",
                        "courses/second.json",
                        "social/first.json");
        files.forEach((name, text) -> {
            if (name.endsWith(".json")) {
                assertThat(JsonMapper.shared().readTree(text).isArray())
                        .as(name)
                        .isTrue();
            }
        });
        assertThat(files.get("identity/account.json")).contains(person.email());
        String everything = String.join("", files.values());
        assertThat(everything).doesNotContain("$argon2", refresh, access);
        assertThat(code(browser.graphql(EXPORT, access))).isEqualTo("TOO_SOON");
    }

    @Test
    void theFileIsFetchedByItsPersonAloneWithAFreshPasswordUntilItsTimeIsOver() throws Exception {
        browser.graphql(EXPORT, access);
        String url = readyExport().get("url").asString();
        String stranger = Shop.token("learner@aula.test");
        assertThat(fetch(url, stranger).statusCode()).isEqualTo(404);
        assertThat(fetch(url, "").statusCode()).isEqualTo(401);
        clock.forward(Duration.ofMinutes(6));
        assertThat(fetch(url, access).statusCode()).isEqualTo(403);
        clock.reset();
        HttpResponse<byte[]> fetched = fetch(url, access);
        assertThat(fetched.headers().firstValue("content-disposition")).contains("attachment; filename=\"aula.zip\"");
        assertThat(fetched.headers().firstValue("cache-control")).contains("no-store");
        sql.update("update data_export set expires_at = now() - interval '1 second' where user_id = ?", id());
        assertThat(fetch(url, access).statusCode()).isEqualTo(404);
        assertThat(browser.graphql(STATE, access)
                        .json()
                        .at("/data/viewer/dataExport/state")
                        .asString())
                .isEqualTo("EXPIRED");
    }

    @Test
    void whileAServiceIsAwayTheFileWaitsAndIsNotHalf() throws Exception {
        others.away(true);
        browser.graphql(EXPORT, access);
        Shop.until(() ->
                sql.queryForObject("select attempts from data_export where user_id = ?", Integer.class, id()) > 0);
        assertThat(browser.graphql(STATE, access)
                        .json()
                        .at("/data/viewer/dataExport/state")
                        .asString())
                .isEqualTo("PREPARING");
        others.away(false);
        clock.forward(Duration.ofMinutes(2));
        assertThat(readyExport().get("bytes").asLong()).isPositive();
    }

    @Test
    void suspendedPeopleAreToldByMailAndSoAreThoseWhoMayComeBack() throws Exception {
        String admin = Shop.token("admin@aula.test");
        for (String act : List.of("suspendUser", "restoreUser")) {
            RunningIdentity.browser()
                    .graphql(
                            "mutation ($id: ID!) { act: " + act
                                    + "(userId: $id, reason: \"Words of staff\") { userErrors { code } } }",
                            Map.of("id", id()),
                            admin);
            var mail = RunningIdentity.awaitMail(
                    person.email(),
                    act.equals("suspendUser")
                            ? "Hemos suspendido tu cuenta de Aula"
                            : "Puedes volver a entrar en Aula");
            assertThat(RunningIdentity.text(mail)).doesNotContain("Words of staff");
        }
    }

    private Account register(String name, String locale) {
        Account account = accounts.register(
                NewAccount.learner(name, "somebody-" + mark + "-" + UUID.randomUUID() + "@aula.test", locale));
        passwords.set(account.id(), hashes.hash(PHRASE));
        return account;
    }

    private String id() {
        return person.id().text();
    }

    private String one(String query) {
        return String.valueOf(sql.queryForObject(query, String.class, id()));
    }

    private JsonNode delete(String token) throws Exception {
        return browser.graphql(DELETE, Map.of("handle", person.handle()), token)
                .json()
                .at("/data/act");
    }

    private static String code(Answer answer) {
        return answer.json().at("/data/act/userErrors/0/code").asString("");
    }

    private List<String> told() {
        return sql.queryForList(
                "select payload ->> 'data' from outbox where topic = 'user.deleted' and subject = ? order by seq",
                String.class,
                id());
    }

    private void erased() throws Exception {
        clock.forward(Duration.ofMinutes(1));
        Shop.until(() -> one("select state from app_user where id = ?").equals("DELETED"));
    }

    private List<String> waitingFor() throws Exception {
        return RunningIdentity.browser()
                .graphql(ERASURES, Shop.token("admin@aula.test"))
                .json()
                .at("/data/erasures/nodes")
                .valueStream()
                .filter(each -> each.get("personId").asString().equals(id()))
                .flatMap(each -> each.get("waitingFor").valueStream())
                .map(JsonNode::asString)
                .toList();
    }

    private void confirm(String... stores) {
        for (String store : stores) {
            handle("identity.erasure", "user.erased", Map.of("userId", id(), "store", store));
        }
    }

    private void handle(String queue, String type, Map<String, ?> data) {
        Event event = new Event(
                Ids.next("evt"),
                type,
                id(),
                7,
                Instant.now(),
                Optional.empty(),
                JsonMapper.shared().valueToTree(data));
        handlers.stream().filter(each -> each.queue().equals(queue)).forEach(each -> each.handle(event));
    }

    private JsonNode readyExport() throws Exception {
        Shop.until(() -> browser.graphql(STATE, access)
                .json()
                .at("/data/viewer/dataExport/state")
                .asString()
                .equals("READY"));
        return browser.graphql(STATE, access).json().at("/data/viewer/dataExport");
    }

    private static HttpResponse<byte[]> fetch(String path, String token) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(RunningIdentity.base() + path));
        if (!token.isEmpty()) {
            request.header("authorization", "Bearer " + token);
        }
        try (HttpClient http = HttpClient.newHttpClient()) {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        }
    }

    private static Map<String, String> unzip(HttpResponse<byte[]> answer) throws Exception {
        assertThat(answer.statusCode()).isEqualTo(200);
        Map<String, String> files = new HashMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(answer.body()))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }

    /** Every column of every table in which this stands; what was told to others carries ids only, and is looked at too. */
    private List<String> holding(String text) {
        return sql
                .queryForList(
                        "select table_name || '.' || column_name from information_schema.columns where table_schema = 'public'"
                                + " and data_type in ('text', 'jsonb', 'character varying', 'ARRAY')"
                                + " and table_name not in ('flyway_schema_history')",
                        String.class)
                .stream()
                .filter(column -> {
                    String[] parts = column.split("\\.");
                    return Boolean.TRUE.equals(sql.queryForObject(
                            "select exists (select 1 from %s where \"%s\"::text ilike ?)".formatted(parts[0], parts[1]),
                            Boolean.class,
                            "%" + text + "%"));
                })
                .toList();
    }
}
