package io.aula.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.aula.media.MediaVerification.Expired;
import io.aula.media.MediaVerification.Granted;
import io.aula.media.MediaVerification.Reason;
import io.aula.media.MediaVerification.Refused;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class MediaTokensTest {

    private static final Instant NOW = Instant.parse("2026-11-24T10:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(600);
    private static final String OLD = "old:" + key((byte) 1);
    private static final String NEW = "new:" + key((byte) 2);

    private final MediaTokens tokens = tokens(OLD, NOW);
    private final String token = tokens.sign(new MediaGrant("vid_a", Optional.of("usr_a"), "ses_1", LATER, false));

    @Test
    void grantsTheVideoItWasSignedForUntilItExpires() {
        assertThat(tokens.verify(token, "vid_a")).isInstanceOfSatisfying(Granted.class, granted -> {
            assertThat(granted.sessionId()).isEqualTo("ses_1");
            assertThat(granted.expiresAt()).isEqualTo(LATER);
            assertThat(granted.viewer()).hasSize(32).doesNotContain("usr");
        });
        assertThat(tokens(OLD, LATER).verify(token, "vid_a")).isEqualTo(new Expired(LATER));
    }

    @Test
    void isSafeAsOneSegmentOfAPath() {
        assertThat(token).matches("[A-Za-z0-9_-]+");
    }

    @Test
    void refusesAnotherVideo() {
        assertThat(tokens.verify(token, "vid_b")).isEqualTo(new Refused(Reason.OTHER_VIDEO));
    }

    @Test
    void refusesEveryChangedByte() {
        byte[] bytes = Base64.getUrlDecoder().decode(token);
        for (int i = 0; i < bytes.length; i++) {
            byte[] changed = bytes.clone();
            changed[i] ^= 1;
            String forged = Base64.getUrlEncoder().withoutPadding().encodeToString(changed);
            assertThat(tokens.verify(forged, "vid_a")).isInstanceOf(Refused.class);
        }
    }

    @Test
    void refusesWhatIsNoToken() {
        for (String text : new String[] {"", "a", "%%%", "x".repeat(5000), "AQ", token.substring(0, 30)}) {
            assertThat(tokens.verify(text, "vid_a")).isInstanceOf(Refused.class);
        }
    }

    @Test
    void verifiesWithAnOlderKeyOfTheRingAndNotWithADroppedOne() {
        assertThat(tokens(NEW + "," + OLD, NOW).verify(token, "vid_a")).isInstanceOf(Granted.class);
        assertThat(tokens(NEW, NOW).verify(token, "vid_a")).isEqualTo(new Refused(Reason.UNKNOWN_KEY));
    }

    /** As docs/running.md says: whoever verifies learns a key before anybody signs with it, and forgets it a day after. */
    @Test
    void aKeyIsRotatedWithoutInterruptingAnyViewer() {
        record Step(String courses, String gateway, Duration lasts) {}
        Duration longest = Duration.ofHours(6);
        List<Step> rotation = List.of(
                new Step(OLD, OLD, longest),
                new Step(OLD, NEW + "," + OLD, Duration.ofMinutes(5)),
                new Step(NEW + "," + OLD, NEW + "," + OLD, longest.plusHours(18)),
                new Step(NEW + "," + OLD, NEW, longest),
                new Step(NEW, NEW, longest));
        Instant now = NOW;
        List<String> held = new ArrayList<>();
        for (Step step : rotation) {
            for (Duration passed = Duration.ZERO; passed.compareTo(step.lasts()) < 0; passed = passed.plusMinutes(5)) {
                MediaGrant grant = new MediaGrant("vid_a", Optional.of("usr_a"), "ses_1", now.plus(longest), false);
                held.add(tokens(step.courses(), now).sign(grant));
                MediaTokens gateway = tokens(step.gateway(), now);
                held.removeIf(each -> gateway.verify(each, "vid_a") instanceof Expired);
                assertThat(held)
                        .allSatisfy(each ->
                                assertThat(gateway.verify(each, "vid_a")).isInstanceOf(Granted.class));
                now = now.plus(Duration.ofMinutes(5));
            }
        }
        assertThat(tokens(NEW, now).verify(token, "vid_a")).isEqualTo(new Refused(Reason.UNKNOWN_KEY));
    }

    @Test
    void namesNobodyInAPreview() {
        String preview = tokens.sign(new MediaGrant("vid_a", Optional.empty(), "ses_2", LATER, true));
        assertThat(tokens.verify(preview, "vid_a")).isEqualTo(new Granted("ses_2", "", LATER, true));
    }

    @Test
    void refusesShortKeys() {
        assertThatThrownBy(() -> MediaKeys.parse("a:c2hvcnQ=")).isInstanceOf(IllegalArgumentException.class);
    }

    private static MediaTokens tokens(String ring, Instant now) {
        return new MediaTokens(MediaKeys.parse(ring), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static String key(byte fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, fill);
        return Base64.getEncoder().encodeToString(key);
    }
}
