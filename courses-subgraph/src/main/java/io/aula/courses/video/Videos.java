package io.aula.courses.video;

import static io.aula.courses.db.Tables.LESSON;
import static io.aula.courses.db.Tables.RENDITION;
import static io.aula.courses.db.Tables.VIDEO;
import static org.jooq.impl.DSL.coalesce;
import static org.jooq.impl.DSL.sum;
import static org.jooq.impl.DSL.when;

import io.aula.courses.graphql.LatestFirst;
import io.aula.platform.id.LessonId;
import io.aula.platform.id.UserId;
import io.aula.platform.id.VideoId;
import io.aula.platform.page.Connection.Row;
import io.aula.platform.page.Slice;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.JSONB;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads and writes videos. */
@Repository
class Videos {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static final LatestFirst<VideoId> ORDER = new LatestFirst<>(VIDEO.CREATED_AT, VIDEO.ID);

    private final DSLContext db;

    Videos(DSLContext db) {
        this.db = db;
    }

    /** Deleted ones too. */
    Map<VideoId, Video> byIds(Collection<VideoId> ids) {
        return db.selectFrom(VIDEO).where(VIDEO.ID.in(ids)).fetchMap(VIDEO.ID, Videos::video);
    }

    /** The videos that wait to take the place of lessons' own, by lesson. */
    Map<LessonId, Video> replacements(Collection<LessonId> lessonIds) {
        return db.select(LESSON.ID)
                .select(VIDEO.fields())
                .from(LESSON)
                .join(VIDEO)
                .on(VIDEO.ID.eq(LESSON.REPLACEMENT_ID), VIDEO.DELETED_AT.isNull())
                .where(LESSON.ID.in(lessonIds))
                .fetchMap(found -> found.get(LESSON.ID), Videos::video);
    }

    /** One row more than asked, so that the page knows whether there is more. */
    List<Row<Video>> page(Shelf shelf, Slice slice) {
        return db.selectFrom(VIDEO)
                .where(on(shelf))
                .and(ORDER.beyond(slice))
                .orderBy(ORDER.order(slice))
                .limit(slice.size() + 1)
                .fetch(found -> new Row<>(
                        LatestFirst.key(found.getCreatedAt()), found.getId().text(), video(found)));
    }

    /**
     * Some of one person's videos.
     *
     * @param statuses any when empty
     * @param isDeleted those that are deleted and can be brought back at {@code now}, or those that are there
     */
    record Shelf(UserId ownerId, List<Video.Status> statuses, boolean isDeleted, Instant now) {}

    private static Condition on(Shelf shelf) {
        Condition own = VIDEO.OWNER_ID
                .eq(shelf.ownerId())
                .and(shelf.isDeleted() ? VIDEO.PURGE_AT.gt(shelf.now()) : VIDEO.DELETED_AT.isNull());
        return shelf.statuses().isEmpty()
                ? own
                : own.and(VIDEO.STATUS.in(
                        shelf.statuses().stream().map(Enum::name).toList()));
    }

    /** A file is kept from the announcement on, also when nothing could be made of it, until it is deleted for good. */
    Kept kept(UserId ownerId, Instant now) {
        Field<BigDecimal> bytes = coalesce(sum(VIDEO.SOURCE_BYTES), BigDecimal.ZERO);
        Field<BigDecimal> deleted =
                coalesce(sum(VIDEO.SOURCE_BYTES).filterWhere(VIDEO.DELETED_AT.isNotNull()), BigDecimal.ZERO);
        return db.select(bytes, deleted)
                .from(VIDEO)
                .where(VIDEO.OWNER_ID.eq(ownerId))
                .and(VIDEO.STATUS.ne("FAILED").or(VIDEO.SOURCE_KEY.isNotNull()))
                .and(VIDEO.PURGE_AT.isNull().or(VIDEO.PURGE_AT.gt(now)))
                .fetchSingle(found ->
                        new Kept(found.value1().longValue(), found.value2().longValue()));
    }

    int uploadedSince(UserId ownerId, Instant since) {
        return db.fetchCount(VIDEO, VIDEO.OWNER_ID.eq(ownerId), VIDEO.UPLOADED_AT.ge(since));
    }

