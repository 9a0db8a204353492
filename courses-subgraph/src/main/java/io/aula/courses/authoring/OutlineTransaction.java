package io.aula.courses.authoring;

import io.aula.courses.idempotency.Once;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes a course, wholly or not at all. */
@Component
class OutlineTransaction {
    private static final int TRIES = 5;

    private final TransactionTemplate transaction;
    private final Once once;

    OutlineTransaction(TransactionTemplate transaction, Once once) {
        this.transaction = transaction;
        this.once = once;
    }

    <T> T run(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    /** As {@link #run}; a refusal, also one that comes of somebody having been quicker, leaves nothing behind. */
    Authored change(Supplier<String> work) {
        try {
            return new Authored.Done(run(work));
        } catch (RefusedException refused) {
            return new Authored.Refused(refused.why());
        } catch (DuplicateKeyException e) {
            if (isAbout(e, "course_slug")) {
                return new Authored.Refused(List.of(AuthoringRefusal.Rule.SLUG_TAKEN));
            }
            throw e;
        }
    }

    /**
     * As {@link #change}, for work that gives something a place. Two that want the same one meet in the unique index; the later
     * one looks again, in a transaction of its own, and goes beside the other.
     *
     * @throws DuplicateKeyException when the place was taken five times in a row, or it is not about places
     */
    Authored place(Supplier<String> work) {
        for (int attempt = 1; ; attempt++) {
            try {
                return change(work);
            } catch (DuplicateKeyException e) {
                if (attempt == TRIES || !(isAbout(e, "module_rank") || isAbout(e, "lesson_rank"))) {
                    throw e;
                }
            }
        }
    }

    /**
     * Makes something once for the caller's key, within a change.
     *
     * @return the id made now or the first time
     */
    String once(String actor, String key, Object request, Supplier<String> create) {
        return switch (once.run(actor, key, request, create)) {
            case Once.Outcome.Made(String id) -> id;
            case Once.Outcome.KeyReused() -> throw new RefusedException(new AuthoringRefusal.KeyReused());
            case Once.Outcome.KeyInvalid() -> throw new RefusedException(new AuthoringRefusal.KeyInvalid());
        };
    }

    private static boolean isAbout(DuplicateKeyException e, String constraint) {
        return String.valueOf(e.getMessage()).contains(constraint);
    }
}
