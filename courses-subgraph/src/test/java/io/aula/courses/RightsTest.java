package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.Ids;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.amqp.core.Message;
import org.springframework.amqp.core.MessageBuilder;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Who may open a course that is sold, by what identity tells; and what becomes of those who take it. */
class RightsTest extends CoursesTestServer {
    private static final Instant PAST = Instant.now().minus(Duration.ofDays(1));
    private static final Instant LATER = Instant.now().plus(Duration.ofDays(30));

    private final Promises promises = new Promises();
    private final String person = Ids.next("usr");

    @Autowired
    private List<EventHandler> handlers;

    @Autowired
    private TransactionTemplate transactions;

    @Test
    void theExamplesOfTheMessagesAreUnderstoodAsTheyComeOverTheWire() {
        String course = publishedCourse("Por el cable");
        ObjectNode offer = promises.example("offer.changed");
        ((ObjectNode) offer.path("data")).put("courseId", course);
        send(offer);
        eventually(
                "the course to be sold",
                () -> access(course).path("reason").asString().equals("NOT_ENTITLED"));
        assertThat(codes(enroll(person, course))).contains("NOT_FREE");

        ObjectNode right = promises.example("entitlement.changed");
        ((ObjectNode) right.path("data")).put("courseId", course).put("userId", person);
        send(right);
        eventually("the person to be enrolled", () -> status(course).equals("ACTIVE"));
        assertThat(access(course).path("reason").asString()).isEqualTo("GRANTED");
    }

    @Test
    void aCourseThatIsSoldIsClosedToStrangersAndOpenToItsTeachers() {
        String course = sold("Vendido");
        assertThat(access(course).path("reason").asString()).isEqualTo("NOT_ENTITLED");
        assertThat(codes(enroll(person, course))).containsExactly("NOT_FREE");
        assertThat(codes(enroll(TEACHER, course))).isEmpty();
        assertThat(access(TEACHER, course).path("reason").asString()).isEqualTo("STAFF");
    }

    @Test
    void whatWasBoughtIsBegunByItselfAndPlays() {
        String course = createCourse("Comprado");
        String lesson = videoLesson(createModule(course, "Uno"), "Ver", 60_000);
        assertThat(publish(course)).isEmpty();
        sell(course, 1);
        assertThat(play(person, lesson).path("reason").asString()).isEqualTo("NOT_ENTITLED");

        right(Ids.next("ent"), course, "ORDER", "ACTIVE", PAST, null, 1);
        assertThat(access(course).path("reason").asString()).isEqualTo("PURCHASED");
        assertThat(access(course).path("until").isNull()).isTrue();
        assertThat(status(course)).isEqualTo("ACTIVE");
        assertThat(play(person, lesson).path("sessionId").asString()).isNotEmpty();
        String enrollment = enrollment(person, course).path("id").asString();
        JsonNode told = json.readTree(sql.queryForObject(
                "select payload::text from courses.outbox where subject = ? and topic = 'enrollment.created'",
                String.class,
                enrollment));
        assertThat(promises.broken("enrollment.created", told.toString())).isEmpty();
        assertThat(told.at("/data/source").asString()).isEqualTo("ORDER");
    }

    @Test
    void anOlderVersionThatComesLateChangesNothing() {
        String course = sold("Tarde");
        String id = Ids.next("ent");
        right(id, course, "GRANT", "REVOKED", PAST, null, 3);
        right(id, course, "GRANT", "ACTIVE", PAST, null, 2);
        assertThat(access(course).path("allowed").asBoolean()).isFalse();
        right(id, course, "GRANT", "ACTIVE", PAST, null, 4);
        assertThat(access(course).path("allowed").asBoolean()).isTrue();
    }

