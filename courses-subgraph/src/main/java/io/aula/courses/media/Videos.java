package io.aula.courses.media;

import static io.aula.courses.db.Tables.RENDITION;
import static io.aula.courses.db.Tables.VIDEO;

import io.aula.courses.graphql.Connection.Row;
import io.aula.courses.graphql.LatestFirst;
import io.aula.courses.graphql.Slice;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes videos. */
@Repository
public class Videos {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final LatestFirst ORDER = new LatestFirst(VIDEO.CREATED_AT, VIDEO.ID);

    private final DSLContext db;

    Videos(DSLContext db) {
        this.db = db;
    }

    /** One size of a video. */
    public record Rendition(String id, int height, String codec, int bitrateKbps, long bytes) {}

    /** Without regard to who asks. */
    public Map<String, Video> byIds(Collection<String> ids) {
        return db.selectFrom(VIDEO).where(VIDEO.ID.in(ids)).fetchMap(VIDEO.ID, Videos::video);
    }

    /** One row more than asked, so that the page knows whether there is more. */
    List<Row<Video>> page(String ownerId, List<String> statuses, Slice slice) {
        return db.selectFrom(VIDEO)
                .where(ofOwner(ownerId, statuses))
                .and(ORDER.beyond(slice))
                .orderBy(ORDER.order(slice))
                .limit(slice.size() + 1)
                .fetch(found -> new Row<>(LatestFirst.key(found.getCreatedAt()), found.getId(), video(found)));
    }

    private static Condition ofOwner(String ownerId, List<String> statuses) {
        Condition own = VIDEO.OWNER_ID.eq(ownerId);
        return statuses.isEmpty() ? own : own.and(VIDEO.STATUS.in(statuses));
    }

    long bytesOf(String ownerId) {
        return db.select(org.jooq.impl.DSL.coalesce(
                        org.jooq.impl.DSL.sum(VIDEO.SOURCE_BYTES), java.math.BigDecimal.ZERO))
                .from(VIDEO)
                .where(VIDEO.OWNER_ID.eq(ownerId), VIDEO.STATUS.ne("FAILED"))
                .fetchSingle()
                .value1()
                .longValue();
    }

    int uploadedSince(String ownerId, Instant since) {
        return db.fetchCount(VIDEO, VIDEO.OWNER_ID.eq(ownerId), VIDEO.UPLOADED_AT.ge(since));
    }

    void add(String id, String ownerId, String name, long bytes, String mime, @Nullable String spokenLocale) {
        db.insertInto(VIDEO)
                .set(VIDEO.ID, id)
                .set(VIDEO.OWNER_ID, ownerId)
                .set(VIDEO.NAME, name)
                .set(VIDEO.SOURCE_BYTES, bytes)
                .set(VIDEO.MIME, mime)
                .set(VIDEO.SPOKEN_LOCALE, spokenLocale)
                .execute();
    }

    void uploaded(String id, String key, String sha256) {
        db.update(VIDEO)
                .set(VIDEO.STATUS, Video.Status.QUEUED.name())
                .set(VIDEO.SOURCE_KEY, key)
                .set(VIDEO.SOURCE_SHA256, sha256)
                .set(VIDEO.UPLOADED_AT, Instant.now())
                .where(VIDEO.ID.eq(id))
                .execute();
    }

    /** A video that can be played stays so while it is worked on again. */
    void moveTo(String id, Video.Status status) {
        db.update(VIDEO)
                .set(VIDEO.STATUS, status.name())
                .set(VIDEO.UPDATED_AT, Instant.now())
                .where(VIDEO.ID.eq(id), VIDEO.STATUS.notIn("PLAYABLE", "READY"))
                .execute();
    }

    /** The worker's fence was checked by the job's own row, which the transaction holds. */
    void publish(String id, Video.Status status, long fence, JsonNode result) {
        db.update(VIDEO)
                .set(VIDEO.STATUS, status.name())
                .set(VIDEO.MEDIA_REV, fence)
                .set(VIDEO.DURATION_MS, result.path("durationMs").asInt())
                .set(VIDEO.WIDTH, result.path("width").asInt())
                .set(VIDEO.HEIGHT, result.path("height").asInt())
                .set(VIDEO.POSTER, JSONB.jsonb(result.path("poster").toString()))
                .set(
                        VIDEO.SPRITE,
                        result.path("sprite").isObject()
                                ? JSONB.jsonb(result.path("sprite").toString())
                                : null)
                .set(VIDEO.UPDATED_AT, Instant.now())
                .where(VIDEO.ID.eq(id))
                .execute();
    }

    void addRendition(String videoId, long rev, JsonNode rendition) {
        db.insertInto(RENDITION)
                .set(RENDITION.VIDEO_ID, videoId)
                .set(RENDITION.MEDIA_REV, rev)
                .set(RENDITION.HEIGHT, rendition.path("height").asInt())
                .set(RENDITION.WIDTH, rendition.path("width").asInt())
                .set(RENDITION.CODEC, rendition.path("codec").asString(""))
                .set(RENDITION.BITRATE_KBPS, rendition.path("bitrateKbps").asInt())
                .set(RENDITION.BYTES, rendition.path("bytes").asLong())
                .onConflictDoNothing()
                .execute();
    }

    /** Of each video's current revision, the smallest first. */
    Map<String, List<Rendition>> renditions(Collection<String> videoIds) {
        return db.select(RENDITION.fields())
                .from(RENDITION)
                .join(VIDEO)
                .on(VIDEO.ID.eq(RENDITION.VIDEO_ID), VIDEO.MEDIA_REV.eq(RENDITION.MEDIA_REV))
                .where(RENDITION.VIDEO_ID.in(videoIds))
                .orderBy(RENDITION.VIDEO_ID, RENDITION.HEIGHT)
                .fetchGroups(row -> row.get(RENDITION.VIDEO_ID), Videos::rendition);
    }

    private static Rendition rendition(Record found) {
        return new Rendition(
                found.get(RENDITION.VIDEO_ID) + ":" + found.get(RENDITION.HEIGHT) + ":" + found.get(RENDITION.CODEC),
                found.get(RENDITION.HEIGHT),
                found.get(RENDITION.CODEC),
                found.get(RENDITION.BITRATE_KBPS),
                found.get(RENDITION.BYTES));
    }

    private static Video video(Record found) {
        return new Video(
                found.get(VIDEO.ID),
                found.get(VIDEO.OWNER_ID),
                Video.Status.valueOf(found.get(VIDEO.STATUS)),
                found.get(VIDEO.NAME),
                found.get(VIDEO.SOURCE_BYTES),
                found.get(VIDEO.MIME),
                found.get(VIDEO.SOURCE_SHA256),
                found.get(VIDEO.DURATION_MS),
                found.get(VIDEO.WIDTH),
                found.get(VIDEO.HEIGHT),
                found.get(VIDEO.MEDIA_REV),
                json(found.get(VIDEO.POSTER)),
                json(found.get(VIDEO.SPRITE)),
                found.get(VIDEO.UPLOADED_AT),
                found.get(VIDEO.CREATED_AT));
    }

    private static @Nullable JsonNode json(@Nullable JSONB text) {
        return text == null ? null : JSON.readTree(text.data());
    }
}
