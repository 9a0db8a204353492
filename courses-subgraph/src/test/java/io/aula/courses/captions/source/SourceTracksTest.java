package io.aula.courses.captions.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.courses.captions.CaptionCue;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SourceTracksTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    @Test
    void marksGoByTheKindOfTheTrackAndWhatIsSaidStays() {
        assertThat(texts("SRT", "<font color=\"red\">Hola</font> {\\\\an8}a <todos>"))
                .containsExactly("Hola a <todos>");
        assertThat(texts("VTT", "<v Ana>Uno &amp; dos</v>")).containsExactly("Uno & dos");
        assertThat(texts("NONE", "si a < b & c")).containsExactly("si a < b & c");
    }

    @Test
    void whatShowsTogetherIsOneCueAndWhatIsLongIsCutAtAWord() {
        List<CaptionCue> cues = cues("""
                {"startMs":1000,"endMs":3000,"text":"Uno"},{"startMs":1000,"endMs":2000,"text":"Dos"},
                {"startMs":2500,"endMs":4000,"text":"Tres"},{"startMs":9000,"endMs":9000,"text":"nada"},
                {"startMs":9500,"endMs":9900,"text":" \\n "},{"startMs":-5,"endMs":9900,"text":"antes"}""", "NONE");
        assertThat(cues).extracting(CaptionCue::text).containsExactly("Uno\nDos", "Tres");
        assertThat(cues).extracting(CaptionCue::startMs).containsExactly(1_000, 2_500);
        assertThat(cues.getFirst().endMs()).isEqualTo(2_500);
        assertThat(cues).extracting(CaptionCue::id).containsExactly(1, 2);

        String longText = texts("NONE", "palabra ".repeat(200)).getFirst();
        assertThat(longText).hasSizeLessThanOrEqualTo(500).endsWith("palabra…");
        assertThat(texts("NONE", "a\\nb\\nc\\nd\\ne")).containsExactly("a\nb\nc\nd e");
    }

    @Test
    void aTrackWithoutWordsIsNone() {
        assertThat(SourceTracks.tracks(JSON.readTree("[{\"locale\":\"es\",\"cues\":[]},{},7]")))
                .isEmpty();
    }

    private static List<String> texts(String markup, String text) {
        String cue = "{\"startMs\":0,\"endMs\":1000,\"text\":\"%s\"}".formatted(text.replace("\"", "\\\""));
        return cues(cue, markup).stream().map(CaptionCue::text).toList();
    }

    private static List<CaptionCue> cues(String cues, String markup) {
        String track = "[{\"locale\":\"es\",\"markup\":\"%s\",\"cues\":[%s]}]".formatted(markup, cues);
        return SourceTracks.tracks(JSON.readTree(track)).getFirst().cues();
    }
}