    @Test
    void whatIsTakenBackEndsTheEnrollmentAndKeepsWhatWasWatched() {
        String course = createCourse("Retirado");
        String lesson = videoLesson(createModule(course, "Uno"), "Ver", 60_000);
        assertThat(publish(course)).isEmpty();
        sell(course, 1);
        String id = Ids.next("ent");
        right(id, course, "GRANT", "ACTIVE", PAST, LATER, 1);
        assertThat(Instant.parse(access(course).path("until").asString())).isCloseTo(LATER, within());
        String session = session(person, lesson);
        watch(person, session, 0, 0, 12_000);

        right(id, course, "GRANT", "REVOKED", PAST, LATER, 2);
        assertThat(status(course)).isEqualTo("EXPIRED");
        assertThat(renewed(session)).isEqualTo("NOT_ENTITLED");
        assertThat(topics(enrollment(person, course).path("id").asString())).endsWith("enrollment.changed");

        right(id, course, "GRANT", "ACTIVE", PAST, null, 3);
        assertThat(status(course)).isEqualTo("ACTIVE");
        assertThat(enrollment(person, course).path("progress").asDouble()).isGreaterThan(0.1);
    }

    @Test
    void aRightThatIsOverByTheClockOpensNothingThoughNobodyHasSaidSo() {
        String course = sold("Acabado");
        right(Ids.next("ent"), course, "GRANT", "ACTIVE", PAST.minusSeconds(60), PAST, 1);
        assertThat(access(course).path("reason").asString()).isEqualTo("NOT_ENTITLED");
        assertThat(status(course)).isEmpty();
    }

    @Test
    void aMembershipOpensEverythingOnceOneEnrollsAndGraceKeepsIt() {
        String course = sold("Incluido");
        String id = Ids.next("ent");
        right(id, null, "MEMBERSHIP", "ACTIVE", PAST, LATER, 1);
        assertThat(status(course)).as("nobody takes every course").isEmpty();
        assertThat(access(course).path("reason").asString()).isEqualTo("SUBSCRIPTION");
        assertThat(codes(enroll(person, course))).isEmpty();

        right(id, null, "MEMBERSHIP", "GRACE", PAST, LATER, 2);
        assertThat(access(course).path("allowed").asBoolean()).isTrue();
        right(id, null, "MEMBERSHIP", "SUSPENDED", PAST, LATER, 3);
        assertThat(access(course).path("reason").asString()).isEqualTo("SUSPENDED");
        assertThat(status(course)).isEqualTo("EXPIRED");
        right(id, null, "MEMBERSHIP", "ACTIVE", PAST, LATER, 4);
        assertThat(status(course)).isEqualTo("ACTIVE");
    }

    @Test
    void whoOwnsACourseKeepsItWhenTheMembershipEnds() {
        String course = sold("Los dos");
        String member = Ids.next("ent");
        right(member, null, "MEMBERSHIP", "ACTIVE", PAST, LATER, 1);
        right(Ids.next("ent"), course, "ORDER", "ACTIVE", PAST, null, 1);
        right(member, null, "MEMBERSHIP", "EXPIRED", PAST, PAST, 2);
        assertThat(access(course).path("reason").asString()).isEqualTo("PURCHASED");
        assertThat(status(course)).isEqualTo("ACTIVE");
    }

    @Test
    void whatWasTakenUpForNothingStaysOpenWhenTheCourseIsSold() {
        String course = publishedCourse("Antes gratis");
        enroll(person, course);
        sell(course, 1);
        assertThat(access(course).path("reason").asString()).isEqualTo("ENROLLED");
        assertThat(codes(enroll(person, course))).isEmpty();
        String id = Ids.next("ent");
        right(id, course, "GRANT", "ACTIVE", PAST, null, 1);
        right(id, course, "GRANT", "REVOKED", PAST, null, 2);
        assertThat(status(course)).isEqualTo("ACTIVE");

        withdraw(person, enrollment(person, course).path("id").asString());
        assertThat(codes(enroll(person, course))).as("once left, it is bought").containsExactly("NOT_FREE");
    }

    @Test
    void whoLeftIsNotCalledBackByAnythingButANewRight() {
        String course = sold("Dejado");
        String id = Ids.next("ent");
        right(id, course, "GRANT", "ACTIVE", PAST, null, 1);
        withdraw(person, enrollment(person, course).path("id").asString());
        right(id, course, "GRANT", "ACTIVE", PAST, LATER, 2);
        assertThat(status(course)).isEqualTo("WITHDRAWN");
        right(Ids.next("ent"), course, "ORDER", "ACTIVE", PAST, null, 1);
        assertThat(status(course)).isEqualTo("ACTIVE");
    }

