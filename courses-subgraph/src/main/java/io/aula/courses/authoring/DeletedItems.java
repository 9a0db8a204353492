package io.aula.courses.authoring;

import static io.aula.courses.db.Tables.LESSON;
import static io.aula.courses.db.Tables.MODULE;
import static org.jooq.impl.DSL.val;

import io.aula.courses.graphql.LocalizedText;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Deletes softly, brings back, and deletes for good. */
@Repository
class DeletedItems {
    private static final int MOST_SHOWN = 100;

    private final DSLContext db;

    DeletedItems(DSLContext db) {
        this.db = db;
    }

    /** A deleted module or lesson. */
    record Gone(
            String id,
            DeletedItemKind kind,
            String courseId,
            @Nullable String moduleId,
            String rank) {}

    void deleteModule(String id, Instant now) {
        db.update(MODULE)
                .set(MODULE.DELETED_AT, now)
                .set(MODULE.REVISION, MODULE.REVISION.plus(1))
                .where(MODULE.ID.eq(id))
                .execute();
    }

    /** @return the lessons that went with the module */
    List<String> deleteLessonsOf(String moduleId, Instant now) {
        return db.update(LESSON)
                .set(LESSON.DELETED_AT, now)
                .set(LESSON.DELETED_WITH, moduleId)
                .set(LESSON.REVISION, LESSON.REVISION.plus(1))
                .where(LESSON.MODULE_ID.eq(moduleId), LESSON.DELETED_AT.isNull())
                .returning(LESSON.ID)
                .fetch(LESSON.ID);
    }

    void deleteLesson(String id, Instant now) {
        db.update(LESSON)
                .set(LESSON.DELETED_AT, now)
                .set(LESSON.REVISION, LESSON.REVISION.plus(1))
                .where(LESSON.ID.eq(id))
                .execute();
    }

    /** What of the courses can be brought back, the latest first. */
    Map<String, List<DeletedItem>> of(Collection<String> courseIds) {
        return db.fetch("""
                        select i.*, c.original_locale,
                          coalesce((select sum(v.source_bytes) from courses.video v where v.id in (
                            select l.video_id from courses.lesson l
                            where (l.id = i.id or l.deleted_with = i.id) and l.deleted_at is not null)
                            and not exists (select from courses.lesson o where o.video_id = v.id and o.deleted_at is null)), 0)::bigint bytes
                        from (select id, 'MODULE' kind, course_id, title, deleted_at,
                                row_number() over (partition by course_id order by deleted_at desc) n
                              from courses.module where course_id = any({0}) and deleted_at is not null
                              union all
                              select id, 'LESSON', course_id, title, deleted_at,
                                row_number() over (partition by course_id order by deleted_at desc)
                              from courses.lesson where course_id = any({0}) and deleted_at is not null and deleted_with is null) i
                        join courses.course c on c.id = i.course_id
                        where i.n <= {1} order by i.deleted_at desc, i.id
                        """, val(courseIds.toArray(String[]::new)), val(MOST_SHOWN)).stream()
                .map(DeletedItems::item)
                .collect(Collectors.groupingBy(DeletedItem::courseId));
    }

    private static DeletedItem item(Record row) {
        Instant at = row.get("deleted_at", OffsetDateTime.class).toInstant();
        return new DeletedItem(
                row.get("id", String.class),
                DeletedItemKind.valueOf(row.get("kind", String.class)),
                row.get("course_id", String.class),
                row.get("original_locale", String.class),
                LocalizedText.parse(row.get("title", JSONB.class)),
                at,
                at.plus(DeletedItem.KEPT),
                row.get("bytes", Long.class));
    }

    /** Held until the end of the transaction: bringing back and deleting for good wait for each other. */
    Optional<Gone> find(String id) {
        return db.select(MODULE.ID, MODULE.COURSE_ID, MODULE.RANK)
                .from(MODULE)
                .where(MODULE.ID.eq(id), MODULE.DELETED_AT.isNotNull())
                .forUpdate()
                .fetchOptional(row -> new Gone(id, DeletedItemKind.MODULE, row.value2(), null, row.value3()))
                .or(() -> db.select(LESSON.COURSE_ID, LESSON.MODULE_ID, LESSON.RANK)
                        .from(LESSON)
                        .where(LESSON.ID.eq(id), LESSON.DELETED_AT.isNotNull())
                        .forUpdate()
                        .fetchOptional(
                                row -> new Gone(id, DeletedItemKind.LESSON, row.value1(), row.value2(), row.value3())));
    }

    void restoreModule(String id, String rank) {
        db.update(MODULE)
                .setNull(MODULE.DELETED_AT)
                .set(MODULE.RANK, rank)
                .set(MODULE.REVISION, MODULE.REVISION.plus(1))
                .where(MODULE.ID.eq(id))
                .execute();
    }

    /** @return the lessons that came back with the module, at the places they had: nothing was put between meanwhile */
    List<String> restoreLessonsOf(String moduleId) {
        return db.update(LESSON)
                .setNull(LESSON.DELETED_AT)
                .setNull(LESSON.DELETED_WITH)
                .set(LESSON.REVISION, LESSON.REVISION.plus(1))
                .where(LESSON.DELETED_WITH.eq(moduleId), LESSON.MODULE_ID.eq(moduleId))
                .returning(LESSON.ID)
                .fetch(LESSON.ID);
    }

    void restoreLesson(String id, String moduleId, String rank) {
        db.update(LESSON)
                .setNull(LESSON.DELETED_AT)
                .setNull(LESSON.DELETED_WITH)
                .set(LESSON.MODULE_ID, moduleId)
                .set(LESSON.RANK, rank)
                .set(LESSON.REVISION, LESSON.REVISION.plus(1))
                .where(LESSON.ID.eq(id))
                .execute();
    }

    /** Items that nobody brought back in time; those that another instance is about to delete are left to it. */
    List<String> deletedBefore(Instant before, int most) {
        List<String> old = db.select(LESSON.ID)
                .from(LESSON)
                .where(LESSON.DELETED_AT.lt(before), LESSON.DELETED_WITH.isNull())
                .limit(most)
                .forUpdate()
                .skipLocked()
                .fetch(LESSON.ID);
        old.addAll(db.select(MODULE.ID)
                .from(MODULE)
                .where(MODULE.DELETED_AT.lt(before))
                .limit(most)
                .forUpdate()
                .skipLocked()
                .fetch(MODULE.ID));
        return old;
    }

    /** A lesson that is gone for good, with the video that it showed and the one that waited to take its place. */
    record Purged(
            String lessonId,
            @Nullable String videoId,
            @Nullable String replacementId) {
        Stream<String> videos() {
            return Stream.of(videoId, replacementId).filter(Objects::nonNull);
        }
    }

    List<Purged> purgeLessonsOf(String moduleId) {
        return purge(LESSON.MODULE_ID.eq(moduleId));
    }

    List<Purged> purgeLesson(String id) {
        return purge(LESSON.ID.eq(id));
    }

    private List<Purged> purge(Condition which) {
        return db.deleteFrom(LESSON)
                .where(which, LESSON.DELETED_AT.isNotNull())
                .returning(LESSON.ID, LESSON.VIDEO_ID, LESSON.REPLACEMENT_ID)
                .fetch(row -> new Purged(row.getId(), row.getVideoId(), row.getReplacementId()));
    }

    void purgeModule(String id) {
        db.deleteFrom(MODULE).where(MODULE.ID.eq(id)).execute();
    }
}
