package io.aula.identity.authserver.client;

import io.aula.identity.account.Role;
import io.aula.identity.authserver.ScopePolicy;
import io.aula.identity.integrator.ClientKind;
import io.aula.platform.idempotency.IdempotencyKey;
import io.aula.platform.text.PlainText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What may be said of a program. Pure. */
final class ClientRules {
    static final int LONGEST_NAME = 60;
    static final int MOST_ADDRESSES = 10;
    static final Duration LONGEST_OVERLAP = Duration.ofDays(7);
    static final Duration LONGEST_TOKEN = Duration.ofDays(366);

    private static final Pattern OURS = Pattern.compile("\\baula\\b", Pattern.CASE_INSENSITIVE);

    private ClientRules() {}

    /** @param roles of whoever makes it */
    static Optional<ClientFault> fault(ClientDescription asked, Set<Role> roles) {
        return name(asked.name())
                .or(() -> scopes(asked.scopes(), roles))
                .or(() -> addresses("redirectUris", asked.redirectUris(), asked.kind()))
                .or(() -> addresses("postLogoutRedirectUris", asked.postLogoutRedirectUris(), asked.kind()));
    }

    static Optional<ClientFault> key(String key) {
        return IdempotencyKey.isGood(key) ? Optional.empty() : Optional.of(new ClientFault.KeyInvalid());
    }

    static Optional<ClientFault> end(Instant end, Instant now) {
        return end.isAfter(now) && !end.isAfter(now.plus(LONGEST_TOKEN))
                ? Optional.empty()
                : Optional.of(new ClientFault.EndOutOfRange((int) LONGEST_TOKEN.toDays()));
    }

    static Optional<ClientFault> overlap(int hours) {
        return hours >= 0 && hours <= LONGEST_OVERLAP.toHours()
                ? Optional.empty()
                : Optional.of(new ClientFault.OverlapOutOfRange((int) LONGEST_OVERLAP.toHours()));
    }

    /** What stands on the page where people allow it. */
    private static Optional<ClientFault> name(String name) {
        if (PlainText.isBlank(name) || name.codePointCount(0, name.length()) > LONGEST_NAME) {
            return Optional.of(new ClientFault.NameLength(LONGEST_NAME));
        }
        return OURS.matcher(name).find() ? Optional.of(new ClientFault.NameOfOurs()) : Optional.empty();
    }

    private static Optional<ClientFault> scopes(Set<String> scopes, Set<Role> roles) {
        if (scopes.isEmpty()) {
            return Optional.of(new ClientFault.NoScope());
        }
        return scopes.stream()
                .filter(scope -> !ScopePolicy.mayAskFor(scope, roles))
                .sorted()
                .findFirst()
                .map(ClientFault.UnknownScope::new);
    }

    private static Optional<ClientFault> addresses(String argument, List<String> addresses, ClientKind kind) {
        if (addresses.size() > MOST_ADDRESSES) {
            return Optional.of(new ClientFault.TooManyAddresses(MOST_ADDRESSES));
        }
        Stream<ClientFault> faults = addresses.stream()
                .flatMap(address -> AddressFault.of(address, kind).stream()
                        .map(fault -> new ClientFault.Address(argument, address, fault)));
        return faults.findFirst();
    }
}
