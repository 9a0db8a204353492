package io.aula.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class EnvelopeTest {
    private final Envelope envelope = new Envelope(
            JsonMapper.shared(), "courses", Clock.fixed(Instant.parse("2026-11-24T10:00:00Z"), ZoneOffset.UTC));

    @Test
    void whatIsSealedOpensAgain() {
        Envelope.Sealed sealed = envelope.seal("course.published", "crs_1", 7, Map.of("slug", "sql"));

        Event event = envelope.open(sealed.json().getBytes(StandardCharsets.UTF_8));

        assertThat(event.id()).isEqualTo(sealed.id());
        assertThat(event.type()).isEqualTo("course.published");
        assertThat(event.version()).isEqualTo(7);
        assertThat(event.data().path("slug").asString()).isEqualTo("sql");
    }

    @Test
    void aClassOfWorkIsToldByTheEnvelopeAndByTheRoutingKey() {
        Draft draft = new Draft("video.uploaded", "vid_1", 1, Optional.of("bulk"), Map.of());

        assertThat(draft.routingKey()).isEqualTo("video.uploaded.bulk");
        assertThat(JsonMapper.shared()
                        .readTree(envelope.seal(draft).json())
                        .path("class")
                        .asString())
                .isEqualTo("bulk");
        assertThat(envelope.seal("course.published", "crs_1", 7, Map.of()).json())
                .doesNotContain("class");
    }

    @Test
    void garbageSaysWhatIsMissing() {
        assertThatThrownBy(() -> envelope.open("{]".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("not JSON");
        assertThatThrownBy(() -> envelope.open("{\"type\":\"x\"}".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("the field id is missing");
    }
}
