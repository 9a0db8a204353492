package io.aula.courses.video;

import static io.aula.courses.db.Tables.LESSON;
import static io.aula.courses.db.Tables.MEDIA_JOB;
import static io.aula.courses.db.Tables.RENDITION;
import static io.aula.courses.db.Tables.VIDEO;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.selectOne;
import static org.jooq.impl.DSL.val;

import io.aula.platform.id.UserId;
import io.aula.platform.id.VideoId;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Deletes videos softly, brings them back, and deletes them for good. */
@Repository
class DeletedVideos {
    private final DSLContext db;

    DeletedVideos(DSLContext db) {
        this.db = db;
    }

    /** There or deleted, but not for good; held until the end of the transaction. */
    Optional<Video> find(VideoId id, Instant now) {
        return db.selectFrom(VIDEO)
                .where(VIDEO.ID.eq(id), VIDEO.PURGE_AT.isNull().or(VIDEO.PURGE_AT.gt(now)))
                .forUpdate()
                .fetchOptional(Videos::video);
    }

    /** What was deleted before keeps that moment. */
    void delete(VideoId id, Instant now, Instant purgeAt) {
        db.update(VIDEO)
                .set(VIDEO.DELETED_AT, coalesce(VIDEO.DELETED_AT, val(now)))
                .set(VIDEO.PURGE_AT, purgeAt)
                .where(VIDEO.ID.eq(id))
                .execute();
    }

    void restore(VideoId id) {
        db.update(VIDEO)
                .setNull(VIDEO.DELETED_AT)
                .setNull(VIDEO.PURGE_AT)
                .where(VIDEO.ID.eq(id))
                .execute();
    }

    /** Those of the videos that no lesson shows or waits for; a deleted lesson may come back and still wants its own. */
    List<VideoId> unused(Collection<VideoId> ids) {
        return db.select(VIDEO.ID)
                .from(VIDEO)
                .where(VIDEO.ID.in(ids))
                .andNotExists(selectOne()
                        .from(LESSON)
                        .where(LESSON.VIDEO_ID.eq(VIDEO.ID).or(LESSON.REPLACEMENT_ID.eq(VIDEO.ID))))
                .fetch(VIDEO.ID);
    }

    /** All of a person that no lesson shows or waits for, deleted or not. */
    List<VideoId> unusedOf(UserId owner) {
        return unused(
                db.select(VIDEO.ID).from(VIDEO).where(VIDEO.OWNER_ID.eq(owner)).fetch(VIDEO.ID));
    }

    /** Videos whose time is over, the longest first; one that a worker still writes for waits until it is done. */
    List<VideoId> due(Instant before, int most) {
        return db.select(VIDEO.ID)
                .from(VIDEO)
                .where(VIDEO.PURGE_AT.le(before))
                .andNotExists(selectOne()
                        .from(MEDIA_JOB)
                        .where(MEDIA_JOB.VIDEO_ID.eq(VIDEO.ID), MEDIA_JOB.STATE.eq("RUNNING")))
                .orderBy(VIDEO.PURGE_AT, VIDEO.ID)
                .limit(most)
                .fetch(VIDEO.ID);
    }

    void purge(VideoId id) {
        db.deleteFrom(RENDITION).where(RENDITION.VIDEO_ID.eq(id)).execute();
        db.deleteFrom(VIDEO).where(VIDEO.ID.eq(id), VIDEO.PURGE_AT.isNotNull()).execute();
    }
}
