package io.aula.courses.enrollment;

import io.aula.courses.person.PersonalRecords;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.UserId;
import java.util.List;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Courses that somebody takes or took. */
@Repository
class EnrollmentRecords implements PersonalRecords {
    private final DSLContext db;
    private final Enrollments enrollments;

    EnrollmentRecords(DSLContext db, Enrollments enrollments) {
        this.db = db;
        this.enrollments = enrollments;
    }

    @Override
    public List<String> files() {
        return List.of("enrollments");
    }

    @Override
    public List<Row> tell(UserId person, String file, String after, int most) {
        return db.fetch("""
                        select id, row_to_json(x)::text from (select e.id, e.course_id as "courseId",
                          c.title ->> c.original_locale as "course", e.status, e.source, e.progress,
                          e.completed_lessons as "completedLessons", e.enrolled_at as "enrolledAt", e.completed_at as "completedAt"
                          from courses.enrollment e join courses.course c on c.id = e.course_id
                          where e.user_id = ? and e.id > ? order by e.id limit ?) x
                        """, person.text(), after, most)
                .map(row -> new Row(row.get(0, String.class), row.get(1, String.class)));
    }

    /** Whoever looks at how many take a course finds one less. */
    @Override
    public void erase(UserId person) {
        db
                .fetch("delete from courses.enrollment where user_id = ? returning course_id", person.text())
                .map(row -> new CourseId(row.get(0, String.class)))
                .stream()
                .sorted((one, other) -> one.text().compareTo(other.text()))
                .forEach(enrollments::countLearners);
    }
}
