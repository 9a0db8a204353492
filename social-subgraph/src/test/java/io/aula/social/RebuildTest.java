package io.aula.social;

import static org.assertj.core.api.Assertions.assertThat;

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
        eventually(() -> entity("Course", course)
                        .path("alsoSeen")
                        .path(0)
                        .path("support")
                        .asInt()
                == 3);
        JsonNode before = entity("Course", course).path("alsoSeen");

        Stores.graph()
                .executableQuery("MATCH ()-[e:ENROLLED|ALSO_SEEN]->() DELETE e")
                .execute();
        assertThat(entity("Course", course).path("alsoSeen").isEmpty()).isTrue();
        assertThat(post("/internal/rebuild").path("applied").asInt()).isGreaterThanOrEqualTo(12);

        eventually(() -> entity("Course", course).path("alsoSeen").equals(before));
        assertThat(knowsUser(erased)).isFalse();
    }
}
