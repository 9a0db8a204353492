package io.aula.transcoder.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkerSettingsTest {

    @Test
    void productionNamesInOneLineEachWhatItMustBeTold() {
        assertThat(WorkerSettings.missing(Map.of("AULA_PROFILE", "production", "AULA_RABBITMQ_URI", " ")))
                .hasSize(2)
                .allMatch(line -> line.matches("AULA_\\w+ is missing: .+"));
        assertThat(WorkerSettings.missing(Map.of(
                        "AULA_PROFILE", "production",
                        "AULA_RABBITMQ_URI", "amqp://b/aula",
                        "AULA_OBJECT_STORE_URL", "s3://aula")))
                .isEmpty();
        assertThat(WorkerSettings.missing(Map.of())).isEmpty();
    }
}