    @Test
    void whatHasEndedCanBeLeftAndAFinishedCourseStaysFinished() {
        String course = sold("Acabado y dejado");
        String id = Ids.next("ent");
        right(id, course, "GRANT", "ACTIVE", PAST, LATER, 1);
        right(id, course, "GRANT", "REVOKED", PAST, LATER, 2);
        String enrollment = enrollment(person, course).path("id").asString();
        assertThat(codes(withdraw(person, enrollment))).isEmpty();
        assertThat(status(course)).isEqualTo("WITHDRAWN");

        sql.update("update courses.enrollment set status = 'EXPIRED', completed_at = now() where id = ?", enrollment);
        assertThat(codes(withdraw(person, enrollment))).containsExactly("ALREADY_COMPLETED");
        assertThat(status(course)).isEqualTo("EXPIRED");
    }

    @Test
    void anOlderWordOnWhetherACourseIsFreeChangesNothing() {
        String course = sold("Precio");
        offer(course, true, 3);
        offer(course, false, 2);
        assertThat(access(course).path("reason").asString()).isEqualTo("FREE");
    }

    @Test
    void previewsStayOpenToEverybody() {
        String course = createCourse("Con muestra");
        String lesson = createArticle(createModule(course, "Uno"), "Leer");
        updateLesson(Map.of("id", lesson, "isFreePreview", true));
        assertThat(publish(course)).isEmpty();
        sell(course, 1);
        assertThat(as(
                                NOBODY,
                                "query($id: ID!) { lesson(id: $id) { viewerAccess { allowed reason } } }",
                                Map.of("id", lesson))
                        .at("/lesson/viewerAccess/reason")
                        .asString())
                .isEqualTo("PREVIEW");
    }

    private String sold(String title) {
        String course = publishedCourse(title);
        sell(course, 1);
        return course;
    }

    private void sell(String course, int version) {
        offer(course, false, version);
    }

    private void offer(String course, boolean isFree, int version) {
        tell("offer.changed", course, version, Map.of("courseId", course, "isFree", isFree));
    }

    private void right(
            String id,
            @Nullable String course,
            String source,
            String state,
            Instant startsAt,
            @Nullable Instant endsAt,
            int version) {
        Map<String, @Nullable Object> data = new HashMap<>();
        data.put("entitlementId", id);
        data.put("userId", person);
        data.put("courseId", course);
        data.put("source", source);
        data.put("sourceId", "of the test");
        data.put("state", state);
        data.put("startsAt", startsAt.toString());
        data.put("endsAt", endsAt == null ? null : endsAt.toString());
        tell("entitlement.changed", id, version, data);
    }

    /** As the listener does, in a transaction of its own. */
    private void tell(String type, String subject, int version, Map<String, ?> data) {
        Event event = new Event(
                Ids.next("evt"), type, subject, version, Instant.now(), Optional.empty(), json.valueToTree(data));
        EventHandler handler = handlers.stream()
                .filter(each -> each.queue().equals("courses.commerce"))
                .findFirst()
                .orElseThrow();
        transactions.executeWithoutResult(status -> handler.handle(event));
    }

    private void send(ObjectNode event) {
        event.put("id", Ids.next("evt"));
        Message message = MessageBuilder.withBody(event.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .build();
        rabbit.send("aula.events", event.path("type").asString(), message);
    }

    private String status(String course) {
        return enrollment(person, course).path("status").asString("");
    }

    private String renewed(String session) {
        return as(
                        person,
                        "mutation($id: ID!) { renewPlayback(sessionId: $id) { ... on PlaybackDenied { reason } } }",
                        Map.of("id", session))
                .at("/renewPlayback/reason")
                .asString();
    }

    private JsonNode access(String course) {
        return access(person, course);
    }

    private JsonNode access(String who, String course) {
        return as(
                        who,
                        "query($id: ID!) { course(id: $id) { viewerAccess { allowed reason until } } }",
                        Map.of("id", course))
                .at("/course/viewerAccess");
    }

    private static org.assertj.core.data.TemporalUnitOffset within() {
        return org.assertj.core.api.Assertions.within(1, java.time.temporal.ChronoUnit.SECONDS);
    }
}
