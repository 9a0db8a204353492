package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aula.identity.mail.Letter;
import io.aula.identity.mail.Post;
import io.aula.platform.id.UserId;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import io.aula.platform.messaging.MalformedEventException;
import jakarta.mail.internet.MimeMessage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One look for every mail, and mails that other services ask for. */
@RunningIdentity.Test
class LettersTest {
    private static final Path EXAMPLE = Path.of("../schema/messages/examples/mail.requested.json");
    private static final List<String> KINDS = List.of(
            "confirm",
            "known",
            "reset",
            "passwordChanged",
            "emailConfirm",
            "emailTaken",
            "emailAsked",
            "emailChanged",
            "emailLost",
            "newDevice",
            "theft",
            "commentAnswered",
            "staffAdded",
            "digest",
            "receipt",
            "refundFailed",
            "membershipCollected",
            "membershipRefundFailed",
            "membershipOwing",
            "cardExpires");

    @Autowired
    Post post;

    @Autowired
    MessageSource messages;

    @Autowired
    List<EventHandler> handlers;

    @Autowired
    org.springframework.jdbc.core.JdbcTemplate sql;

    @ParameterizedTest
    @ValueSource(strings = {"es", "en"})
    void everyKindIsWholeInBothLanguages(String language) {
        Locale locale = Locale.of(language);
        for (String kind : KINDS) {
            for (String part : List.of("subject", "heading", "text")) {
                // a digest says how many and to whom, all others what somebody or something is called
                Object[] words = kind.equals("digest") ? new Object[] {2, "A"} : new Object[] {"A", "B", "C"};
                String text = messages.getMessage("mail." + kind + "." + part, words, locale);
                assertThat(text).as("%s.%s", kind, part).doesNotContain("{").isNotBlank();
            }
        }
        Stream.of("subject", "heading")
                .forEach(part -> assertThat(messages.getMessage("mail.reset." + part, new Object[] {"A"}, locale))
                        .isNotEqualTo(messages.getMessage(
                                "mail.reset." + part,
                                new Object[] {"A"},
                                Locale.of(language.equals("es") ? "en" : "es"))));
    }

    @Test
    void textAndHtmlSayTheSame() throws Exception {
        post.deliver(Letter.of("newDevice", "looks@aula.test", Locale.of("es"), "Ana <b>&")
                .with("mail.fact.device", "Firefox · Linux")
                .leadingTo("http://localhost:8080/account/sessions?a=1&b=2"));
        MimeMessage mail = RunningIdentity.awaitMail("looks@aula.test", "Nueva entrada en tu cuenta de Aula");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(RunningIdentity.text(mail))
                .contains(
                        "Hola, Ana <b>&:",
                        "Dispositivo: Firefox · Linux",
                        "Ver mis sesiones:\nhttp://localhost:8080/account/sessions?a=1&b=2",
                        "cierra esa sesión");
        assertThat(RunningIdentity.html(mail))
                .contains(
                        "lang=\"es\"",
                        "Hola, Ana &lt;b&gt;&amp;:",
                        "Firefox · Linux",
                        "href=\"http://localhost:8080/account/sessions?a=1&amp;b=2\"",
                        "cierra esa sesión")
                .doesNotContain("<b>", "<script", "http://localhost:8080/account/sessions?a=1&b=2");
    }

    /** What mail programs make links of: a title or a name must not become one that we sent. */
    @Test
    void whatPeopleTypedIsNoLinkInAMail() throws Exception {
        post.deliver(Letter.of(
                "commentAnswered",
                "titles@aula.test",
                Locale.of("en"),
                "win@evil.test",
                "https://evil.test/a",
                "evil.test"));
        MimeMessage mail =
                RunningIdentity.awaitMail("titles@aula.test", "An answer to your comment in https://evil.test/a");
        assertThat(RunningIdentity.text(mail) + RunningIdentity.html(mail))
                .doesNotContain("evil.test", "win@", "https://e", "//evil")
                .contains("evil\u2060.test", "http");
        assertThat(RunningIdentity.text(mail).replace("\u2060", ""))
                .contains("win@evil.test answered you", "the lesson “evil.test” of the course “https://evil.test/a”");
    }

