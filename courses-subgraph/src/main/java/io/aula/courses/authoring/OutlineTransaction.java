package io.aula.courses.authoring;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes an outline, wholly or not at all. */
@Component
class OutlineTransaction {
    private static final int TRIES = 5;

    private final TransactionTemplate transaction;

    OutlineTransaction(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    <T> T run(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    /**
     * As {@link #run}, for work that gives something a place. Two that want the same one meet in the unique index; the later
     * one looks again, in a transaction of its own, and goes beside the other.
     *
     * @throws DuplicateKeyException when the place was taken five times in a row, or it is not about places
     */
    <T> T place(Supplier<T> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return run(work);
            } catch (DuplicateKeyException e) {
                String message = String.valueOf(e.getMessage());
                if (attempt == TRIES || !(message.contains("module_rank") || message.contains("lesson_rank"))) {
                    throw e;
                }
            }
        }
    }
}
