package io.aula.courses.video;

import static io.aula.courses.db.Tables.VIDEO;
import static io.aula.courses.db.Tables.VIDEO_CHAPTER;
import static org.jooq.impl.DSL.row;

import io.aula.courses.graphql.LocalizedText;
import io.aula.platform.id.VideoId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jooq.DSLContext;
import org.springframework.stereotype.Repository;

/** Reads and writes chapters. */
@Repository
class Chapters {
    private final DSLContext db;

    Chapters(DSLContext db) {
        this.db = db;
    }

    /** In the order of time; videos without any are missing. */
    Map<VideoId, List<Chapter>> of(Collection<VideoId> videoIds) {
        return db.selectFrom(VIDEO_CHAPTER)
                .where(VIDEO_CHAPTER.VIDEO_ID.in(videoIds))
                .orderBy(VIDEO_CHAPTER.VIDEO_ID, VIDEO_CHAPTER.START_MS)
                .fetchGroups(
                        VIDEO_CHAPTER.VIDEO_ID,
                        found -> new Chapter(found.getStartMs(), LocalizedText.parse(found.getTitles())));
    }

    /** Of two who write at once the second waits, so that never some of each are kept. */
    void hold(VideoId videoId) {
        db.select(VIDEO.ID)
                .from(VIDEO)
                .where(VIDEO.ID.eq(videoId))
                .forNoKeyUpdate()
                .fetch();
    }

    void clear(VideoId videoId) {
        db.deleteFrom(VIDEO_CHAPTER).where(VIDEO_CHAPTER.VIDEO_ID.eq(videoId)).execute();
    }

    void add(VideoId videoId, List<Chapter> chapters) {
        db.insertInto(VIDEO_CHAPTER, VIDEO_CHAPTER.VIDEO_ID, VIDEO_CHAPTER.START_MS, VIDEO_CHAPTER.TITLES)
                .valuesOfRows(chapters.stream()
                        .map(each -> row(videoId, each.startMs(), each.titles().toJson()))
                        .toList())
                .execute();
    }
}
