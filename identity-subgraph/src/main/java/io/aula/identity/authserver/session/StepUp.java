package io.aula.identity.authserver.session;

import io.aula.platform.graphql.DomainException;
import io.aula.platform.graphql.Messages;
import io.aula.platform.security.Caller;
import java.time.Clock;
import java.time.Duration;
import org.springframework.stereotype.Service;

/**
 * That whoever acts knows the password, and not only sits at a browser that somebody left open: for acts that take an account or money
 * away. Signing in counts, and typing the password again at {@code /credentials/proof}.
 */
@Service
class StepUp {
    static final String CODE = "REAUTHENTICATION_REQUIRED";
    static final Duration GOOD_FOR = Duration.ofMinutes(5);

    private final SessionRows rows;
    private final Clock clock;

    StepUp(SessionRows rows, Clock clock) {
        this.rows = rows;
        this.clock = clock;
    }

    boolean isProved(Caller caller) {
        return !caller.session().isEmpty()
                && rows.isProved(
                        caller.session(), caller.user(), clock.instant().minus(GOOD_FOR));
    }

    void require(Caller caller) {
        if (!isProved(caller)) {
            throw new DomainException(CODE, message());
        }
    }

    static String message() {
        return Messages.of(
                "Confirma que eres tú: escribe otra vez tu contraseña.",
                "Confirm that it is you: type your password again.");
    }
}
