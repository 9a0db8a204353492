package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.aula.devstack.testing.TestPostgres;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A store that goes away costs answers while it is away, and nothing after. */
class OutageTest extends CoursesTestServer {
    @Autowired
    private HikariDataSource pool;

    @Test
    void theServiceGoesOnByItselfAfterPostgreSqlWasKilledAndStartedAgain() {
        String course = publishedCourse("Antes del corte");
        TestPostgres.kill();
        JsonNode error = ask(LEARNER, "query($id: ID!) { course(id: $id) { title } }", Map.of("id", course))
                .at("/errors/0");
        assertThat(error.at("/extensions/code").asString()).isEqualTo("UNAVAILABLE");
        assertThat(error.path("message").asString()).contains("Try again");

        TestPostgres.startAgain();
        eventually(
                "an answer",
                () -> ask(LEARNER, "query($id: ID!) { course(id: $id) { title } }", Map.of("id", course))
                        .at("/data/course/title")
                        .asString("")
                        .equals("Antes del corte"));
        enroll(LEARNER, course);
        eventually("what was told meanwhile", () -> unpublished() == 0);
        eventually("an idle pool", () -> pool.getHikariPoolMXBean().getActiveConnections() == 0);
    }

    private int unpublished() {
        Integer count =
                sql.queryForObject("select count(*) from courses.outbox where published_at is null", Integer.class);
        return count == null ? -1 : count;
    }
}
