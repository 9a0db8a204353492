package io.aula.courses.captions;

import static io.aula.courses.db.Tables.CAPTION_VERSION;
import static org.jooq.impl.DSL.select;

import io.aula.platform.id.TrackId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Repository;

/** Reads and writes what tracks were; of each the latest fifty. */
@Repository
public class Versions {
    private static final int MOST = 50;

    private final DSLContext db;

    Versions(DSLContext db) {
        this.db = db;
    }

    /** What a track was or might be: its cues and where they come from. */
    public record Kept(
            int revision,
            Origin origin,
            @Nullable String model,
            @Nullable Double confidence,
            List<CaptionCue> cues) {
        public Kept {
            cues = List.copyOf(cues);
        }
    }

    void keep(TrackId trackId, Kept kept, Instant now) {
        db.insertInto(CAPTION_VERSION)
                .set(CAPTION_VERSION.TRACK_ID, trackId)
                .set(CAPTION_VERSION.REVISION, kept.revision())
                .set(CAPTION_VERSION.ORIGIN, kept.origin().name())
                .set(CAPTION_VERSION.MODEL, kept.model())
                .set(
                        CAPTION_VERSION.CONFIDENCE,
                        kept.confidence() == null ? null : kept.confidence().floatValue())
                .set(CAPTION_VERSION.CUE_COUNT, kept.cues().size())
                .set(CAPTION_VERSION.CUES, CueJson.cues(kept.cues()))
                .set(CAPTION_VERSION.AT, now)
                .execute();
    }

    void forgetOld(TrackId trackId) {
        db.deleteFrom(CAPTION_VERSION)
                .where(CAPTION_VERSION.TRACK_ID.eq(trackId))
                .and(CAPTION_VERSION.REVISION.notIn(select(CAPTION_VERSION.REVISION)
                        .from(CAPTION_VERSION)
                        .where(CAPTION_VERSION.TRACK_ID.eq(trackId))
                        .orderBy(CAPTION_VERSION.REVISION.desc())
                        .limit(MOST)))
                .execute();
    }

    public List<CaptionVersion> of(TrackId trackId) {
        return db.select(
                        CAPTION_VERSION.REVISION, CAPTION_VERSION.ORIGIN, CAPTION_VERSION.CUE_COUNT, CAPTION_VERSION.AT)
                .from(CAPTION_VERSION)
                .where(CAPTION_VERSION.TRACK_ID.eq(trackId))
                .orderBy(CAPTION_VERSION.REVISION.desc())
                .limit(MOST)
                .fetch(row ->
                        new CaptionVersion(row.value1(), Origin.valueOf(row.value2()), row.value3(), row.value4()));
    }

    public Optional<Kept> find(TrackId trackId, int revision) {
        return db.selectFrom(CAPTION_VERSION)
                .where(CAPTION_VERSION.TRACK_ID.eq(trackId), CAPTION_VERSION.REVISION.eq(revision))
                .fetchOptional(row -> new Kept(
                        row.getRevision(),
                        Origin.valueOf(row.getOrigin()),
                        row.getModel(),
                        row.getConfidence() == null ? null : (double) row.getConfidence(),
                        CueJson.cues(row.getCues())));
    }
}
