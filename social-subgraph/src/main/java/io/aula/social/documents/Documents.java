package io.aula.social.documents;

import io.aula.platform.messaging.OutageException;
import org.springframework.dao.DataAccessResourceFailureException;

/** For work that no request waits for. */
public final class Documents {
    private Documents() {}

    /** Runs it; while MongoDB is away it throws {@link OutageException}, so that a message waits as long as that takes. */
    public static void inBackground(Runnable work) {
        try {
            work.run();
        } catch (DataAccessResourceFailureException e) {
            throw new OutageException("MongoDB is away", e);
        }
    }
}
