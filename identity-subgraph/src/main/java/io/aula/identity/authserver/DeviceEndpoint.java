package io.aula.identity.authserver;

import io.aula.identity.account.throttle.ClientAddress;
import io.aula.identity.account.throttle.Limit;
import io.aula.identity.account.throttle.Throttle;
import io.aula.identity.account.throttle.Throttle.Bucket;
import io.aula.identity.authserver.code.OneTimeCodes;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2DeviceCode;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2UserCode;
import org.springframework.security.oauth2.core.endpoint.OAuth2DeviceAuthorizationResponse;
import org.springframework.security.oauth2.core.http.converter.OAuth2DeviceAuthorizationResponseHttpMessageConverter;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2DeviceAuthorizationRequestAuthenticationToken;

/** Where a device begins (RFC 8628 §3.1, §3.2): what is asked of it, and what it is told to show. */
final class DeviceEndpoint {
    /** Where a person types the code. */
    static final String PAGE = "/auth/device";

    private final String page;
    private final Throttle throttle;
    private final ClientAddress addresses;
    private final OAuth2DeviceAuthorizationResponseHttpMessageConverter json =
            new OAuth2DeviceAuthorizationResponseHttpMessageConverter();

    DeviceEndpoint(String issuer, Throttle throttle, ClientAddress addresses) {
        this.page = issuer + PAGE;
        this.throttle = throttle;
        this.addresses = addresses;
    }

    private static final class TooMany extends OAuth2AuthenticationException {
        private final transient Duration wait;

        TooMany(Duration wait) {
            super("slow_down");
            this.wait = wait;
        }
    }

    /**
     * Before Spring reads the request. A client has to name what it wants, since a person shall read it and tick it; and
     * whoever comes is a stranger, so a network gets so many rows of ours and no more.
     */
    @Nullable
    Authentication admit(HttpServletRequest request) {
        String scope = request.getParameter("scope");
        if (scope == null || scope.isBlank()) {
            throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_SCOPE);
        }
        Optional<Duration> wait = throttle.wait(List.of(
                new Bucket("\ndevice-request\n" + addresses.network(request).key(), Limit.DEVICE_CODES)));
        if (wait.isPresent()) {
            throw new TooMany(wait.get());
        }
        return null;
    }

    void granted(HttpServletRequest request, HttpServletResponse response, Authentication authentication)
            throws IOException {
        var grant = (OAuth2DeviceAuthorizationRequestAuthenticationToken) authentication;
        OAuth2DeviceCode device = Objects.requireNonNull(grant.getDeviceCode());
        OAuth2UserCode user = Objects.requireNonNull(grant.getUserCode());
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        json.write(
                OAuth2DeviceAuthorizationResponse.with(device, user)
                        .verificationUri(page)
                        .verificationUriComplete(page + "?user_code=" + user.getTokenValue())
                        .interval(OneTimeCodes.POLL_INTERVAL.toSeconds())
                        .build(),
                null,
                new ServletServerHttpResponse(response));
    }

    void refused(HttpServletRequest request, HttpServletResponse response, AuthenticationException refusal)
            throws IOException {
        if (refusal instanceof TooMany many) {
            response.setHeader(HttpHeaders.RETRY_AFTER, String.valueOf(Math.max(1, many.wait.toSeconds())));
            ProtocolAnswer.send(response, HttpStatus.TOO_MANY_REQUESTS.value(), "slow_down");
            return;
        }
        String code = refusal instanceof OAuth2AuthenticationException known
                ? known.getError().getErrorCode()
                : OAuth2ErrorCodes.INVALID_REQUEST;
        ProtocolAnswer.send(response, HttpServletResponse.SC_BAD_REQUEST, code);
    }
}
