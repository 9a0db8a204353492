package io.aula.courses.catalog;

import static io.aula.courses.db.Tables.COURSE;
import static io.aula.courses.db.Tables.COURSE_DOCUMENT;
import static org.jooq.impl.DSL.and;
import static org.jooq.impl.DSL.condition;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.aula.platform.id.UserId;
import java.util.List;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.QueryPart;
import org.jooq.Record;
import org.jooq.Select;
import org.springframework.stereotype.Repository;

/** What words stand for beside courses: topics, and people who teach. */
@Repository
class Suggestions {
    /** Whoever types waits for each letter: it is looked for among the courses that most people take. */
    private static final int MOST_COURSES = 300;

    private static final String TOPICS = """
            select tag from ({0}) found, unnest(found.tags) tag
              where {1} group by tag order by count(*) desc, tag limit {2}
            """;
    private static final String TEACHERS = """
            select p.id from ({0}) found
              join courses.course_instructor i on i.course_id = found.id
              join courses.person p on p.id = i.user_id and p.handle is not null
              where {1} group by p.id order by count(*) desc, p.id limit {2}
            """;

    private final DSLContext db;

    Suggestions(DSLContext db) {
        this.db = db;
    }

    /** Topics in which each of the words begins one, those of most courses first. */
    List<String> topics(Asked asked, int most) {
        return db.resultQuery(TOPICS, parts(asked, "tag", most)).fetch(row -> row.get(0, String.class));
    }

    /** As {@link #topics}, of the handles of those who teach. */
    List<UserId> teachers(Asked asked, int most) {
        return db.resultQuery(TEACHERS, parts(asked, "p.handle", most))
                .fetch(row -> new UserId(row.get(0, String.class)));
    }

    private static QueryPart[] parts(Asked asked, String text, int most) {
        return new QueryPart[] {found(asked), and(begun(asked, text).toList()), val(most)};
    }

    private static Stream<Condition> begun(Asked asked, String text) {
        return asked.words().stream()
                .map(word -> condition(
                        "' ' || array_to_string(courses.words_in(courses.folded(" + text + ")), ' ') like {0}",
                        val("% " + word.word() + "%")));
    }

    private static Select<? extends Record> found(Asked asked) {
        List<Condition> tagged = asked.words().stream()
                .map(word -> condition("{0} @@ {1}::tsquery", COURSE_DOCUMENT.WORDS, val(word.tagged())))
                .toList();
        return select(COURSE.ID, COURSE.TAGS)
                .from(COURSE)
                .join(COURSE_DOCUMENT)
                .on(COURSE_DOCUMENT.COURSE_ID.eq(COURSE.ID))
                .where(COURSE.STATUS.eq(CourseStatus.PUBLISHED.name()), and(tagged))
                .orderBy(COURSE.LEARNER_COUNT.desc(), COURSE.ID.desc())
                .limit(MOST_COURSES);
    }
}
