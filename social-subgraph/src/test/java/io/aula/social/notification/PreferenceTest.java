package io.aula.social.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.platform.id.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PreferenceTest {
    private static final NotificationSettings SETTINGS = new NotificationSettings(
            500,
            Duration.ofDays(180),
            Duration.ofHours(6),
            Duration.ofMinutes(1),
            Duration.ofMinutes(3),
            Duration.ofMinutes(1));
    private static final Instant NOW = Instant.parse("2026-12-01T10:00:00Z");

    @Test
    void mailsThatComeAtOnceAreMinutesApartWhateverHappens() {
        Preference asked = Preference.nothingSaid(UserId.next())
                .wishing(NotificationKind.REPLY, EmailCadence.INSTANT, NOW.minusSeconds(3_600), SETTINGS);
        assertThat(asked.due(NOW, SETTINGS)).containsExactly(EmailCadence.INSTANT);
        Preference told = asked.told(Set.of(EmailCadence.INSTANT), NOW, SETTINGS);
        assertThat(told.dueAt()).isEqualTo(NOW.plusSeconds(180));
        assertThat(told.due(NOW.plusSeconds(179), SETTINGS)).isEmpty();
        assertThat(told.due(NOW.plusSeconds(180), SETTINGS)).containsExactly(EmailCadence.INSTANT);
    }
}
