package io.aula.identity.account.signin;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Its hash of a password is the password; counts how often one is compared. */
final class CountingEncoder implements PasswordEncoder {
    final AtomicInteger compared = new AtomicInteger();

    @Override
    public String encode(CharSequence password) {
        return password.toString();
    }

    @Override
    public boolean matches(CharSequence password, String hash) {
        compared.incrementAndGet();
        return password.toString().equals(hash);
    }
}
