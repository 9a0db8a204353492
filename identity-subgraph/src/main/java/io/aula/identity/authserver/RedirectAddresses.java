package io.aula.identity.authserver;

import java.util.Collection;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;

/**
 * Compares redirect addresses letter by letter (OAuth 2.1 §2.3.1), apart from the port of a loopback address, which an app
 * learns only when it opens it (RFC 8252 §7.3). Nothing is parsed, decoded or tidied first: what a parser forgives,
 * another parser reads differently.
 */
public final class RedirectAddresses implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {
    private static final Pattern LOOPBACK =
            Pattern.compile("(http://(?:127(?:\\.\\d{1,3}){3}|\\[::1]))(?::([1-9]\\d{0,4}))?([/?].*)?");
    private static final int LARGEST_PORT = 65_535;
    private static final String PARAMETER = "redirect_uri";

    @Override
    public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        Collection<String> registered = context.getRegisteredClient().getRedirectUris();
        String asked = request.getRedirectUri();
        // Leaving it out is allowed to those who registered one, except in OpenID Connect (Core §3.1.2.1).
        boolean good = asked == null || asked.isEmpty()
                ? registered.size() == 1 && !request.getScopes().contains(ScopePolicy.OPENID)
                : isRegistered(registered, asked);
        if (!good) {
            throw refusal(request);
        }
    }

    /** Whether {@code asked} is one of the addresses a client registered. */
    public static boolean isRegistered(Collection<String> registered, String asked) {
        return registered.contains(asked) || registered.stream().anyMatch(one -> differOnlyInPort(one, asked));
    }

    /** Whether it is one of the machine itself, by its number. */
    public static boolean isLoopback(String address) {
        Matcher loopback = LOOPBACK.matcher(address);
        return loopback.matches() && isPort(loopback.group(2));
    }

    private static boolean differOnlyInPort(String registered, String asked) {
        Matcher one = LOOPBACK.matcher(registered);
        Matcher other = LOOPBACK.matcher(asked);
        return one.matches()
                && other.matches()
                && one.group(1).equals(other.group(1))
                && isPort(other.group(2))
                && orEmpty(one.group(3)).equals(orEmpty(other.group(3)));
    }

    private static boolean isPort(@Nullable String port) {
        return port == null || Integer.parseInt(port) <= LARGEST_PORT;
    }

    private static String orEmpty(@Nullable String part) {
        return part == null ? "" : part;
    }

    /** Without an address in it, so that nobody is sent there (RFC 6749 §4.1.2.1). */
    private static OAuth2AuthorizationCodeRequestAuthenticationException refusal(
            OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        var answer = new OAuth2AuthorizationCodeRequestAuthenticationToken(
                request.getAuthorizationUri(),
                request.getClientId(),
                (Authentication) request.getPrincipal(),
                null,
                request.getState(),
                request.getScopes(),
                request.getAdditionalParameters());
        OAuth2Error error = new OAuth2Error(
                OAuth2ErrorCodes.INVALID_REQUEST, "The redirect_uri is not one that the client registered", null);
        return new OAuth2AuthorizationCodeRequestAuthenticationException(error, answer);
    }
}