    @Test
    void aMailThatAnotherServiceAsksForIsWrittenWithTheNamesThatOnlyWeKnow() throws Exception {
        JsonNode example = JsonMapper.shared().readTree(Files.readString(EXAMPLE));
        handler().handle(event(example.get("data")));
        String reader = sql.queryForObject(
                "select email from app_user where id = ?",
                String.class,
                example.at("/data/userId").asString());
        String author = sql.queryForObject(
                "select display_name from app_user where id = ?",
                String.class,
                example.at("/data/people/author").asString());
        MimeMessage mail = RunningIdentity.awaitMail(reader, "Respuesta a tu comentario en SQL desde cero");
        assertThat(RunningIdentity.text(mail))
                .contains(
                        author + " te ha respondido",
                        "«Índices parciales»",
                        RunningIdentity.ISSUER + example.at("/data/path").asString());
    }

    @Test
    void whoIsMadeATeacherOfACourseReadsByWhomAndHowToStop() throws Exception {
        String reader = UserId.next().text();
        sql.update(
                "insert into app_user (id, handle, display_name, email, email_verified_at, locale) values (?, ?, 'Nora', 'nora-teaches@aula.test', now(), 'en')",
                reader,
                "nora_teaches");
        handler()
                .handle(event(JsonMapper.shared()
                        .valueToTree(Map.of(
                                "template",
                                "course.staff-added",
                                "userId",
                                reader,
                                "people",
                                Map.of("author", "usr_01DEMOLEARNER000000000001"),
                                "titles",
                                Map.of("course", "SQL desde cero"),
                                "path",
                                "/teach/crs_01JDB3M4T8Q0V6X2Y9ZKCE5R33"))));
        assertThat(RunningIdentity.text(
                        RunningIdentity.awaitMail("nora-teaches@aula.test", "You now teach SQL desde cero on Aula")))
                .contains("Ana Torres added you", "stop teaching", "/teach/crs_01JDB3M4T8Q0V6X2Y9ZKCE5R33");
    }

    @Test
    void whatSomebodyHasNotReadIsToldInTheirLanguageAndStoppedByOnePostOfAMailProgram() throws Exception {
        String reader = UserId.next().text();
        sql.update(
                "insert into app_user (id, handle, display_name, email, email_verified_at, locale) values (?, ?, 'Iris', 'iris-digest@aula.test', now(), 'es')",
                reader,
                "iris_digest");
        handler().handle(event(digest(reader)));
        MimeMessage mail = RunningIdentity.awaitMail("iris-digest@aula.test", "2 novedades para ti en Aula");
        assertThat(RunningIdentity.text(mail))
                .contains(
                        "Hola, Iris:",
                        "Anuncios: Mañana empezamos · 24 nov 2026",
                        "Respuestas: 3 · ",
                        RunningIdentity.ISSUER + "/notifications?lang=es",
                        "No recibir más correos como este");
        assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
        String address = mail.getHeader("List-Unsubscribe")[0].replaceAll("[<>\\s]", "");
        assertThat(RunningIdentity.html(mail)).contains("/auth/mail-stop?token=");

        String path = address.substring(RunningIdentity.ISSUER.length());
        Browser.Answer page = RunningIdentity.browser().get(path);
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains("iris-digest@aula.test", "No recibir más");
        assertThat(stopped(reader)).as("who only looks").isZero();
        Map<String, String> oneClick = Map.of("List-Unsubscribe", "One-Click");
        for (int times = 1; times <= 2; times++) {
            assertThat(RunningIdentity.browser().post(path, oneClick).status()).isEqualTo(200);
            assertThat(stopped(reader)).isEqualTo(times);
        }
        assertThat(RunningIdentity.browser()
                        .post("/auth/mail-stop?token=nonsense", oneClick)
                        .status())
                .isEqualTo(404);
    }

    private static JsonNode digest(String reader) {
        return JsonMapper.shared()
                .valueToTree(Map.of(
                        "template",
                        "notifications.digest",
                        "userId",
                        reader,
                        "path",
                        "/notifications",
                        "items",
                        List.of(
                                Map.of(
                                        "kind",
                                        "ANNOUNCEMENT",
                                        "count",
                                        1,
                                        "at",
                                        "2026-11-24T02:00:00Z",
                                        "title",
                                        "Mañana empezamos"),
                                Map.of("kind", "REPLY", "count", 3, "at", "2026-11-23T21:30:00Z"),
                                Map.of("kind", "OF_TOMORROW", "count", 1, "at", "2026-11-23T21:30:00Z"))));
    }

    @Test
    void whatHasNoPlaceInADigestIsCountedInIt() throws Exception {
        String reader = UserId.next().text();
        sql.update(
                "insert into app_user (id, handle, display_name, email, email_verified_at, locale) values (?, ?, 'Leo', 'leo-digest@aula.test', now(), 'en')",
                reader,
                "leo_digest");
        handler().handle(event(((ObjectNode) digest(reader)).put("more", 30)));
        MimeMessage mail = RunningIdentity.awaitMail("leo-digest@aula.test", "32 things new for you on Aula");
        assertThat(RunningIdentity.text(mail)).contains("And besides: 30");
    }