    void add(NewVideo video) {
        db.insertInto(VIDEO)
                .set(VIDEO.ID, video.id())
                .set(VIDEO.OWNER_ID, video.ownerId())
                .set(VIDEO.NAME, video.name())
                .set(VIDEO.SOURCE_BYTES, video.bytes())
                .set(VIDEO.MIME, video.mime())
                .set(VIDEO.SPOKEN_LOCALE, video.spokenLocale())
                .execute();
    }

    void uploaded(VideoId id, String key, String sha256, Instant now) {
        db.update(VIDEO)
                .set(VIDEO.STATUS, Video.Status.QUEUED.name())
                .set(VIDEO.SOURCE_KEY, key)
                .set(VIDEO.SOURCE_SHA256, sha256)
                .set(VIDEO.UPLOADED_AT, now)
                .where(VIDEO.ID.eq(id))
                .execute();
    }

    Source source(VideoId id) {
        return db.selectFrom(VIDEO)
                .where(VIDEO.ID.eq(id))
                .fetchSingle(found -> new Source(
                        found.getOwnerId(),
                        found.getSourceKey(),
                        found.getSourceBytes(),
                        found.getMime(),
                        found.getSourceSha256(),
                        found.getSpokenLocale()));
    }

    void moveTo(VideoId id, Video.Status status, Instant now) {
        db.update(VIDEO)
                .set(VIDEO.STATUS, status.name())
                .set(VIDEO.UPDATED_AT, now)
                .where(VIDEO.ID.eq(id), VIDEO.STATUS.notIn("PLAYABLE", "READY"))
                .execute();
    }

    void publish(VideoId id, Video.Status status, Made made, Instant now) {
        db.update(VIDEO)
                .set(VIDEO.STATUS, status.name())
                .set(
                        VIDEO.CAPTIONS_REV,
                        when(VIDEO.MEDIA_REV.eq(made.rev()), VIDEO.CAPTIONS_REV).otherwise(0))
                .set(VIDEO.MEDIA_REV, made.rev())
                .set(VIDEO.DURATION_MS, made.durationMs())
                .set(VIDEO.WIDTH, made.width())
                .set(VIDEO.HEIGHT, made.height())
                .set(VIDEO.POSTER, JSONB.jsonb(made.poster().toString()))
                .set(
                        VIDEO.SPRITE,
                        made.sprite() == null ? null : JSONB.jsonb(made.sprite().toString()))
                .set(VIDEO.UPDATED_AT, now)
                .where(VIDEO.ID.eq(id))
                .execute();
    }

    /** @return false when the video's files lie elsewhere by now */
    boolean captioned(VideoId id, long mediaRev, int captionsRev, Instant now) {
        return db.update(VIDEO)
                        .set(VIDEO.CAPTIONS_REV, captionsRev)
                        .set(VIDEO.UPDATED_AT, now)
                        .where(VIDEO.ID.eq(id), VIDEO.MEDIA_REV.eq(mediaRev), VIDEO.CAPTIONS_REV.lt(captionsRev))
                        .execute()
                == 1;
    }

    void speaks(VideoId id, String locale) {
        db.update(VIDEO).set(VIDEO.SPOKEN_LOCALE, locale).where(VIDEO.ID.eq(id)).execute();
    }

    void addRendition(VideoId videoId, long rev, Made.Size size) {
        db.insertInto(RENDITION)
                .set(RENDITION.VIDEO_ID, videoId)
                .set(RENDITION.MEDIA_REV, rev)
                .set(RENDITION.HEIGHT, size.height())
                .set(RENDITION.WIDTH, size.width())
                .set(RENDITION.CODEC, size.codec())
                .set(RENDITION.BITRATE_KBPS, size.bitrateKbps())
                .set(RENDITION.BYTES, size.bytes())
                .onConflictDoNothing()
                .execute();
    }

    /** Of each video's current revision, the smallest first. */
    Map<VideoId, List<Rendition>> renditions(Collection<VideoId> videoIds) {
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

    static Video video(Record found) {
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
                found.get(VIDEO.CAPTIONS_REV),
                json(found.get(VIDEO.POSTER)),
                json(found.get(VIDEO.SPRITE)),
                found.get(VIDEO.UPLOADED_AT),
                found.get(VIDEO.CREATED_AT),
                found.get(VIDEO.DELETED_AT),
                found.get(VIDEO.PURGE_AT));
    }

    private static @Nullable JsonNode json(@Nullable JSONB text) {
        return text == null ? null : JSON.readTree(text.data());
    }
}
