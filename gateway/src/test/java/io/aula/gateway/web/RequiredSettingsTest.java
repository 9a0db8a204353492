package io.aula.gateway.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RequiredSettingsTest {
    private final Map<String, String> environment = new HashMap<>(Map.of(
            "AULA_SESSION_KEYS", "s1:x",
            "AULA_SPA_CLIENT_SECRET", "x",
            "AULA_MEDIA_KEYS", "m1:x",
            "AULA_OBJECT_STORE_URL", "file:///x"));

    @Test
    void whatIsMissingIsToldInOneLineEach() {
        assertThat(RequiredSettings.faults(Map.of()))
                .hasSize(4)
                .allMatch(line -> line.matches("AULA_\\w+ is missing: .+"))
                .noneMatch(line -> line.contains("\n"));
        assertThat(RequiredSettings.faults(environment)).isEmpty();
    }

    @Test
    void productionHasNoDefaultsOfOneMachine() {
        environment.put("AULA_PROFILE", "production");
        assertThat(RequiredSettings.faults(environment))
                .extracting(line -> line.substring(0, line.indexOf(' ')))
                .containsExactly(
                        "AULA_PUBLIC_URL",
                        "AULA_GATEWAY_KEY",
                        "AULA_IDENTITY_URL",
                        "AULA_COURSES_URL",
                        "AULA_SOCIAL_URL");
    }

    @Test
    void productionWantsAnAddressThatKeepsCookiesSecret() {
        environment.putAll(Map.of(
                "AULA_PROFILE", "production",
                "AULA_GATEWAY_KEY", "k",
                "AULA_IDENTITY_URL", "http://i",
                "AULA_COURSES_URL", "http://c",
                "AULA_SOCIAL_URL", "http://s"));
        for (String unsafe : new String[] {"http://aula.example", "aula.example", "not an address"}) {
            environment.put("AULA_PUBLIC_URL", unsafe);
            assertThat(RequiredSettings.faults(environment))
                    .singleElement()
                    .asString()
                    .contains(unsafe, "https://");
        }
        for (String safe : new String[] {"https://aula.example", "http://localhost:8080", "http://127.0.0.1:80"}) {
            environment.put("AULA_PUBLIC_URL", safe);
            assertThat(RequiredSettings.faults(environment)).isEmpty();
        }
    }
}
