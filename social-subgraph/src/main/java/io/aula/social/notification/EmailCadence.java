package io.aula.social.notification;

import java.time.Duration;

/** How often somebody gets mail of what they were told and have not read. */
enum EmailCadence {
    NEVER(Duration.ZERO),
    /** Within minutes. */
    INSTANT(Duration.ZERO),
    DAILY(Duration.ofDays(1)),
    WEEKLY(Duration.ofDays(7));

    private final Duration period;

    EmailCadence(Duration period) {
        this.period = period;
    }

    Duration period() {
        return period;
    }
}
