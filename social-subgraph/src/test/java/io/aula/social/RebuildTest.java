package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.aula.platform.id.Ids;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

final class RebuildTest extends SocialTestServer {

    @Test
    void whatOthersToldIsRebuiltFromTheLogAndAlsoSeenIsAsBefore() {
        String course = course();
        String other = course();
        String erased = person();
        for (String learner : List.of(Ids.next("usr"), Ids.next("usr"), Ids.next("usr"), erased)) {
            enroll(learner, course);
            enroll(learner, other);
        }
        tell("user.deleted", erased, 9, Map.of("userId", erased));
        eventually(() -> !knowsUser(erased));
        enroll(Ids.next("usr"), course); // marks the course, which is then computed without the erased
        eventually(() -> isSettled(course, 4) && isSettled(other, 3) && support(course) == 3);
        JsonNode before = entity("Course", course).path("alsoSeen");

        Stores.graph()
                .executableQuery("MATCH ()-[e:ENROLLED|ALSO_SEEN]->() DELETE e")
                .execute();
        assertThat(entity("Course", course).path("alsoSeen").isEmpty()).isTrue();
        assertThat(post("/internal/rebuild").path("applied").asInt()).isGreaterThanOrEqualTo(12);

        eventually(() -> isSettled(course, 4) && isSettled(other, 3) && support(course) == 3);
        JsonNode after = entity("Course", course).path("alsoSeen");
        assertThat(after.size()).isEqualTo(before.size());
        assertThat(after.path(0).path("score").asDouble())
                .isCloseTo(before.path(0).path("score").asDouble(), within(1e-9));
        assertThat(knowsUser(erased)).isFalse();
    }

    private int support(String course) {
        return entity("Course", course).path("alsoSeen").path(0).path("support").asInt();
    }

    /** All of its enrollments arrived, and what follows from them is computed. */
    private static boolean isSettled(String course, int enrollments) {
        var row = Stores.graph()
                .executableQuery("MATCH (c:Course {id: $id}) RETURN COUNT { (c)<-[:ENROLLED]-() } AS enrolled,"
                        + " c.touched IS NULL AS computed")
                .withParameters(Map.of("id", course))
                .execute()
                .records()
                .getFirst();
        return row.get("enrolled").asInt() == enrollments && row.get("computed").asBoolean();
    }
}
