package io.aula.courses.authoring;

import io.aula.courses.idempotency.Once;
import io.aula.courses.refusal.RefusableTransaction;
import io.aula.courses.refusal.Refusal;
import io.aula.courses.refusal.RefusedException;
import io.aula.courses.refusal.Result;
import io.aula.platform.id.UserId;
import java.util.function.Function;
import java.util.function.Supplier;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Component;

/** Changes a course, wholly or not at all. */
@Component
class OutlineTransaction {
    private static final int TRIES = 5;

    private final RefusableTransaction transaction;
    private final Once once;

    OutlineTransaction(RefusableTransaction transaction, Once once) {
        this.transaction = transaction;
        this.once = once;
    }

    <T> T run(Supplier<T> work) {
        return transaction.run(work);
    }

    /** As {@link #run}; a refusal, also one that comes of somebody having been quicker, leaves nothing behind. */
    <I> Result<I> change(Supplier<I> work) {
        try {
            return transaction.change(work);
        } catch (DuplicateKeyException e) {
            if (isAbout(e, "course_slug")) {
                return Result.refused(AuthoringRule.SLUG_TAKEN.refusal());
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
    <I> Result<I> place(Supplier<I> work) {
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
    <I> I once(UserId actor, String key, Object request, Function<String, I> kind, Supplier<I> create) {
        return switch (once.run(actor.text(), key, request, () -> create.get().toString())) {
            case Once.Outcome.Made(String id) -> kind.apply(id);
            case Once.Outcome.KeyReused() -> throw new RefusedException(new Refusal.KeyReused());
            case Once.Outcome.KeyInvalid() -> throw new RefusedException(new Refusal.KeyInvalid());
        };
    }

    private static boolean isAbout(DuplicateKeyException e, String constraint) {
        return String.valueOf(e.getMessage()).contains(constraint);
    }
}
