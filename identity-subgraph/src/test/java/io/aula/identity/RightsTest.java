package io.aula.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.identity.entitlement.EntitlementService;
import io.aula.platform.id.Ids;
import io.aula.platform.messaging.Event;
import io.aula.platform.messaging.EventHandler;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether a course is free, and who is given access to one: decided here, told to the others. */
@RunningIdentity.Test
class RightsTest {
    private static final String OWNER = "usr_01DEMOINSTRUCTOR0000000001";
    private static final String EMMA = "usr_01DEMOLEARNER000000000005";
    private static final String GRANT =
            "mutation($i: GrantAccessInput!) { grantAccess(input: $i) { entitlement { id state source endsAt reason"
                    + " user { handle } course { id } } userErrors { __typename code path message } } }";
    private static final String FREE =
            "mutation($i: SetCourseFreeInput!) { setCourseFree(input: $i) { course { id isFree } userErrors { code } } }";
    private static final String REVOKE =
            "mutation($id: ID!, $r: String!) { revokeAccess(entitlementId: $id, reason: $r) { entitlement { id state"
                    + " reason } userErrors { code } } }";

    @Autowired
    private JdbcTemplate sql;

    @Autowired
    private List<EventHandler> handlers;

    @Autowired
    private EntitlementService rights;

    private final Browser browser = RunningIdentity.browser();
    private final String course = Ids.next("crs");
    private String owner;
    private String emma;
    private String admin;

    @BeforeEach
    void people() throws Exception {
        sql.execute("delete from login_throttle");
        owner = token("instructor@aula.test");
        emma = token("learner5@aula.test");
        admin = token("admin@aula.test");
    }

    @Test
    void aCourseNobodyHasToldOfIsNotFree() throws Exception {
        assertThat(isFree().isNull()).isTrue();
        assertThat(codes(free(owner, true))).containsExactly("NOT_FOUND");
    }

    @Test
    void howACourseStoodIsTakenOnceAndFromThenOnItIsDecidedHere() throws Exception {
        told(3, OWNER, false);
        assertThat(isFree().asBoolean(true)).isFalse();
        told(4, OWNER, true);
        assertThat(isFree().asBoolean(true))
                .as("courses' copy is not asked again")
                .isFalse();

        assertThat(free(owner, true).at("/course/isFree").asBoolean()).isTrue();
        assertThat(free(owner, true).at("/course/isFree").asBoolean()).isTrue();
        assertThat(free(owner, false).at("/course/isFree").asBoolean(true)).isFalse();
        assertThat(events("offer.changed", course))
                .extracting(event -> event.get("version").asInt() + " "
                        + event.at("/data/isFree").asBoolean())
                .containsExactly("1 true", "2 false");
        assertThat(sql.queryForList(
                        "select detail from audit_event where target = ? order by at", String.class, course))
                .containsExactly("true", "false");
    }

    @Test
    void whatWasToldBeforeIsFreeWasToldIsFilledInBySomethingOfTheSameVersion() throws Exception {
        told(3, OWNER, null);
        assertThat(isFree().isNull()).isTrue();
        told(3, OWNER, true);
        assertThat(isFree().asBoolean()).isTrue();
        told(2, EMMA, false);
        assertThat(isFree().asBoolean()).isTrue();
        assertThat(codes(free(owner, false))).as("an older word on who teaches").isEmpty();
    }

    @Test
    void onlyThoseWhoTeachACourseDecideWhetherItIsFree() throws Exception {
        told(1, OWNER, true);
        assertThat(codes(free(token("instructor2@aula.test"), false))).containsExactly("FORBIDDEN");
        assertThat(codes(free(admin, false))).isEmpty();
    }

    @Test
    void theOwnerGivesAccessWithAReasonThatIsKeptAndEverybodyElseIsTold() throws Exception {
        told(1, OWNER, false);
        Instant end = Instant.parse("2031-01-01T00:00:00Z");
        JsonNode given = grant(owner, EMMA, end, " Beca ", "key " + course);
        JsonNode right = given.get("entitlement");
        assertThat(right.get("state").asString()).isEqualTo("ACTIVE");
        assertThat(right.get("reason").asString()).isEqualTo("Beca");
        assertThat(right.at("/user/handle").asString()).isEqualTo("emma");
        assertThat(right.at("/course/id").asString()).isEqualTo(course);
        String id = right.get("id").asString();
        assertThat(grant(owner, EMMA, end, " Beca ", "key " + course)
                        .at("/entitlement/id")
                        .asString())
                .as("a double click")
                .isEqualTo(id);
        JsonNode event = events("entitlement.changed", id).getFirst();
        assertThat(events("entitlement.changed", id)).hasSize(1);
        assertThat(event.at("/data/userId").asString()).isEqualTo(EMMA);
        assertThat(event.at("/data/endsAt").asString()).isEqualTo(end.toString());
        assertThat(sql.queryForObject("select detail from audit_event where target = ?", String.class, id))
                .contains(EMMA, course, "Beca");

        assertThat(mine().get("id").asString()).isEqualTo(id);
        assertThat(mine().get("reason").isNull()).as("written for the owner").isTrue();
    }

