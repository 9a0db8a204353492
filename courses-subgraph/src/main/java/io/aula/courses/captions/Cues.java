package io.aula.courses.captions;

import static io.aula.courses.db.Tables.CAPTION_CUE;
import static org.jooq.impl.DSL.count;

import io.aula.courses.db.tables.records.CaptionCueRecord;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.springframework.stereotype.Repository;

/** Reads and writes the cues of tracks. */
@Repository
class Cues {
    private final DSLContext db;

    Cues(DSLContext db) {
        this.db = db;
    }

    /** In order of time. */
    List<CaptionCue> of(String trackId) {
        return db.selectFrom(CAPTION_CUE)
                .where(CAPTION_CUE.TRACK_ID.eq(trackId))
                .orderBy(CAPTION_CUE.START_MS)
                .fetch(Cues::cue);
    }

    /** As {@link #of}, by track. */
    Map<String, List<CaptionCue>> of(Collection<String> trackIds) {
        return db.selectFrom(CAPTION_CUE)
                .where(CAPTION_CUE.TRACK_ID.in(trackIds))
                .orderBy(CAPTION_CUE.TRACK_ID, CAPTION_CUE.START_MS)
                .fetchGroups(CAPTION_CUE.TRACK_ID, Cues::cue);
    }

    /** Those that begin after a moment, at most so many. */
    List<CaptionCue> page(String trackId, Optional<Long> afterMs, int most) {
        Condition later =
                afterMs.map(ms -> CAPTION_CUE.START_MS.gt(ms.intValue())).orElse(DSL.noCondition());
        return db.selectFrom(CAPTION_CUE)
                .where(CAPTION_CUE.TRACK_ID.eq(trackId), later)
                .orderBy(CAPTION_CUE.START_MS)
                .limit(most)
                .fetch(Cues::cue);
    }

    /** How many cues begin at or before a moment: the place of the next one. */
    int placeAfter(String trackId, long ms) {
        return db.fetchCount(CAPTION_CUE, CAPTION_CUE.TRACK_ID.eq(trackId), CAPTION_CUE.START_MS.le((int) ms));
    }

    Map<String, Integer> counts(Collection<String> trackIds) {
        return db.select(CAPTION_CUE.TRACK_ID, count())
                .from(CAPTION_CUE)
                .where(CAPTION_CUE.TRACK_ID.in(trackIds))
                .groupBy(CAPTION_CUE.TRACK_ID)
                .fetchMap(CAPTION_CUE.TRACK_ID, count());
    }

    void deleteAll(String trackId) {
        db.deleteFrom(CAPTION_CUE).where(CAPTION_CUE.TRACK_ID.eq(trackId)).execute();
    }

    void delete(String trackId, Collection<Integer> ids) {
        db.deleteFrom(CAPTION_CUE)
                .where(CAPTION_CUE.TRACK_ID.eq(trackId), CAPTION_CUE.ID.in(ids))
                .execute();
    }

    void add(String trackId, List<CaptionCue> cues) {
        db.batchInsert(cues.stream().map(cue -> record(trackId, cue)).toList()).execute();
    }

    private static CaptionCueRecord record(String trackId, CaptionCue cue) {
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
