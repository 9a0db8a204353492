package io.aula.courses.refusal;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Changes wholly or not at all. */
@Component
public class RefusableTransaction {
    private final TransactionTemplate transaction;

    RefusableTransaction(TransactionTemplate transaction) {
        this.transaction = transaction;
    }

    public <T> T run(Supplier<T> work) {
        return Objects.requireNonNull(transaction.execute(status -> work.get()));
    }

    /** As {@link #run}; a refusal leaves nothing behind. */
    public <T> Result<T> change(Supplier<T> work) {
        return Result.of(() -> run(work));
    }
}
