package io.aula.identity.authserver;

import io.aula.identity.integrator.OAuthClientService;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.stereotype.Component;

/** Writes down for a program's maker when it was given a token, and why it was given none. */
@Component
class ClientDiary {
    private static final Logger LOG = LoggerFactory.getLogger(ClientDiary.class);
    private static final String TOKEN = "/oauth2/token";
    /** A device asks until its person has decided: nothing is wrong with it. */
    private static final Set<String> PATIENCE = Set.of("authorization_pending", "slow_down");

    private final OAuthClientService clients;

    ClientDiary(OAuthClientService clients) {
        this.clients = clients;
    }

    void granted(String clientId) {
        write(() -> clients.used(clientId));
    }

    /** Only of requests for tokens: who asks whether a token is good is no program that goes wrong. */
    void refused(HttpServletRequest request, AuthenticationException refusal) {
        String code = code(refusal);
        if (request.getRequestURI().equals(TOKEN) && !PATIENCE.contains(code)) {
            named(request).ifPresent(client -> write(() -> clients.refused(client, code)));
        }
    }

    static String code(AuthenticationException refusal) {
        return refusal instanceof OAuth2AuthenticationException known
                ? known.getError().getErrorCode()
                : OAuth2ErrorCodes.INVALID_CLIENT;
    }

    /** A program gets its answer, whatever becomes of what is noted of it. */
    private static void write(Runnable note) {
        try {
            note.run();
        } catch (DataAccessException away) {
            LOG.warn("What a client did could not be written down: {}", away.getMessage());
        }
    }

    /** Who proved to be a client, else who claims to be one. */
    private static Optional<String> named(HttpServletRequest request) {
        if (SecurityContextHolder.getContext().getAuthentication() instanceof OAuth2ClientAuthenticationToken client) {
            return Optional.of(client.getName());
        }
        return Optional.ofNullable(request.getParameter("client_id")).or(() -> basic(request));
    }

    private static Optional<String> basic(HttpServletRequest request) {
        @Nullable String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        try {
            String pair =
                    new String(Base64.getDecoder().decode(header.substring(6).strip()), StandardCharsets.UTF_8);
            return Optional.of(pair.substring(0, Math.max(0, pair.indexOf(':'))))
                    .filter(name -> !name.isEmpty());
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }
}
