package io.aula.courses.captions;

import static io.aula.courses.db.Tables.CAPTION_CUE;
import static io.aula.courses.db.Tables.CAPTION_TAKEN_OUT;
import static org.jooq.impl.DSL.count;
import static org.jooq.impl.DSL.selectDistinct;

import io.aula.courses.db.tables.records.CaptionCueRecord;
import io.aula.platform.id.TrackId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Reads and writes the cues of tracks. */
@Repository
public class Cues {
    private final DSLContext db;

    Cues(DSLContext db) {
        this.db = db;
    }

    /** In order of time. */
    public List<CaptionCue> of(TrackId trackId) {
        return db.selectFrom(CAPTION_CUE)
                .where(CAPTION_CUE.TRACK_ID.eq(trackId))
                .orderBy(CAPTION_CUE.START_MS)
                .fetch(Cues::cue);
    }

    /** As {@link #of}, by track. */
    public Map<TrackId, List<CaptionCue>> of(Collection<TrackId> trackIds) {
        return db.selectFrom(CAPTION_CUE)
                .where(CAPTION_CUE.TRACK_ID.in(trackIds))
                .orderBy(CAPTION_CUE.TRACK_ID, CAPTION_CUE.START_MS)
                .fetchGroups(CAPTION_CUE.TRACK_ID, Cues::cue);
    }

    /** Those that begin after a moment, at most so many. */
    public List<CaptionCue> page(TrackId trackId, Optional<Long> afterMs, int most) {
        Condition later =
                afterMs.map(ms -> CAPTION_CUE.START_MS.gt(ms.intValue())).orElse(DSL.noCondition());
        return db.selectFrom(CAPTION_CUE)
                .where(CAPTION_CUE.TRACK_ID.eq(trackId), later)
                .orderBy(CAPTION_CUE.START_MS)
                .limit(most)
                .fetch(Cues::cue);
    }

    /** How many cues begin at or before a moment: the place of the next one. */
    public int placeAfter(TrackId trackId, long ms) {
        return db.fetchCount(CAPTION_CUE, CAPTION_CUE.TRACK_ID.eq(trackId), CAPTION_CUE.START_MS.le((int) ms));
    }

    public Map<TrackId, Integer> counts(Collection<TrackId> trackIds) {
        return db.select(CAPTION_CUE.TRACK_ID, count())
                .from(CAPTION_CUE)
                .where(CAPTION_CUE.TRACK_ID.in(trackIds))
                .groupBy(CAPTION_CUE.TRACK_ID)
                .fetchMap(CAPTION_CUE.TRACK_ID, count());
    }

    /** Of a translation: the sentences of cues that a person takes out stay out until they say something else. */
    void keepOut(TrackId trackId, Collection<Integer> ids) {
        db.insertInto(CAPTION_TAKEN_OUT, CAPTION_TAKEN_OUT.TRACK_ID, CAPTION_TAKEN_OUT.UNIT)
                .select(selectDistinct(CAPTION_CUE.TRACK_ID, CAPTION_CUE.SOURCE_UNIT)
                        .from(CAPTION_CUE)
                        .where(
                                CAPTION_CUE.TRACK_ID.eq(trackId),
                                CAPTION_CUE.ID.in(ids),
                                CAPTION_CUE.SOURCE_UNIT.isNotNull()))
                .onConflictDoNothing()
                .execute();
    }

    /** By their digests. */
    public Set<String> takenOut(TrackId trackId) {
        return db.select(CAPTION_TAKEN_OUT.UNIT)
                .from(CAPTION_TAKEN_OUT)
                .where(CAPTION_TAKEN_OUT.TRACK_ID.eq(trackId))
                .fetchSet(CAPTION_TAKEN_OUT.UNIT);
    }

    void deleteAll(TrackId trackId) {
        db.deleteFrom(CAPTION_CUE).where(CAPTION_CUE.TRACK_ID.eq(trackId)).execute();
    }

    void delete(TrackId trackId, Collection<Integer> ids) {
        db.deleteFrom(CAPTION_CUE)
                .where(CAPTION_CUE.TRACK_ID.eq(trackId), CAPTION_CUE.ID.in(ids))
                .execute();
    }

    void add(TrackId trackId, List<CaptionCue> cues) {
        db.batchInsert(cues.stream().map(cue -> record(trackId, cue)).toList()).execute();
    }

    private static CaptionCueRecord record(TrackId trackId, CaptionCue cue) {
        CaptionCueRecord record = new CaptionCueRecord();
        record.setTrackId(trackId);
        record.setId(cue.id());
        record.setStartMs(cue.startMs());
        record.setEndMs(cue.endMs());
        record.setText(cue.text());
        record.setConfidence(cue.confidence() == null ? null : cue.confidence().floatValue());
        record.setWords(CueJson.words(cue.words()));
        record.setRevision(cue.revision());
        record.setSourceCue(cue.source() == null ? null : cue.source().cue());
        record.setSourceRevision(cue.source() == null ? null : cue.source().revision());
        record.setSourceUnit(cue.source() == null ? null : cue.source().unit());
        record.setCorrected(cue.isCorrected());
        return record;
    }

    private static CaptionCue cue(CaptionCueRecord row) {
        return new CaptionCue(
                row.getId(),
                row.getStartMs(),
                row.getEndMs(),
                row.getText(),
                row.getConfidence() == null ? null : (double) row.getConfidence(),
                CueJson.words(row.getWords()),
                row.getRevision(),
                row.getSourceCue() == null
                        ? null
                        : new CaptionCue.Source(row.getSourceCue(), row.getSourceRevision(), row.getSourceUnit()),
                row.getCorrected());
    }
}
