package io.aula.identity.account.signin;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane). */
@Component
public final class PasswordHashes {
    /** Each hash holds 19 MiB, so a flood of sign-ins queues instead of exhausting the heap. */
    private static final int AT_ONCE = 4;

    /** Whoever waits longer has left or soon will; their browser is told when to come back. */
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final PasswordEncoder argon2;
    private final Duration patience;
    private final Semaphore permits = new Semaphore(AT_ONCE, true);
    /** Checked when nobody has the address, so that the answer takes as long as for somebody. */
    private final String dummy;

    public PasswordHashes() {
        this(new Argon2PasswordEncoder(16, 32, 1, 19_456, 2), PATIENCE);
    }

    PasswordHashes(PasswordEncoder argon2, Duration patience) {
        this.argon2 = argon2;
        this.patience = patience;
        this.dummy = Objects.requireNonNull(argon2.encode("nobody's password"));
    }

    /** @throws BusyException when too many others are before it */
    public String hash(String password) {
        return limited(() -> Objects.requireNonNull(argon2.encode(password)));
    }

    /**
     * True when {@code password} made {@code hash}; without a hash it works as long and is false.
     *
     * @throws BusyException when too many others are before it
     */
    public boolean matches(String password, @Nullable String hash) {
        boolean same = limited(() -> argon2.matches(password, hash == null ? dummy : hash));
        return same && hash != null;
    }

    /** True of a hash that was made with less work than those of today. */
    boolean isOutdated(String hash) {
        return argon2.upgradeEncoding(hash);
    }

    <T> T limited(Supplier<T> work) {
        if (!isMyTurn()) {
            throw new BusyException();
        }
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }

    private boolean isMyTurn() {
        try {
            return permits.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
