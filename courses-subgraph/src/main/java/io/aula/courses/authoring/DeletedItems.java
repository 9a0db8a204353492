package io.aula.courses.authoring;

import static io.aula.courses.db.Tables.LESSON;
import static io.aula.courses.db.Tables.MODULE;
import static org.jooq.impl.DSL.val;

import io.aula.courses.graphql.LocalizedText;
import io.aula.platform.id.CourseId;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.ModuleId;
import io.aula.platform.id.VideoId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
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
import org.jooq.impl.DSL;
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
    record Gone(ItemId id, CourseId courseId, @Nullable ModuleId moduleId, String rank) {}

    void deleteModule(ModuleId id, Instant now) {
        db.update(MODULE)
                .set(MODULE.DELETED_AT, now)
                .set(MODULE.REVISION, MODULE.REVISION.plus(1))
                .where(MODULE.ID.eq(id))
                .execute();
    }

    /** @return the lessons that went with the module */
    List<LessonId> deleteLessonsOf(ModuleId moduleId, Instant now) {
        return db.update(LESSON)
                .set(LESSON.DELETED_AT, now)
                .set(LESSON.DELETED_WITH, moduleId)
                .set(LESSON.REVISION, LESSON.REVISION.plus(1))
                .where(LESSON.MODULE_ID.eq(moduleId), LESSON.DELETED_AT.isNull())
                .returning(LESSON.ID)
                .fetch(LESSON.ID);
    }

    void deleteLesson(LessonId id, Instant now) {
        db.update(LESSON)
                .set(LESSON.DELETED_AT, now)
                .set(LESSON.REVISION, LESSON.REVISION.plus(1))
                .where(LESSON.ID.eq(id))
                .execute();
    }

    /** What of the courses can be brought back, the latest first. */
    Map<CourseId, List<DeletedItem>> of(Collection<CourseId> courseIds) {
        return db
                .fetch("""
                        select i.*, c.original_locale,
                          coalesce((select sum(v.source_bytes) from courses.video v where v.id in (
                            select l.video_id from courses.lesson l
                            where (l.id = i.id or l.deleted_with = i.id) and l.deleted_at is not null)
                            and not exists (select from courses.lesson o where o.video_id = v.id and o.deleted_at is null)), 0)::bigint bytes
                        from (select id, 'MODULE' kind, course_id, title, deleted_at,
                                row_number() over (partition by course_id order by deleted_at desc) n
                              from courses.module where course_id = any({0}) and deleted_at is not null and purged_at is null
                              union all
                              select id, 'LESSON', course_id, title, deleted_at,
                                row_number() over (partition by course_id order by deleted_at desc)
                              from courses.lesson where course_id = any({0}) and deleted_at is not null and deleted_with is null) i
                        join courses.course c on c.id = i.course_id
                        where i.n <= {1} order by i.deleted_at desc, i.id
                        """, val(courseIds.stream().map(CourseId::text).toArray(String[]::new)), val(MOST_SHOWN))
                .stream()
                .map(DeletedItems::item)
                .collect(Collectors.groupingBy(DeletedItem::courseId));
    }

    private static DeletedItem item(Record row) {
        Instant at = row.get("deleted_at", OffsetDateTime.class).toInstant();
        DeletedItemKind kind = DeletedItemKind.valueOf(row.get("kind", String.class));
        return new DeletedItem(
                itemId(kind, row.get("id", String.class)),
                kind,
                new CourseId(row.get("course_id", String.class)),
                row.get("original_locale", String.class),
                LocalizedText.parse(row.get("title", JSONB.class)),
                at,
                at.plus(DeletedItem.KEPT),
                row.get("bytes", Long.class));
    }

    private static ItemId itemId(DeletedItemKind kind, String id) {
        return switch (kind) {
            case MODULE -> new ItemId.OfModule(new ModuleId(id));
            case LESSON -> new ItemId.OfLesson(new LessonId(id));
        };
    }

    /** Held until the end of the transaction: bringing back and deleting for good wait for each other. */
    Optional<Gone> find(ItemId item) {
        return switch (item) {
            case ItemId.OfModule(ModuleId id) ->
                db.select(MODULE.COURSE_ID, MODULE.RANK)
                        .from(MODULE)
                        .where(MODULE.ID.eq(id), MODULE.DELETED_AT.isNotNull(), MODULE.PURGED_AT.isNull())
                        .forUpdate()
                        .fetchOptional(row -> new Gone(item, row.value1(), null, row.value2()));
            case ItemId.OfLesson(LessonId id) ->
                db.select(LESSON.COURSE_ID, LESSON.MODULE_ID, LESSON.RANK)
                        .from(LESSON)
                        .where(LESSON.ID.eq(id), LESSON.DELETED_AT.isNotNull())
                        .forUpdate()
                        .fetchOptional(row -> new Gone(item, row.value1(), row.value2(), row.value3()));
        };
    }

    void restoreModule(ModuleId id, String rank) {
        db.update(MODULE)
                .setNull(MODULE.DELETED_AT)
                .set(MODULE.RANK, rank)
                .set(MODULE.REVISION, MODULE.REVISION.plus(1))
                .where(MODULE.ID.eq(id))
                .execute();
    }

    /** @return the lessons that came back with the module, at the places they had: nothing was put between meanwhile */
    List<LessonId> restoreLessonsOf(ModuleId moduleId) {
        return db.update(LESSON)
                .setNull(LESSON.DELETED_AT)
                .setNull(LESSON.DELETED_WITH)
                .set(LESSON.REVISION, LESSON.REVISION.plus(1))
                .where(LESSON.DELETED_WITH.eq(moduleId), LESSON.MODULE_ID.eq(moduleId))
                .returning(LESSON.ID)
                .fetch(LESSON.ID);
    }

    void restoreLesson(LessonId id, ModuleId moduleId, String rank) {
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
    List<ItemId> deletedBefore(Instant before, int most) {
        List<ItemId> old = new ArrayList<>();
        db.select(LESSON.ID)
                .from(LESSON)
                .where(LESSON.DELETED_AT.lt(before), LESSON.DELETED_WITH.isNull())
                .limit(most)
                .forUpdate()
                .skipLocked()
                .forEach(row -> old.add(new ItemId.OfLesson(row.value1())));
        db.select(MODULE.ID)
                .from(MODULE)
                .where(MODULE.DELETED_AT.lt(before), MODULE.PURGED_AT.isNull())
                .limit(most)
                .forUpdate()
                .skipLocked()
                .forEach(row -> old.add(new ItemId.OfModule(row.value1())));
        return old;
    }

    /** A lesson that is gone for good, with the video that it showed and the one that waited to take its place. */
    record Purged(
            LessonId lessonId,
            @Nullable VideoId videoId,
            @Nullable VideoId replacementId) {
        Stream<VideoId> videos() {
            return Stream.of(videoId, replacementId).filter(Objects::nonNull);
        }
    }

    /** @return the lessons that had gone with the module; those deleted before it can still be brought back */
    List<Purged> purgeLessonsOf(ModuleId moduleId) {
        return purge(LESSON.DELETED_WITH.eq(moduleId));
    }

    List<Purged> purgeLesson(LessonId id) {
        return purge(LESSON.ID.eq(id));
    }

    private List<Purged> purge(Condition which) {
        return db.deleteFrom(LESSON)
                .where(which, LESSON.DELETED_AT.isNotNull())
                .returning(LESSON.ID, LESSON.VIDEO_ID, LESSON.REPLACEMENT_ID)
                .fetch(row -> new Purged(row.getId(), row.getVideoId(), row.getReplacementId()));
    }

    /** The row stays as long as a lesson that was deleted by itself hangs on it; nobody sees it any more. */
    void purgeModule(ModuleId id, Instant now) {
        db.update(MODULE).set(MODULE.PURGED_AT, now).where(MODULE.ID.eq(id)).execute();
        purgeEmptyModules(MODULE.ID.eq(id));
    }

    /** @return how many modules that were deleted for good had kept their row until now */
    int purgeEmptyModules() {
        return purgeEmptyModules(DSL.noCondition());
    }

    private int purgeEmptyModules(Condition which) {
        return db.deleteFrom(MODULE)
                .where(which, MODULE.PURGED_AT.isNotNull())
                .andNotExists(DSL.selectOne().from(LESSON).where(LESSON.MODULE_ID.eq(MODULE.ID)))
                .execute();
    }
}
