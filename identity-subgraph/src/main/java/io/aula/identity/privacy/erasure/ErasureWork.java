package io.aula.identity.privacy.erasure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Goes on with what is to be erased, until it is. */
@Component
class ErasureWork {
    private static final int MOST_AT_ONCE = 20;
    private static final Duration CLAIM = Duration.ofMinutes(1);
    private static final Logger LOG = LoggerFactory.getLogger(ErasureWork.class);

    private final Erasures erasures;
    private final ErasureService service;
    private final Clock clock;

    ErasureWork(Erasures erasures, ErasureService service, Clock clock) {
        this.erasures = erasures;
        this.service = service;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT6S")
    void goOn() {
        Instant now = clock.instant();
        for (Erasures.Due due : erasures.claim(now, now.plus(CLAIM), MOST_AT_ONCE)) {
            try {
                service.goOn(due.person(), due.attempts());
            } catch (RuntimeException failure) {
                // Those behind it shall not wait for it; its own turn comes again.
                LOG.error("{} could not be erased yet", due.person(), failure);
            }
        }
    }
}
