package io.aula.identity.account;

import io.aula.platform.id.UserId;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** By what a person is asked for. */
sealed interface PersonKey {
    record ById(UserId id) implements PersonKey {}

    record ByHandle(String handle) implements PersonKey {}

    /** Empty for what can be nobody's key; the id counts when both are there. */
    static Optional<PersonKey> of(@Nullable Object id, @Nullable Object handle) {
        if (id != null) {
            return UserId.parse(id.toString()).map(ById::new);
        }
        return Optional.ofNullable(handle)
                .map(name -> new ByHandle(name.toString().toLowerCase(Locale.ROOT)));
    }
}
