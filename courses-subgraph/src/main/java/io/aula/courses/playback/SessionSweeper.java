package io.aula.courses.playback;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes sessions of players that ended long ago. */
@Component
class SessionSweeper {
    /** What a player without a network kept is taken for a day after the end. */
    private static final Duration MEMORY = Duration.ofDays(2);

    /** Each is a statement of its own, so that no player waits long for it. */
    private static final int BATCH = 5_000;

    /** A round ends even when they end faster than they go; the next goes on. */
    private static final int MOST_BATCHES = 400;

    private final WatchSessions sessions;
    private final Clock clock;

    SessionSweeper(WatchSessions sessions, Clock clock) {
        this.sessions = sessions;
        this.clock = clock;
    }

    /** @return how many went */
    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT6M")
    int sweep() {
        Instant end = clock.instant().minus(MEMORY);
        int gone = 0;
        for (int batch = 0; batch < MOST_BATCHES; batch++) {
            int went = sessions.forget(end, BATCH);
            gone += went;
            if (went < BATCH) {
                return gone;
            }
        }
        return gone;
    }
}
