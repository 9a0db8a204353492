package io.aula.identity.commerce.payment;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What happened at the provider, asked for instead of told. */
public interface NoticeLog {
    /** So many are in an answer, unless there are no more. */
    int PAGE = 100;

    /**
     * The next ones, the oldest first.
     *
     * @param after the last that is known; null, or one that the provider has forgotten, begins at {@code earliest}
     */
    List<Notice> next(@Nullable String after, Instant earliest);
}
