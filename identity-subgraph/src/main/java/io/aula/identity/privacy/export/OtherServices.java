package io.aula.identity.privacy.export;

import io.aula.platform.id.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks those who keep something of people. */
interface OtherServices {
    /** By the name of their folder in the archive. */
    List<String> names();

    /**
     * @param rows JSON objects
     * @param next where to go on; null when that was all
     */
    record Page(String file, List<String> rows, @Nullable String next) {
        public Page {
            rows = List.copyOf(rows);
        }
    }

    /**
     * @param after empty at first
     * @throws NoAnswerException while the service is away
     */
    Page ask(String service, UserId person, String after);

    /** The service is away, or said what nobody understands. */
    final class NoAnswerException extends RuntimeException {
        NoAnswerException(String message) {
            super(message);
        }
    }
}
