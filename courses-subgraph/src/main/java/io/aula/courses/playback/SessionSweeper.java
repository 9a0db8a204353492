package io.aula.courses.playback;

import java.time.Clock;
import java.time.Duration;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes sessions of players that ended long ago. */
@Component
class SessionSweeper {
    /** What a player without a network kept is taken for a day after the end. */
    private static final Duration MEMORY = Duration.ofDays(2);

    private static final int BATCH = 5_000;

    private final WatchSessions sessions;
    private final Clock clock;

    SessionSweeper(WatchSessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** @return how many went */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT6M")
    int sweep() {
        return sessions.forget(clock.instant().minus(MEMORY), BATCH);
    }
}