    @Test
    void aDigestOfNothingIsNoMail() {
        String reader = "usr_01DEMOLEARNER000000000001";
        ObjectNode empty = (ObjectNode) digest(reader);
        empty.putArray("items");
        handler().handle(event(empty));
        assertThat(sql.queryForObject(
                        "select count(*) from letter where user_id = ? and kind = 'DIGEST'", Integer.class, reader))
                .isZero();
    }

    private Integer stopped(String reader) {
        return sql.queryForObject(
                "select count(*) from outbox where topic = 'mail.stopped' and subject = ?", Integer.class, reader);
    }

    @ParameterizedTest
    @ValueSource(strings = {"//evil.test/", "https://evil.test/", "/\\evil.test", "learn/les_1", "/a b"})
    void aPathThatLeadsElsewhereIsNoRequest(String path) throws Exception {
        ObjectNode data = (ObjectNode)
                JsonMapper.shared().readTree(Files.readString(EXAMPLE)).get("data");
        data.put("path", path);
        assertThatThrownBy(() -> handler().handle(event(data))).isInstanceOf(MalformedEventException.class);
    }

    @Test
    void aTemplateThatNobodyKnowsIsNoRequest() throws Exception {
        ObjectNode data = (ObjectNode)
                JsonMapper.shared().readTree(Files.readString(EXAMPLE)).get("data");
        data.put("template", "win.a.prize");
        assertThatThrownBy(() -> handler().handle(event(data))).hasMessageContaining("template");
    }

    @Test
    void whatTheMailServerDoesNotTakeIsWrittenLater() throws Exception {
        String person = UserId.next().text();
        sql.update(
                "insert into app_user (id, handle, display_name, email, email_verified_at, locale) values (?, ?, 'Eva', 'no one@@aula.test', now(), 'en')",
                person,
                "unwritable");
        sql.update(
                "insert into letter (id, kind, user_id, words, created_at, next_at) values ('ltr_1', 'PASSWORD_CHANGED', ?, '{}', now(), now())",
                person);
        for (int i = 0; i < 100 && !isPutOff(); i++) {
            Thread.sleep(50);
        }
        assertThat(isPutOff()).isTrue();
        sql.update("update app_user set email = 'eva@aula.test' where id = ?", person);
        sql.update("update letter set next_at = now() where id = 'ltr_1'");
        RunningIdentity.awaitMail("eva@aula.test", "Your Aula password has changed");
    }

    @Test
    void whatIsUrgentDoesNotWaitBehindTheDigestsOfMany() throws Exception {
        String person = UserId.next().text();
        sql.update(
                "insert into app_user (id, handle, display_name, email, email_verified_at, locale) values (?, ?, 'Noa', 'noa@aula.test', now(), 'en')",
                person,
                "urgent_noa");
        sql.update("""
                insert into letter (id, kind, address, words, created_at, next_at)
                select 'ltr_many_' || n, 'DIGEST', 'many@aula.test', '{}', now(), now() - interval '1 hour' from generate_series(1, 200) n
                """);
        sql.update(
                "insert into letter (id, kind, user_id, words, created_at, next_at) values ('ltr_urgent', 'PASSWORD_CHANGED', ?, '{}', now(), now())",
                person);
        RunningIdentity.awaitMail("noa@aula.test", "Your Aula password has changed");
        String waiting = "select count(*) from letter where id like 'ltr\\_many\\_%' and done_at is null";
        assertThat(sql.queryForObject(waiting, Integer.class)).isPositive();
        sql.update("delete from letter where id like 'ltr\\_many\\_%'");
    }

    /** Claimed it would be for minutes. */
    private boolean isPutOff() {
        return Boolean.TRUE.equals(sql.queryForObject("""
                select done_at is null and attempts > 0 and next_at between now() and now() + interval '1 minute'
                from letter where id = 'ltr_1'
                """, Boolean.class));
    }

    private EventHandler handler() {
        return handlers.stream()
                .filter(each -> each.queue().equals("identity.mail"))
                .findFirst()
                .orElseThrow();
    }

    private static Event event(JsonNode data) {
        return new Event("evt_mail", "mail.requested", "cmt_1", 1, Instant.now(), Optional.empty(), data);
    }
}
