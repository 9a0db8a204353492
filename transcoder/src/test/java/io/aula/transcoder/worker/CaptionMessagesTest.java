package io.aula.transcoder.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aula.media.captions.Cue;
import io.aula.media.captions.CueFile;
import io.aula.transcoder.job.SpeechJob;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

final class CaptionMessagesTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final Promises promises = new Promises();

    @ParameterizedTest
    @ValueSource(
            strings = {"video.audio_ready", "captions.ready", "captions.failed", "captions.cues", "media.claim-reply"})
    void exampleKeepsItsPromise(String type) {
        assertThat(promises.broken(type, promises.example(type))).isEmpty();
    }

    @Test
    void readsTheJobThatCoursesPromises() {
        SpeechJob job = SpeechJob.of(JSON.readTree(promises.example("video.audio_ready")));
        assertThat(job.prefix()).endsWith("/1/");
        assertThat(job.spokenLocale()).isNull();
        assertThat(job.words()).contains("PostgreSQL");
        assertThat(job.at(job.videoId() + "/7/").prefix()).endsWith("/7/");
        assertThat(job.at("").prefix()).endsWith("/1/");
    }

    @Test
    void takesNoJobThatPointsToAnotherVideo() {
        String other =
                promises.example("video.audio_ready").replaceFirst("\"prefix\": \"vid_", "\"prefix\": \"../vid_");
        assertThatThrownBy(() -> SpeechJob.of(JSON.readTree(other))).isInstanceOf(IllegalArgumentException.class);
    }

    /** Courses reads the file with the same record. */
    @Test
    void writesAndReadsTheCueFileAsPromised() {
        CueFile file = JSON.readValue(promises.example("captions.cues"), CueFile.class);
        Cue cue = file.cues().getFirst();
        assertThat(cue.lines()).isEqualTo(List.of("Un índice parcial", "guarda solo algunas filas."));
        assertThat(cue.words()).hasSize(7);
        String written = JSON.writeValueAsString(file);
        assertThat(promises.broken("captions.cues", written)).isEmpty();
        assertThat(JSON.readValue(written, CueFile.class)).isEqualTo(file);
    }
}
