package io.aula.identity.account.signin;

import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.throttle.Limit;
import io.aula.identity.account.throttle.Origin;
import io.aula.identity.account.throttle.Throttle;
import io.aula.identity.account.throttle.Throttle.Bucket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Slows down whoever guesses passwords.
 *
 * <p>Failures are counted by account and network, and by network over all accounts. A device that signed in to the account
 * before is counted by itself, so nobody else's guesses slow its owner. What succeeds is forgiven.
 */
@Component
class LoginThrottle {
    private final Throttle throttle;

    LoginThrottle(Throttle throttle) {
        this.throttle = throttle;
    }

    /** How long to wait before trying; empty when this attempt may go on, and is counted. */
    Optional<Duration> wait(EmailAddress address, Origin origin) {
        return throttle.wait(buckets(address, origin));
    }

    void succeeded(EmailAddress address, Origin origin) {
        List<Bucket> buckets = buckets(address, origin);
        throttle.forget(buckets.getFirst());
        // The network keeps what others failed: an account of one's own must not clear it.
        buckets.stream().skip(1).forEach(throttle::forgive);
    }

    /** Takes back a try that nobody looked at. */
    void unanswered(EmailAddress address, Origin origin) {
        buckets(address, origin).forEach(throttle::forgive);
    }

    /** What an account's own failures are counted under. */
    static String account(EmailAddress address, Origin origin) {
        return address.value() + "\n" + origin.key();
    }

    private static List<Bucket> buckets(EmailAddress address, Origin origin) {
        String mine = account(address, origin);
        return switch (origin) {
            case Origin.KnownDevice device -> List.of(new Bucket(mine, Limit.DEVICE));
            case Origin.Network network ->
                List.of(new Bucket(mine, Limit.ACCOUNT), new Bucket("\n" + network.key(), Limit.NETWORK));
        };
    }
}
