package io.aula.identity.authserver.device;

import io.aula.identity.account.throttle.Limit;
import io.aula.identity.account.throttle.Origin;
import io.aula.identity.account.throttle.Throttle;
import io.aula.identity.account.throttle.Throttle.Bucket;
import io.aula.identity.audit.AuditTrail;
import io.aula.platform.id.UserId;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2ParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * What a person does for their device (RFC 8628 §3.3). A decision is asked for every device, also of a program that was
 * allowed before: whoever sends somebody a code gets nothing by it but a question (§5.4). Spring's own endpoint approves
 * those without a word, and on a GET, so it is not used; docs/decisions has the whole story.
 */
@Service
public class DeviceVerification {
    private static final OAuth2TokenType USER_CODE = new OAuth2TokenType(OAuth2ParameterNames.USER_CODE);

    private final OAuth2AuthorizationService authorizations;
    private final DeviceRequests requests;
    private final Throttle throttle;
    private final AuditTrail audit;
    private final Clock clock;

    DeviceVerification(
            OAuth2AuthorizationService authorizations,
            DeviceRequests requests,
            Throttle throttle,
            AuditTrail audit,
            Clock clock) {
        this.authorizations = authorizations;
        this.requests = requests;
        this.throttle = throttle;
        this.audit = audit;
        this.clock = clock;
    }

    /** Finds the device under a code that somebody typed; wrong ones are counted by person and by network. */
    public CodeEntry enter(String typed, Principal person, Origin.Network network) {
        Optional<UserCode> code = UserCode.of(typed);
        if (code.isEmpty()) {
            // Nothing of this form exists, so it tells nobody anything.
            return new CodeEntry.Wrong();
        }
        List<Bucket> buckets = List.of(
                new Bucket("\ndevice-code\n" + person.getName(), Limit.CODE_GUESSES),
                new Bucket("\ndevice-code\n" + network.key(), Limit.NETWORK));
        Optional<Duration> wait = throttle.wait(buckets);
        if (wait.isPresent()) {
            return new CodeEntry.Throttled(wait.get());
        }
        CodeEntry found = find(code.get());
        if (found instanceof CodeEntry.Waiting) {
            // Taken back and no more: a code of one's own must not make guesses free.
            buckets.forEach(throttle::forgive);
        }
        return found;
    }

    /** Whether the device still waits; for a code that was entered before. */
    public CodeEntry find(UserCode code) {
        return read(authorizations.findByToken(code.value(), USER_CODE), code);
    }

    /**
     * Gives the device what the person allows, or nothing when that is empty.
     *
     * @param scopes of those that it asked for
     * @return what the code was when the decision fell; only a waiting one was decided on
     */
    @Transactional
    public CodeEntry decide(UserCode code, Authentication person, Set<String> scopes) {
        requests.lock(code);
        OAuth2Authorization asked = authorizations.findByToken(code.value(), USER_CODE);
        CodeEntry entry = read(asked, code);
        if (!(entry instanceof CodeEntry.Waiting(UserCode same, String client, Set<String> wanted))) {
            return entry;
        }
        Set<String> allowed = wanted.stream().filter(scopes::contains).collect(Collectors.toSet());
        OAuth2Authorization decided = decided(Objects.requireNonNull(asked), person, allowed);
        authorizations.save(decided);
        audit.record(new UserId(person.getName()), allowed.isEmpty() ? "device.refused" : "device.allowed", client);
        return entry;
    }

    private static OAuth2Authorization decided(OAuth2Authorization asked, Authentication person, Set<String> allowed) {
        OAuth2Authorization.Builder decided = OAuth2Authorization.from(asked)
                .principalName(person.getName())
                .authorizedScopes(allowed)
                .attribute(Principal.class.getName(), person)
                .attributes(attributes -> attributes.remove(OAuth2ParameterNames.SCOPE))
                .invalidate(token(asked, OAuth2UserCode.class));
        // What Spring's token endpoint takes for "no": the device reads access_denied.
        return (allowed.isEmpty() ? decided.invalidate(token(asked, OAuth2DeviceCode.class)) : decided).build();
    }

    private CodeEntry read(@Nullable OAuth2Authorization asked, UserCode code) {
        if (asked == null) {
            return new CodeEntry.Wrong();
        }
        var held = Objects.requireNonNull(asked.getToken(OAuth2UserCode.class));
        Instant end = Objects.requireNonNull(held.getToken().getExpiresAt());
        if (!end.isAfter(clock.instant())) {
            return new CodeEntry.Expired();
        }
        Set<String> scopes = asked.getAttribute(OAuth2ParameterNames.SCOPE);
        return held.isInvalidated() || scopes == null
                ? new CodeEntry.Wrong()
                : new CodeEntry.Waiting(code, asked.getRegisteredClientId(), scopes);
    }

    private static <T extends OAuth2Token> T token(OAuth2Authorization asked, Class<T> type) {
        return Objects.requireNonNull(asked.getToken(type)).getToken();
    }
}
