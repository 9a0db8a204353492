package io.aula.identity.account;

import io.aula.platform.id.UserId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A person about to exist, address already confirmed.
 *
 * @param id null to make one
 * @param handle null to derive one from the name
 */
public record NewAccount(
        @Nullable UserId id,
        @Nullable String handle,
        String displayName,
        String email,
        String locale,
        @Nullable String headline,
        Set<Role> roles) {

    public NewAccount {
        roles = Set.copyOf(roles);
    }

    /** An ordinary new person. */
    public static NewAccount learner(String displayName, String email, String locale) {
        return new NewAccount(null, null, displayName, email, locale, null, Set.of(Role.LEARNER));
    }
}