    @Test
    void accessThatIsGivenAgainIsTheSameOneUntilAnotherDay() throws Exception {
        told(1, OWNER, false);
        String id =
                grant(owner, EMMA, null, "Beca", key()).at("/entitlement/id").asString();
        Instant end = Instant.now().plus(Duration.ofDays(30));
        JsonNode again = grant(admin, EMMA, end, "Hasta fin de mes", key()).get("entitlement");
        assertThat(again.get("id").asString()).isEqualTo(id);
        assertThat(again.get("endsAt").isNull()).isFalse();
        assertThat(events("entitlement.changed", id)).hasSize(2);
    }

    @Test
    void accessIsTakenBackOnceAndThePersonIsTold() throws Exception {
        told(1, OWNER, false);
        String id =
                grant(owner, EMMA, null, "Beca", key()).at("/entitlement/id").asString();
        assertThat(revoke(token("instructor2@aula.test"), id, "no")
                        .at("/userErrors/0/code")
                        .asString())
                .isEqualTo("FORBIDDEN");
        assertThat(revoke(owner, id, " ").at("/userErrors/0/code").asString()).isEqualTo("REASON_INVALID");
        assertThat(revoke(owner, id, "Se fue").at("/entitlement/state").asString())
                .isEqualTo("REVOKED");
        assertThat(revoke(owner, id, "Se fue").at("/entitlement/state").asString())
                .isEqualTo("REVOKED");
        assertThat(events("entitlement.changed", id))
                .extracting(event -> event.get("version").asInt() + " "
                        + event.at("/data/state").asString())
                .containsExactly("1 ACTIVE", "2 REVOKED");
        assertThat(mine().get("state").asString()).isEqualTo("REVOKED");
        assertThat(grant(owner, EMMA, null, "Vuelve", key())
                        .at("/entitlement/state")
                        .asString())
                .isEqualTo("ACTIVE");
    }

    @Test
    void whatIsNoGrantIsRefusedInWords() throws Exception {
        assertThat(refusal(grant(owner, EMMA, null, "Beca", key()))).isEqualTo("NOT_FOUND");
        told(1, OWNER, false);
        assertThat(refusal(grant(token("instructor2@aula.test"), EMMA, null, "Beca", key())))
                .isEqualTo("FORBIDDEN");
        assertThat(refusal(grant(owner, "usr_01NOBODY00000000000000001", null, "Beca", key())))
                .isEqualTo("NOT_FOUND");
        assertThat(refusal(grant(owner, "nonsense", null, "Beca", key()))).isEqualTo("NOT_FOUND");
        assertThat(refusal(grant(owner, EMMA, null, " \u200b", key()))).isEqualTo("REASON_INVALID");
        assertThat(refusal(grant(owner, EMMA, null, "a".repeat(501), key()))).isEqualTo("REASON_INVALID");
        assertThat(refusal(grant(owner, EMMA, Instant.now().minusSeconds(5), "Beca", key())))
                .isEqualTo("ENDS_IN_THE_PAST");
        assertThat(refusal(grant(owner, EMMA, null, "Beca", " "))).isEqualTo("IDEMPOTENCY_KEY_INVALID");
        String key = key();
        grant(owner, EMMA, null, "Beca", key);
        assertThat(refusal(grant(owner, EMMA, null, "Otra cosa", key))).isEqualTo("IDEMPOTENCY_KEY_REUSED");
    }

    @Test
    void whatWasPaidForIsNotTakenBackHere() throws Exception {
        told(1, OWNER, false);
        String id = Ids.next("ent");
        sql.update(
                "insert into entitlement (id, user_id, course_id, source, source_id, state, starts_at) values (?, ?, ?, 'ORDER', 'ord_1', 'ACTIVE', now())",
                id,
                EMMA,
                course);
        assertThat(revoke(owner, id, "no").at("/userErrors/0/code").asString()).isEqualTo("NOT_GRANTED");
    }

