package io.aula.courses.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.courses.CoursesTestServer;
import io.aula.platform.id.Ids;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Rights to a course that nobody could take up when they came. */
class WaitingRightsTest extends CoursesTestServer {
    private final String person = Ids.next("usr");

    @Autowired
    private RightsFollowed followed;

    @Test
    void whatWasBoughtWhileTheCourseWasShutBeginsWhenItIsPublishedAgain() {
        String course = publishedCourse("De vuelta");
        String leaver = Ids.next("usr");
        assertThat(enroll(leaver, course).path("userErrors").size()).isZero();
        withdraw(leaver, enrollment(leaver, course).path("id").asString());
        sell(course);
        archive(course);
        right(person, course, "-1 minute");
        right(leaver, course, "-1 minute");
        assertThat(status(person, course)).isEmpty();

        assertThat(publish(course)).isEmpty();
        assertThat(status(person, course)).isEqualTo("ACTIVE");
        assertThat(status(leaver, course)).as("who left waits for nothing").isEqualTo("WITHDRAWN");
    }

    @Test
    void aRightThatBeginsOnADayBeginsTheCourseOnThatDay() {
        String course = publishedCourse("Desde el lunes");
        sell(course);
        String right = right(person, course, "1 day");
        followed.followTheClock();
        assertThat(status(person, course)).isEmpty();
        sql.update("update courses.entitlement set starts_at = now() - interval '1 minute' where id = ?", right);
        followed.followTheClock();
        assertThat(status(person, course)).isEqualTo("ACTIVE");
        assertThat(enrollment(person, course).path("status").asString()).isEqualTo("ACTIVE");
    }

    @Test
    void rightsThatBeginNothingHoldUpNobodyBehindThem() {
        String member = publishedCourse("Solo para miembros");
        sell(member);
        sql.update(
                "insert into courses.entitlement (id, user_id, course_id, source, state, starts_at, version)"
                        + " select 'ent_01WAITING' || lpad(n::text, 17, '0'), 'usr_01WAITING' || lpad(n::text, 17, '0'), ?,"
                        + " 'MEMBERSHIP', 'ACTIVE', now() - interval '1 hour', 1 from generate_series(1, 450) n",
                member);
        String course = publishedCourse("Comprado");
        sell(course);
        right(person, course, "-1 minute");
        try {
            followed.followTheClock();
        } finally {
            sql.update("delete from courses.entitlement where course_id = ?", member);
        }
        assertThat(status(person, course)).isEqualTo("ACTIVE");
        assertThat(sql.queryForObject(
                        "select count(*) from courses.enrollment where course_id = ?", Integer.class, member))
                .as("a membership opens everything once one enrolls")
                .isZero();
    }

    @Test
    void aRightThatCannotBeFollowedTakesBackNoneOfTheOthers() {
        String course = publishedCourse("Uno falla");
        sell(course);
        String broken = "usr_01AAABROKEN0000000000000000";
        right(person, course, "-1 minute");
        right(broken, course, "-1 minute");
        sql.execute("create function courses.refuse_one() returns trigger language plpgsql as $$ begin"
                + " if new.user_id = '" + broken + "' then raise exception 'not this one'; end if; return new; end $$");
        sql.execute("create trigger refuse_one before insert on courses.enrollment for each row"
                + " execute function courses.refuse_one()");
        try {
            followed.followTheClock();
        } finally {
            sql.execute("drop trigger refuse_one on courses.enrollment");
            sql.execute("drop function courses.refuse_one()");
            sql.update("delete from courses.entitlement where user_id = ?", broken);
        }
        assertThat(status(person, course)).isEqualTo("ACTIVE");
        assertThat(status(broken, course)).isEmpty();
    }

    private void sell(String course) {
        sql.update("update courses.course set is_free = false where id = ?", course);
    }

    private String right(String who, String course, String from) {
        String id = Ids.next("ent");
        sql.update(
                "insert into courses.entitlement (id, user_id, course_id, source, state, starts_at, version)"
                        + " values (?, ?, ?, 'ORDER', 'ACTIVE', now() + ?::interval, 1)",
                id,
                who,
                course,
                from);
        return id;
    }

    private void archive(String course) {
        int revision = as(TEACHER, "query($id: ID!) { course(id: $id) { revision } }", Map.of("id", course))
                .at("/course/revision")
                .asInt();
        as(
                TEACHER,
                "mutation($id: ID!, $r: Int!) { archiveCourse(id: $id, expectedRevision: $r) { userErrors { code } } }",
                Map.of("id", course, "r", revision));
    }

    private String status(String who, String course) {
        return enrollment(who, course).path("status").asString("");
    }
}
