package io.aula.courses.job;

import static io.aula.courses.db.Tables.MEDIA_JOB;

import io.aula.platform.id.JobId;
import java.util.Collection;
import java.util.Map;
import org.jooq.DSLContext;
import org.jooq.JSONB;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What workers found in files that nothing can be made of, in the words of a teacher. */
@Repository
class Findings {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST = 500;

    private final DSLContext db;

    Findings(DSLContext db) {
        this.db = db;
    }

    /** @param texts by language; whatever is not in both, or is no sentence, is not kept */
    void keep(JobId id, JsonNode texts) {
        String spanish = texts.path("es").asString("");
        String english = texts.path("en").asString("");
        // Nothing found takes the place of what an earlier try found.
        JSONB found = isSentence(spanish) && isSentence(english)
                ? JSONB.jsonb(JSON.writeValueAsString(Map.of("es", spanish, "en", english)))
                : null;
        db.update(MEDIA_JOB)
                .set(MEDIA_JOB.FAILURE_TEXTS, found)
                .where(MEDIA_JOB.ID.eq(id))
                .execute();
    }

    Map<JobId, ProcessingState.Texts> of(Collection<JobId> ids) {
        return db.select(MEDIA_JOB.ID, MEDIA_JOB.FAILURE_TEXTS)
                .from(MEDIA_JOB)
                .where(MEDIA_JOB.ID.in(ids), MEDIA_JOB.FAILURE_TEXTS.isNotNull())
                .fetchMap(MEDIA_JOB.ID, row -> {
                    JsonNode texts =
                            JSON.readTree(row.get(MEDIA_JOB.FAILURE_TEXTS).data());
                    return new ProcessingState.Texts(
                            texts.path("es").asString(), texts.path("en").asString());
                });
    }

    private static boolean isSentence(String text) {
        return !text.isBlank() && text.length() <= LONGEST;
    }
}
