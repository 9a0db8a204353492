package io.aula.identity.authserver;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretBasicAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.ClientSecretPostAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.PublicClientAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/**
 * How a program shows at the token, revocation, introspection and device endpoints which client it is: by its secret in a
 * Basic header or in the form, or, holding none, as {@link SecretlessClients} says. One request speaks for one client in one way
 * (RFC 6749 §2.3).
 */
final class ClientProof {
    /** RFC 7636 §4.1: 43 to 128 of the unreserved characters. */
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private static final AuthenticationConverter BASIC = new ClientSecretBasicAuthenticationConverter();

    private ClientProof() {}

    /** Replaces Spring's list, which reads kinds of proof that none of our clients has. */
    static void into(List<AuthenticationConverter> converters) {
        converters.clear();
        converters.add(ClientProof::refuseMalformedVerifier);
        converters.add(ClientProof::basic);
        converters.add(new ClientSecretPostAuthenticationConverter());
        converters.add(new PublicClientAuthenticationConverter());
        converters.add(SecretlessClients::named);
    }

    /** The scheme that was tried is named beside a 401 (RFC 6749 §5.2). */
    static void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        String code = ClientDiary.code(refusal);
        if (code.equals(OAuth2ErrorCodes.INVALID_CLIENT)) {
            ProtocolAnswer.unknownClient(response);
        } else {
            ProtocolAnswer.send(response, HttpServletResponse.SC_BAD_REQUEST, code);
        }
    }

    private static @Nullable Authentication refuseMalformedVerifier(HttpServletRequest request) {
        String[] verifiers = request.getParameterValues("code_verifier");
        if (verifiers != null
                && (verifiers.length != 1 || !VERIFIER.matcher(verifiers[0]).matches())) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
        }
        return null;
    }

    private static @Nullable Authentication basic(HttpServletRequest request) {
        Authentication proof = request.getHeader(HttpHeaders.AUTHORIZATION) == null ? null : BASIC.convert(request);
        if (proof == null) {
            return null;
        }
        String[] named = request.getParameterValues("client_id");
        if (named != null && (named.length != 1 || !named[0].equals(proof.getName()))) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
        }
        if (request.getParameter("client_secret") != null) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
        }
        return proof;
    }
}
