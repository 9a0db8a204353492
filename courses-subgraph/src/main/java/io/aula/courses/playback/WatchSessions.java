package io.aula.courses.playback;

import static io.aula.courses.db.Tables.LESSON_PROGRESS;
import static io.aula.courses.db.Tables.WATCH_SESSION;
import static org.jooq.impl.DSL.select;
import static org.jooq.impl.DSL.val;

import io.aula.courses.db.tables.records.WatchSessionRecord;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.SessionId;
import io.aula.platform.id.UserId;
import io.aula.platform.id.VideoId;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.InsertSetMoreStep;
import org.springframework.stereotype.Repository;

/** The sessions that grants open; progress credits them. */
@Repository
class WatchSessions {
    private static final int LIVE = 2;
    /** Nobody's id: of who has not signed in yet, and may say so at their next sign-in. */
    static final UserId VISITOR = new UserId("usr_00000000000000000000000000");

    private final DSLContext db;

    WatchSessions(DSLContext db) {
        this.db = db;
    }

    /** Who watches what. */
    record Session(SessionId id, UserId userId, LessonId lessonId, VideoId videoId, boolean isClosed) {}

    /** Opening goes one by one for each person: two at once would each find only the other's predecessors. */
    void await(UserId userId) {
        db.fetch("select pg_advisory_xact_lock(hashtextextended({0}, 0))", val("playback " + userId));
    }

    /** How long what is watched is, and until when it may be. */
    record Span(int durationMs, Instant openedAt, Instant expiresAt) {}

    void open(Session session, Span span) {
        insert(session, span).execute();
    }

    /** @param network of which sessions are counted */
    void openToVisitor(Session session, Span span, byte[] network) {
        insert(session, span).set(WATCH_SESSION.NETWORK, network).execute();
    }

    private InsertSetMoreStep<WatchSessionRecord> insert(Session session, Span span) {
        return db.insertInto(WATCH_SESSION)
                .set(WATCH_SESSION.ID, session.id())
                .set(WATCH_SESSION.USER_ID, session.userId())
                .set(WATCH_SESSION.LESSON_ID, session.lessonId())
                .set(WATCH_SESSION.VIDEO_ID, session.videoId())
                .set(WATCH_SESSION.DURATION_MS, Math.max(1, span.durationMs()))
                .set(WATCH_SESSION.OPENED_AT, span.openedAt())
                .set(WATCH_SESSION.CREDITED_AT, span.openedAt())
                .set(WATCH_SESSION.EXPIRES_AT, span.expiresAt());
    }

    /** Those of a network go one by one too, or many at once would each find room. @return how many it opened since */
    int openedTo(byte[] network, Instant since) {
        db.fetch(
                "select pg_advisory_xact_lock(hashtextextended({0}, 0))",
                val("visitors " + HexFormat.of().formatHex(network)));
        return db.fetchCount(WATCH_SESSION, WATCH_SESSION.NETWORK.eq(network).and(WATCH_SESSION.OPENED_AT.gt(since)));
    }

    /** Nobody signed in to claim them while they were good. */
    int forgetVisitorsBefore(Instant end) {
        return db.deleteFrom(WATCH_SESSION)
                .where(WATCH_SESSION.USER_ID.eq(VISITOR), WATCH_SESSION.EXPIRES_AT.lt(end))
                .execute();
    }

    /** All but the newest two end: their players learn it with the next heartbeat or renewal. */
    void supersede(UserId userId) {
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

    /** Those that ended before, the longest ended first. @return how many went, at most {@code most} */
    int forget(Instant endedBefore, int most) {
        return db.deleteFrom(WATCH_SESSION)
                .where(WATCH_SESSION.ID.in(select(WATCH_SESSION.ID)
                        .from(WATCH_SESSION)
                        .where(WATCH_SESSION.EXPIRES_AT.lt(endedBefore))
                        .orderBy(WATCH_SESSION.EXPIRES_AT)
                        .limit(most)))
                .execute();
    }

    Optional<Session> byId(SessionId id) {
        return db.selectFrom(WATCH_SESSION)
                .where(WATCH_SESSION.ID.eq(id))
                .fetchOptional(row -> new Session(
                        row.getId(), row.getUserId(), row.getLessonId(), row.getVideoId(), row.getClosed()));
    }

    void extend(SessionId id, Instant expiresAt) {
        db.update(WATCH_SESSION)
                .set(WATCH_SESSION.EXPIRES_AT, expiresAt)
                .where(WATCH_SESSION.ID.eq(id))
                .execute();
    }

    /** Where the person stopped in this video; what was seen of another that the lesson had before does not count. */
    int position(UserId userId, LessonId lessonId, VideoId videoId) {
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
