package io.aula.identity.authserver;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.stereotype.Component;

/**
 * Whether a client wants the password typed again (OpenID Connect Core §3.1.2.1): {@code prompt=login} always, {@code max_age=N} when it
 * was typed more than N seconds ago. What came of it the client reads in {@code auth_time}.
 *
 * <pre>
 *   …?prompt=login ──▶ sign-in page, going on to …?signed_in_after=NOW, which the password typed there satisfies
 * </pre>
 *
 * <p>The moment is not sealed: whoever takes it out of the address could as well have taken out the wish.
 */
@Component
public class FreshSignIn {
    static final String MAX_AGE = "max_age";
    private static final String PROMPT = "prompt";
    private static final String LOGIN = "login";
    private static final String AFTER = "signed_in_after";
    private static final Set<String> WISHES = Set.of(PROMPT, MAX_AGE, AFTER);
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);
    /** Of a number that is taken for seconds, or milliseconds since 1970. */
    private static final int MOST_DIGITS = 15;

    private final Clock clock;

    FreshSignIn(Clock clock) {
        this.clock = clock;
    }

    /** @param parameter of the authorization request, by its name */
    public boolean isDemanded(Authentication person, Function<String, Optional<String>> parameter) {
        return demanded(parameter)
                .filter(since -> passwordTyped(person).isBefore(since))
                .isPresent();
    }

    /** The query with the wish replaced by the moment after which the password must have been typed. */
    String onceAsked(String query, Function<String, Optional<String>> parameter) {
        Optional<Instant> since = demanded(parameter);
        if (since.isEmpty()) {
            return query;
        }
        return Arrays.stream(query.split("&"))
                        .filter(pair -> !WISHES.contains(name(pair)))
                        .collect(Collectors.joining("&"))
                + otherPrompts(parameter)
                + "&" + AFTER + "=" + since.get().toEpochMilli();
    }

    /** As it is read: a name may be written in percent signs too, and would be asked for again and again. */
    private static String name(String pair) {
        int end = pair.indexOf('=');
        String name = end < 0 ? pair : pair.substring(0, end);
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException notEncoded) {
            return name;
        }
    }

    /** Null is nobody's wish: anything but digits, which the authorization endpoint refuses. */
    static boolean isAge(String text) {
        return !text.isEmpty() && text.length() <= MOST_DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private Optional<Instant> demanded(Function<String, Optional<String>> parameter) {
        // In whole milliseconds, as it is written down.
        Instant now = Instant.ofEpochMilli(clock.instant().toEpochMilli());
        Optional<Instant> asked = prompts(parameter).contains(LOGIN) ? Optional.of(now) : Optional.empty();
        Optional<Instant> aged =
                parameter.apply(MAX_AGE).filter(FreshSignIn::isAge).map(age -> now.minusSeconds(Long.parseLong(age)));
        // One that is still to come is none that we wrote, and no password could satisfy it.
        Optional<Instant> after = parameter
                .apply(AFTER)
                .filter(FreshSignIn::isAge)
                .map(at -> Instant.ofEpochMilli(Long.parseLong(at)))
                .filter(at -> !at.isAfter(now.plus(CLOCKS_DIFFER)));
        return Stream.of(asked, aged, after).flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    private static List<String> prompts(Function<String, Optional<String>> parameter) {
        return List.of(parameter.apply(PROMPT).orElse("").split(" "));
    }

    private static String otherPrompts(Function<String, Optional<String>> parameter) {
        String others = prompts(parameter).stream()
                .filter(each -> each.matches("[a-z_]+") && !each.equals(LOGIN))
                .collect(Collectors.joining("+"));
        return others.isEmpty() ? "" : "&" + PROMPT + "=" + others;
    }

    /** Long ago where nobody knows. */
    private static Instant passwordTyped(Authentication person) {
        return person.getAuthorities().stream()
                .filter(FactorGrantedAuthority.class::isInstance)
                .map(factor -> ((FactorGrantedAuthority) factor).getIssuedAt())
                .map(at -> Instant.ofEpochMilli(at.toEpochMilli()))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }
}
