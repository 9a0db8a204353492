package io.aula.identity.account;

import io.aula.platform.id.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A person as this service knows them. {@code bio} is by language tag. */
public record Account(
        UserId id,
        String handle,
        String displayName,
        String email,
        boolean emailVerified,
        String locale,
        @Nullable String headline,
        Map<String, String> bio,
        List<ProfileLink> links,
        Photos photos,
        Set<Role> roles,
        boolean active,
        int tokenEpoch,
        long version,
        Instant joinedAt) {

    public Account {
        bio = Map.copyOf(bio);
        links = List.copyOf(links);
        roles = Set.copyOf(roles);
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** The biography in the wanted language, else in the person's own, else in any. */
    Optional<String> bioIn(Locale wanted) {
        String exact = bio.get(wanted.getLanguage());
        if (exact != null) {
            return Optional.of(exact);
        }
        String own = bio.get(locale);
        return own != null ? Optional.of(own) : bio.values().stream().findFirst();
    }
}