    @Test
    void theOwnerReadsWhoHasAccessPageByPageAndNobodyElseDoes() throws Exception {
        told(1, OWNER, false);
        for (int i = 1; i <= 3; i++) {
            grant(owner, "usr_01DEMOLEARNER00000000000" + i, null, "Beca", key());
        }
        List<String> read = new ArrayList<>();
        String after = null;
        do {
            JsonNode page = page(owner, after);
            page.get("nodes").forEach(node -> read.add(node.at("/user/id").asString()));
            after = page.at("/pageInfo/hasNextPage").asBoolean()
                    ? page.at("/pageInfo/endCursor").asString()
                    : null;
        } while (after != null);
        assertThat(read)
                .containsExactly(
                        "usr_01DEMOLEARNER000000000003",
                        "usr_01DEMOLEARNER000000000002",
                        "usr_01DEMOLEARNER000000000001");
        assertThat(page(token("instructor2@aula.test"), null).isNull()).isTrue();
    }

    @Test
    void whatEndsByItselfIsNotedAndTold() throws Exception {
        told(1, OWNER, false);
        String id = grant(owner, EMMA, Instant.now().plus(Duration.ofDays(1)), "Un día", key())
                .at("/entitlement/id")
                .asString();
        sql.update("update entitlement set ends_at = now() - interval '1 second' where id = ?", id);
        assertThat(mine().get("state").asString()).as("before anybody noted it").isEqualTo("EXPIRED");
        rights.expire();
        assertThat(events("entitlement.changed", id).getLast().at("/data/state").asString())
                .isEqualTo("EXPIRED");
    }

    private String token(String email) throws Exception {
        return Gateway.accessToken(new Gateway(RunningIdentity.browser()).tokens(email));
    }

    private static String key() {
        return UUID.randomUUID().toString();
    }

    private void told(int version, String ownerId, @Nullable Boolean isFree) {
        Map<String, Object> data = new HashMap<>(
                Map.of("courseId", course, "title", "Curso", "status", "PUBLISHED", "instructorIds", List.of(ownerId)));
        data.put("ownerId", ownerId);
        if (isFree != null) {
            data.put("isFree", isFree);
        }
        Event event = new Event(
                Ids.next("evt"),
                "course.updated",
                course,
                version,
                Instant.now(),
                Optional.empty(),
                JsonMapper.shared().valueToTree(data));
        handlers.stream()
                .filter(each -> each.queue().equals("identity.projection"))
                .forEach(each -> each.handle(event));
    }

    private JsonNode isFree() throws Exception {
        return entity(owner, "isFree").get("isFree");
    }

    private JsonNode mine() throws Exception {
        return entity(emma, "viewerEntitlement { id state reason }").get("viewerEntitlement");
    }

    private JsonNode page(String token, @Nullable String after) throws Exception {
        String where = after == null ? "" : ", after: \"" + after + "\"";
        return entity(
                        token,
                        "entitlements(first: 2" + where + ") { nodes { user { id } } edges { cursor }"
                                + " pageInfo { hasNextPage endCursor } }")
                .get("entitlements");
    }

    private JsonNode entity(String token, String fields) throws Exception {
        return data(
                        "query($r: [_Any!]!) { _entities(representations: $r) { ... on Course { id " + fields
                                + " } } }",
                        Map.of("r", List.of(Map.of("__typename", "Course", "id", course))),
                        token)
                .at("/_entities/0");
    }

    private JsonNode free(String token, boolean isFree) throws Exception {
        return data(FREE, Map.of("i", Map.of("courseId", course, "isFree", isFree)), token)
                .get("setCourseFree");
    }

    private JsonNode grant(String token, String person, @Nullable Instant endsAt, String reason, String key)
            throws Exception {
        Map<String, Object> input =
                new HashMap<>(Map.of("idempotencyKey", key, "userId", person, "courseId", course, "reason", reason));
        if (endsAt != null) {
            input.put("endsAt", endsAt.toString());
        }
        return data(GRANT, Map.of("i", input), token).get("grantAccess");
    }

    private JsonNode revoke(String token, String id, String reason) throws Exception {
        return data(REVOKE, Map.of("id", id, "r", reason), token).get("revokeAccess");
    }

    private JsonNode data(String query, Map<String, Object> variables, String token) throws Exception {
        JsonNode answer = browser.graphql(query, variables, token).json();
        assertThat(answer.has("errors")).as(answer.toString()).isFalse();
        return answer.get("data");
    }

    private static String refusal(JsonNode payload) {
        return payload.at("/userErrors/0/code").asString();
    }

    private static List<String> codes(JsonNode payload) {
        return payload.get("userErrors")
                .valueStream()
                .map(error -> error.get("code").asString())
                .toList();
    }

    private List<JsonNode> events(String topic, String subject) {
        return sql
                .queryForList(
                        "select payload::text from outbox where topic = ? and subject = ? order by seq",
                        String.class,
                        topic,
                        subject)
                .stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }
}
