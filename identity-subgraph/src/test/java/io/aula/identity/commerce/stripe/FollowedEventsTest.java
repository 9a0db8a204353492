package io.aula.identity.commerce.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FollowedEventsTest {
    @Test
    void whatIsFollowedIsWhatTheManualSubscribesTo() throws Exception {
        String manual = Files.readString(Path.of("../docs/production.md"));
        assertThat(StripeEvents.TYPES)
                .hasSizeLessThanOrEqualTo(20)
                .allSatisfy(type -> assertThat(manual).contains("`" + type + "`"));
    }
}
