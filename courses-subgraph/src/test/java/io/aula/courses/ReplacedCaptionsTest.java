package io.aula.courses;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Words belong to the video in which they are said: when another takes its place, they stay with the old one. */
class ReplacedCaptionsTest extends CaptionedLessons {
    @Test
    void theOldVideosWordsNeverShowOnTheNewOneAndStayApprovedWithTheirs() {
        Lesson old = captioned("Vídeo nuevo", "lo de antes", "y esto");
        JsonNode track = captions(TEACHER, old).at("/captions/0");
        assertThat(as(
                                TEACHER,
                                "mutation($i: ApproveCaptionsInput!) { approveCaptions(input: $i) { userErrors { code } }"
                                        + " }",
                                Map.of(
                                        "i",
                                        Map.of(
                                                "captionTrackId",
                                                track.path("id").asString(),
                                                "expectedRevision",
                                                1)))
                        .at("/approveCaptions/userErrors")
                        .isEmpty())
                .isTrue();

        Lesson replaced = new Lesson(old.id(), shown(old.id()));
        eventually(
                "the new video",
                () -> play(PUPIL, old.id()).path("hlsUrl").asString().contains(replaced.video()));
        assertThat(captions(PUPIL, replaced).path("captions").isEmpty()).isTrue();
        assertThat(captions(PUPIL, replaced).path("transcript").isNull()).isTrue();
        assertThat(play(PUPIL, old.id()).path("hlsUrl").asString()).endsWith("/1/master.m3u8");
        assertThat(state(replaced.video())).isEqualTo("PENDING");

        heard(replaced.video(), claim(replaced.video()).path("fence").asLong(), "es", "lo de ahora");
        eventually(
                "the new words",
                () -> play(PUPIL, old.id()).path("hlsUrl").asString().matches(".*/master-c[12]\\.m3u8"));
        JsonNode now = captions(PUPIL, replaced);
        assertThat(now.at("/transcript/plainText").asString()).isEqualTo("lo de ahora");
        assertThat(now.at("/captions/0/approvedAt").isNull())
                .as("nobody has approved these")
                .isTrue();
        assertThat(read(replaced.video() + "/1/captions/1/es.vtt"))
                .contains("lo de ahora")
                .doesNotContain("lo de antes");

        JsonNode kept = as(
                        TEACHER,
                        "query($id: ID!) { video(id: $id) { captions { approvedAt isMachineMade } transcript(locale:"
                                + " \"es\") { plainText } } }",
                        Map.of("id", old.video()))
                .path("video");
        assertThat(kept.at("/captions/0/approvedAt").isString()).isTrue();
        assertThat(kept.at("/captions/0/isMachineMade").asBoolean()).isFalse();
        assertThat(kept.at("/transcript/plainText").asString()).isEqualTo("lo de antes\ny esto");
        assertThat(read(old.video() + "/1/captions/2/es.vtt")).contains("lo de antes");
    }
}
