package io.aula.courses.captions;

import io.aula.media.captions.Note;
import java.util.List;
import org.jooq.JSONB;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Words and whole versions as they are kept in one column. */
final class CueJson {
    private static final JsonMapper JSON = JsonMapper.shared();

    private CueJson() {}

    static JSONB words(List<CueWord> words) {
        return JSONB.jsonb(JSON.writeValueAsString(words));
    }

    static List<CueWord> words(JSONB words) {
        return JSON.readValue(words.data(), new TypeReference<List<CueWord>>() {});
    }

    static JSONB notes(List<Note> notes) {
        return JSONB.jsonb(JSON.writeValueAsString(notes));
    }

    static List<Note> notes(JSONB notes) {
        return JSON.readValue(notes.data(), new TypeReference<List<Note>>() {});
    }

    static JSONB cues(List<CaptionCue> cues) {
        return JSONB.jsonb(JSON.writeValueAsString(cues));
    }

    static List<CaptionCue> cues(JSONB cues) {
        return JSON.readValue(cues.data(), new TypeReference<List<CaptionCue>>() {});
    }
}
