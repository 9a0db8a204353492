package io.aula.identity.account.signin;

import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.stereotype.Component;

/** Argon2id with OWASP's parameters (19 MiB, 2 passes, 1 lane). */
@Component
public final class PasswordHashes {
    /** Each hash holds 19 MiB, so a flood of sign-ins queues instead of exhausting the heap. */
    private static final int AT_ONCE = 4;

    private final Argon2PasswordEncoder argon2 = new Argon2PasswordEncoder(16, 32, 1, 19_456, 2);
    private final Semaphore permits = new Semaphore(AT_ONCE);
    /** Checked when nobody has the address, so that the answer takes as long as for somebody. */
    private final String dummy = Objects.requireNonNull(argon2.encode("nobody's password"));

    public String hash(String password) {
        return limited(() -> Objects.requireNonNull(argon2.encode(password)));
    }

    /** True when {@code password} made {@code hash}; without a hash it works as long and is false. */
    public boolean matches(String password, @Nullable String hash) {
        boolean same = limited(() -> argon2.matches(password, hash == null ? dummy : hash));
        return same && hash != null;
    }

    private <T> T limited(Supplier<T> work) {
        permits.acquireUninterruptibly();
        try {
            return work.get();
        } finally {
            permits.release();
        }
    }
}
