package io.aula.identity.account;

import io.aula.platform.id.UserId;
import io.aula.platform.outbox.Outbox;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells the other services of people, by ids and what they need to draw: never an address. */
@Component
class AccountEvents {
    private final Outbox outbox;

    AccountEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    void registered(Account account) {
        append("user.registered", account);
    }

    void updated(Account account) {
        append("user.updated", account);
    }

    void deleted(UserId id, long version) {
        outbox.append("user.deleted", id.text(), version, Map.of("userId", id.text(), "confirmTo", "identity.erasure"));
    }

    private void append(String type, Account account) {
        outbox.append(
                type,
                account.id().text(),
                account.version(),
                Map.of(
                        "userId", account.id().text(),
                        "handle", account.handle(),
                        "locale", account.locale(),
                        "roles", account.roles().stream().sorted().toList(),
                        "suspended", !account.active(),
                        "avatarUploadIds", account.photos().uploadIds()));
    }
}
