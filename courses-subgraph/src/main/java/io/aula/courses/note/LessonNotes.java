package io.aula.courses.note;

import static io.aula.courses.db.Tables.LESSON_NOTE;
import static org.jooq.impl.DSL.row;
import static org.jooq.impl.DSL.val;

import io.aula.courses.graphql.LatestFirst;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.NoteId;
import io.aula.platform.id.UserId;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Reads and writes notes. */
@Repository
class LessonNotes {
    private static final LatestFirst<NoteId> ORDER = new LatestFirst<>(LESSON_NOTE.CREATED_AT, LESSON_NOTE.ID);

    private final DSLContext db;

    LessonNotes(DSLContext db) {
        this.db = db;
    }

    private static Condition kept(UserId userId) {
        return LESSON_NOTE.USER_ID.eq(userId).and(LESSON_NOTE.DELETED_AT.isNull());
    }

    Map<NoteId, LessonNote> byIds(UserId userId, Collection<NoteId> ids) {
        return db.selectFrom(LESSON_NOTE)
                .where(kept(userId), LESSON_NOTE.ID.in(ids))
                .fetchMap(LESSON_NOTE.ID, LessonNotes::note);
    }

    /** Held until the end of the transaction. */
    Optional<LessonNote> lock(UserId userId, NoteId id) {
        return db.selectFrom(LESSON_NOTE)
                .where(kept(userId), LESSON_NOTE.ID.eq(id))
                .forUpdate()
                .fetchOptional(LessonNotes::note);
    }

    int countIn(UserId userId, CourseId courseId) {
        return db.fetchCount(LESSON_NOTE, kept(userId), LESSON_NOTE.COURSE_ID.eq(courseId));
    }

    void add(LessonNote note) {
        db.insertInto(LESSON_NOTE)
                .set(LESSON_NOTE.ID, note.id())
                .set(LESSON_NOTE.USER_ID, note.userId())
                .set(LESSON_NOTE.COURSE_ID, note.courseId())
                .set(LESSON_NOTE.LESSON_ID, note.lessonId())
                .set(LESSON_NOTE.POSITION_MS, note.positionMs())
                .set(LESSON_NOTE.BODY, note.bodyMarkdown())
                .set(LESSON_NOTE.CREATED_AT, note.createdAt())
                .set(LESSON_NOTE.UPDATED_AT, note.updatedAt())
                .execute();
    }

    void change(NoteId id, NoteText text, Instant now) {
        db.update(LESSON_NOTE)
                .set(LESSON_NOTE.POSITION_MS, text.positionMs())
                .set(LESSON_NOTE.BODY, text.markdown())
                .set(LESSON_NOTE.REVISION, LESSON_NOTE.REVISION.plus(1))
                .set(LESSON_NOTE.UPDATED_AT, now)
                .where(LESSON_NOTE.ID.eq(id))
                .execute();
    }

    /** @return whether there was one, deleted before or not */
    boolean delete(UserId userId, NoteId id, Instant now) {
        return db.update(LESSON_NOTE)
                        .set(LESSON_NOTE.DELETED_AT, DSL.coalesce(LESSON_NOTE.DELETED_AT, val(now)))
                        .where(LESSON_NOTE.USER_ID.eq(userId), LESSON_NOTE.ID.eq(id))
                        .execute()
                > 0;
    }

    void restore(UserId userId, NoteId id) {
        db.update(LESSON_NOTE)
                .setNull(LESSON_NOTE.DELETED_AT)
                .where(LESSON_NOTE.USER_ID.eq(userId), LESSON_NOTE.ID.eq(id))
                .execute();
    }

    /** In the order of their seconds; one row more than asked, so that the page knows whether there is more. */
    List<Row<LessonNote>> ofLesson(UserId userId, LessonId lessonId, Slice slice) {
        Condition beyond = slice.from()
                .<Condition>map(from -> row(LESSON_NOTE.POSITION_MS.cast(Long.class), LESSON_NOTE.ID)
                        .gt(val(from.key()), val(from.id(), LESSON_NOTE.ID)))
                .orElseGet(DSL::noCondition);
        return db.selectFrom(LESSON_NOTE)
                .where(kept(userId), LESSON_NOTE.LESSON_ID.eq(lessonId), beyond)
                .orderBy(LESSON_NOTE.POSITION_MS, LESSON_NOTE.ID)
                .limit(slice.size() + 1)
                .fetch(found -> new Row<>(found.getPositionMs(), found.getId().text(), note(found)));
    }

    int countOfLesson(UserId userId, LessonId lessonId) {
        return db.fetchCount(LESSON_NOTE, kept(userId), LESSON_NOTE.LESSON_ID.eq(lessonId));
    }

    /** The latest first; of all courses where none is named. */
    List<Row<LessonNote>> page(UserId userId, Optional<CourseId> courseId, Slice slice) {
        return db.selectFrom(LESSON_NOTE)
                .where(kept(userId), in(courseId), ORDER.beyond(slice))
                .orderBy(ORDER.order(slice))
                .limit(slice.size() + 1)
                .fetch(found -> new Row<>(
                        LatestFirst.key(found.getCreatedAt()), found.getId().text(), note(found)));
    }

    int count(UserId userId, Optional<CourseId> courseId) {
        return db.fetchCount(LESSON_NOTE, kept(userId), in(courseId));
    }

    private static Condition in(Optional<CourseId> courseId) {
        return courseId.map(LESSON_NOTE.COURSE_ID::eq).orElseGet(DSL::noCondition);
    }

    /** Of those that were deleted before this moment; @return how many went for good */
    int forget(Instant before, int most) {
        return db.deleteFrom(LESSON_NOTE)
                .where(LESSON_NOTE.ID.in(DSL.select(LESSON_NOTE.ID)
                        .from(LESSON_NOTE)
                        .where(LESSON_NOTE.DELETED_AT.lt(before))
                        .limit(most)))
                .execute();
    }

    private static LessonNote note(Record found) {
        return new LessonNote(
                found.get(LESSON_NOTE.ID),
                found.get(LESSON_NOTE.USER_ID),
                found.get(LESSON_NOTE.COURSE_ID),
                found.get(LESSON_NOTE.LESSON_ID),
                found.get(LESSON_NOTE.POSITION_MS),
                found.get(LESSON_NOTE.BODY),
                found.get(LESSON_NOTE.REVISION),
                found.get(LESSON_NOTE.CREATED_AT),
                found.get(LESSON_NOTE.UPDATED_AT));
    }
}
