package io.aula.identity.privacy.export;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Makes the files that were asked for, one after the other, and forgets them when their time is over. */
@Component
class ExportWork {
    private static final Duration CLAIM = Duration.ofMinutes(10);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(30);
    /** After about a day. */
    private static final int MOST_ATTEMPTS = 50;

    private static final Logger LOG = LoggerFactory.getLogger(ExportWork.class);

    private final DataExports exports;
    private final ExportService service;
    private final Clock clock;

    ExportWork(DataExports exports, ExportService service, Clock clock) {
        this.exports = exports;
        this.service = service;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT3S", initialDelayString = "PT8S")
    void makeNext() {
        Instant now = clock.instant();
        Optional<DataExports.Due> next = exports.claim(now, now.plus(CLAIM));
        next.ifPresent(due -> {
            try {
                service.ready(due.person(), due.id(), service.gather(due.person()));
            } catch (Archive.TooLargeException tooLarge) {
                LOG.error("The file {} would be too large", due.id());
                exports.failed(due.id(), clock.instant());
            } catch (RuntimeException failure) {
                putOff(due, failure);
            }
        });
    }

    private void putOff(DataExports.Due due, RuntimeException failure) {
        if (due.attempts() >= MOST_ATTEMPTS) {
            LOG.error("The file {} is given up", due.id(), failure);
            exports.failed(due.id(), clock.instant());
            return;
        }
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.clamp(due.attempts() - 1, 0, 8));
        Duration bounded = pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
        LOG.warn("The file {} is made again in {}: {}", due.id(), bounded, failure.toString());
        exports.later(due.id(), clock.instant().plus(bounded));
    }

    @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT5M")
    void forgetOld() {
        exports.forgetExpired(clock.instant());
    }
}
