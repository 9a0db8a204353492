package io.aula.courses.search;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Divides what was said before it could be searched into passages: a third of a second for twenty minutes of speech. What is written since
 * is divided as it is written, so once nothing is left nothing will be.
 */
@Component
class PassageFilling {
    /** All that is scheduled shares one thread: nothing waits long for these. */
    private static final int TRACKS_AT_ONCE = 3;

    private final Passages passages;
    private final TransactionTemplate transaction;
    private boolean isDone;

    PassageFilling(Passages passages, TransactionTemplate transaction) {
        this.passages = passages;
        this.transaction = transaction;
    }

    @Scheduled(fixedDelayString = "PT2S", initialDelayString = "PT10S")
    void look() {
        isDone = isDone || divide() == 0;
    }

    /** @return of how many tracks */
    int divide() {
        Integer divided = transaction.execute(status -> passages.divide(TRACKS_AT_ONCE));
        return divided == null ? 0 : divided;
    }
}
