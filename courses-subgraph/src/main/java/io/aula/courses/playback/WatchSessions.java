package io.aula.courses.playback;

import static io.aula.courses.db.Tables.LESSON_PROGRESS;
import static io.aula.courses.db.Tables.WATCH_SESSION;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import java.time.Instant;
import java.util.Optional;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** The sessions that grants open; progress credits them. */
@Repository
class WatchSessions {
    private static final int LIVE = 2;

    private final DSLContext db;

    WatchSessions(DSLContext db) {
        this.db = db;
    }

    /** Who watches what. */
    record Session(String id, String userId, String lessonId, String videoId, boolean isClosed) {}

    /** Opening goes one by one for each person: two at once would each find only the other's predecessors. */
    void await(String userId) {
        db.fetch("select pg_advisory_xact_lock(hashtextextended({0}, 0))", val("playback " + userId));
    }

    void open(Session session, int durationMs, Instant now, Instant expiresAt) {
        db.insertInto(WATCH_SESSION)
                .set(WATCH_SESSION.ID, session.id())
                .set(WATCH_SESSION.USER_ID, session.userId())
                .set(WATCH_SESSION.LESSON_ID, session.lessonId())
                .set(WATCH_SESSION.VIDEO_ID, session.videoId())
                .set(WATCH_SESSION.DURATION_MS, Math.max(1, durationMs))
                .set(WATCH_SESSION.OPENED_AT, now)
                .set(WATCH_SESSION.CREDITED_AT, now)
                .set(WATCH_SESSION.EXPIRES_AT, expiresAt)
                .execute();
    }

    /** All but the newest two end: their players learn it with the next heartbeat or renewal. */
    void supersede(String userId) {
        db.update(WATCH_SESSION)
                .set(WATCH_SESSION.CLOSED, true)
                .where(WATCH_SESSION.USER_ID.eq(userId), WATCH_SESSION.CLOSED.isFalse())
                .and(WATCH_SESSION.ID.notIn(select(WATCH_SESSION.ID)
                        .from(WATCH_SESSION)
                        .where(WATCH_SESSION.USER_ID.eq(userId), WATCH_SESSION.CLOSED.isFalse())
                        .orderBy(WATCH_SESSION.OPENED_AT.desc(), WATCH_SESSION.ID.desc())
                        .limit(LIVE)))
                .execute();
    }

    Optional<Session> byId(String id) {
        return db.selectFrom(WATCH_SESSION)
                .where(WATCH_SESSION.ID.eq(id))
                .fetchOptional(row -> new Session(
                        row.getId(), row.getUserId(), row.getLessonId(), row.getVideoId(), row.getClosed()));
    }

    void extend(String id, Instant expiresAt) {
        db.update(WATCH_SESSION)
                .set(WATCH_SESSION.EXPIRES_AT, expiresAt)
                .where(WATCH_SESSION.ID.eq(id))
                .execute();
    }

    /** Where the person stopped in this video; what was seen of another that the lesson had before does not count. */
    int position(String userId, String lessonId, String videoId) {
        return db.select(LESSON_PROGRESS.POSITION_MS)
                .from(LESSON_PROGRESS)
                .where(
                        LESSON_PROGRESS.USER_ID.eq(userId),
                        LESSON_PROGRESS.LESSON_ID.eq(lessonId),
                        LESSON_PROGRESS.VIDEO_ID.eq(videoId))
                .fetchOptional(LESSON_PROGRESS.POSITION_MS)
                .orElse(0);
    }
}
