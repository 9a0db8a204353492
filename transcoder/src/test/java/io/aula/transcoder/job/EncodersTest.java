package io.aula.transcoder.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.aula.transcoder.pipeline.Encoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class EncodersTest {

    private static final Encoder SOFTWARE = Encoder.software("ultrafast");
    private static final String NVENC = "nvh264enc";
    private static final String VA = "vah264enc";

    private final List<String> tried = new ArrayList<>();

    @Test
    void takesTheFirstThatPassesItsTrialAndTriesNoOther() {
        assertThat(chosen("auto", Map.of())).isEqualTo(NVENC);
        assertThat(chosen("auto", Map.of(NVENC, "no card"))).isEqualTo(VA);
        assertThat(chosen("auto", Map.of(NVENC, "no card", VA, "no driver"))).isEqualTo(Encoder.SOFTWARE);
        assertThat(tried).containsExactly(NVENC, NVENC, VA, NVENC, VA, Encoder.SOFTWARE);
    }

    @Test
    void takesTheOneThatIsAskedFor() {
        assertThat(chosen(VA, Map.of())).isEqualTo(VA);
        assertThat(chosen(Encoder.SOFTWARE, Map.of())).isEqualTo(Encoder.SOFTWARE);
        assertThat(tried).containsExactly(VA, Encoder.SOFTWARE);
    }

    @Test
    void saysInOneLineWhyTheOneThatIsAskedForIsNotThereAndWhatToDo() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chosen(NVENC, Map.of(NVENC, "no card")))
                .withMessageMatching("AULA_ENCODER is nvh264enc, .*\\(no card\\): install .* or set auto");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chosen("h264", Map.of()))
                .withMessage("AULA_ENCODER is one of auto, nvh264enc, vah264enc, x264enc, not h264");
    }

    @Test
    void saysWhatToInstallWhereNoneWorks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> chosen("auto", Map.of(NVENC, "a", VA, "b", Encoder.SOFTWARE, "c")))
                .withMessageContainingAll("gstreamer1.0-plugins-ugly", "nvh264enc: a", "vah264enc: b", "x264enc: c");
    }

    @Test
    void triesOneThatFailedOnceMoreBeforeTheNextJobAndKeepsItIfItPasses() {
        Encoders encoders = Encoders.of("auto", Encoder.hardware(), SOFTWARE, trial(Map.of()));
        tried.clear();
        encoders.suspect(encoders.current());
        assertThat(encoders.current().name()).isEqualTo(NVENC);
        assertThat(encoders.current().name()).isEqualTo(NVENC);
        assertThat(tried).containsExactly(NVENC);
    }

    @Test
    void letsGoOfOneThatFailsItsTrialAfterwards() {
        List<String> complaints = new ArrayList<>(List.of("", "the card has fallen off the bus"));
        Encoders encoders = Encoders.of("auto", Encoder.hardware(), SOFTWARE, encoder -> complaints.removeFirst());
        encoders.suspect(encoders.current());
        assertThat(encoders.current()).isEqualTo(SOFTWARE);
        encoders.suspect(encoders.current());
        assertThat(encoders.current()).isEqualTo(SOFTWARE);
        assertThat(complaints).isEmpty();
    }

    private String chosen(String wanted, Map<String, String> complaints) {
        return Encoders.of(wanted, Encoder.hardware(), SOFTWARE, trial(complaints))
                .current()
                .name();
    }

    private Function<Encoder, String> trial(Map<String, String> complaints) {
        return encoder -> {
            tried.add(encoder.name());
            return complaints.getOrDefault(encoder.name(), "");
        };
    }
}
