package io.aula.courses.authoring;

import io.aula.courses.person.PersonalRecords.Row;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import io.aula.platform.id.UserId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.springframework.stereotype.Repository;

/** What somebody has written as a teacher. */
@Repository
class AuthoredRows {
    private final DSLContext db;

    AuthoredRows(DSLContext db) {
        this.db = db;
    }

    List<Row> courses(UserId person, String after, int most) {
        return db.fetch("""
                        select id, row_to_json(x)::text from (select c.id, c.slug, c.status, c.title, c.subtitle, c.description, c.tags,
                          c.owner_id = ? as "isOwner", c.created_at as "createdAt" from courses.course c
                          where (c.owner_id = ? or exists (select 1 from courses.course_instructor i
                            where i.course_id = c.id and i.user_id = ?)) and c.id > ? order by c.id limit ?) x
                        """, person.text(), person.text(), person.text(), after, most)
                .map(AuthoredRows::row);
    }

    /** Of their own courses. */
    List<Row> lessons(UserId person, String after, int most) {
        return db.fetch("""
                        select id, row_to_json(x)::text from (select l.id, l.course_id as "courseId", l.kind, l.title, l.article,
                          l.video_id as "videoId", l.status from courses.lesson l join courses.course c on c.id = l.course_id
                          where c.owner_id = ? and l.id > ? order by l.id limit ?) x
                        """, person.text(), after, most).map(AuthoredRows::row);
    }

    private static Row row(Record row) {
        return new Row(row.get(0, String.class), row.get(1, String.class));
    }

    /** Courses of others that they teach no more from here on, each with a new revision. */
    List<CourseId> leave(UserId person) {
        return db.fetch("""
                        with gone as (delete from courses.course_instructor i using courses.course c
                          where c.id = i.course_id and i.user_id = ? and c.owner_id <> ? returning i.course_id)
                        update courses.course set revision = revision + 1 where id in (select course_id from gone) returning id
                        """, person.text(), person.text()).map(row -> new CourseId(row.get(0, String.class)));
    }

    /** Own courses that others take, took, have a right to or teach too. */
    List<CourseId> wanted(UserId owner) {
        return ids(owner, "");
    }

    /** Own courses that nobody else has to do with. */
    List<CourseId> unwanted(UserId owner) {
        return ids(owner, "not");
    }

    private List<CourseId> ids(UserId owner, String whether) {
        return db.fetch("""
                        select c.id from courses.course c where c.owner_id = ?
                          and %s (exists (select 1 from courses.enrollment e where e.course_id = c.id and e.user_id <> c.owner_id)
                            or exists (select 1 from courses.entitlement n where n.course_id = c.id and n.user_id <> c.owner_id)
                            or exists (select 1 from courses.course_instructor i where i.course_id = c.id and i.user_id <> c.owner_id))
                        order by c.id for update
                        """.formatted(whether), owner.text()).map(row -> new CourseId(row.get(0, String.class)));
    }

    /** False when nothing of it was left, or it was closed already. */
    boolean archive(CourseId id, Instant now) {
        return db.query(
                                "update courses.course set status = 'ARCHIVED', revision = revision + 1, updated_at = ?::timestamptz"
                                        + " where id = ? and status <> 'ARCHIVED'",
                                now.atOffset(ZoneOffset.UTC),
                                id.text())
                        .execute()
                == 1;
    }

    /** Its row stays, for those who have copied its id, and says nothing. */
    boolean empty(CourseId id, Instant now) {
        return db.query("""
                                update courses.course set status = 'ARCHIVED', slug = lower(id), subtitle = '{}', description = '{}', tags = '{}',
                                  title = jsonb_build_object(original_locale, '—'), glossary = '{}', revision = revision + 1,
                                  updated_at = ?::timestamptz
                                where id = ? and slug <> lower(id)
                                """, now.atOffset(ZoneOffset.UTC), id.text()).execute() == 1;
    }

    /** Deleted by themselves, which could be brought back. */
    List<LessonId> deletedLessons(CourseId id) {
        return db.fetch(
                        "select id from courses.lesson where course_id = ? and deleted_at is not null and deleted_with is null",
                        id.text())
                .map(row -> new LessonId(row.get(0, String.class)));
    }

    List<ModuleId> modules(CourseId id) {
        return db.fetch("select id from courses.module where course_id = ?", id.text())
                .map(row -> new ModuleId(row.get(0, String.class)));
    }
}
