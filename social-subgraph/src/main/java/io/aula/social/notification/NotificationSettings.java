package io.aula.social.notification;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * @param mostInGroup how many things one group tells of; while it is unread nothing more joins it
 * @param keep how long somebody finds what they were told
 * @param sweepEvery how often what is older is looked for, where the store does not do so itself
 * @param mailEvery how often it is looked for whom there is mail
 * @param instantEvery how much time is between two mails of those that come at once: well within the number of them that identity sends
 *     to one person in an hour
 * @param mailSettles how long it may take to keep what somebody is told: what is younger is for the next mail
 */
@ConfigurationProperties("aula.notifications")
record NotificationSettings(
        int mostInGroup,
        Duration keep,
        Duration sweepEvery,
        Duration mailEvery,
        Duration instantEvery,
        Duration mailSettles) {
    NotificationSettings {
        if (mostInGroup < 1 || keep.toDays() < 1 || sweepEvery.toSeconds() < 1 || mailEvery.toMillis() < 1) {
            throw new IllegalArgumentException("aula.notifications needs a group of 1, a day and a second at least");
        }
        if (instantEvery.toMillis() < 1) {
            throw new IllegalArgumentException("aula.notifications.instant-every must be positive");
        }
    }

    /** How much time is between two mails at least. */
    Duration period(EmailCadence cadence) {
        return switch (cadence) {
            case NEVER -> Duration.ZERO;
            case INSTANT -> instantEvery;
            case DAILY -> Duration.ofDays(1);
            case WEEKLY -> Duration.ofDays(7);
        };
    }
}
