package io.aula.identity.authserver;

import io.aula.identity.account.Account;
import io.aula.identity.account.EmailAddress;
import io.aula.identity.account.signin.SignInOutcome;
import io.aula.identity.account.signin.SignInService;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.FactorGrantedAuthority;
import org.springframework.security.core.userdetails.User;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/** Signs a person in; from here on the principal's name is their user id, which is what {@code sub} shall be. */
final class PersonAuthentication implements AuthenticationProvider {
    private final SignInService signIns;
    private final KnownBrowsers browsers;
    private final Clock clock;

    PersonAuthentication(SignInService signIns, KnownBrowsers browsers, Clock clock) {
        this.signIns = signIns;
        this.browsers = browsers;
        this.clock = clock;
    }

    @Override
    public Authentication authenticate(Authentication attempt) {
        EmailAddress address = EmailAddress.of(attempt.getName());
        String password = String.valueOf(attempt.getCredentials());
        return switch (signIns.signIn(address, password, browsers.origin(request(), address))) {
            case SignInOutcome.SignedIn(Account account) -> signedIn(account);
            case SignInOutcome.Refused() -> throw new BadCredentialsException("Wrong address or password");
            case SignInOutcome.Unconfirmed(String reference) -> throw new UnconfirmedException(reference);
            case SignInOutcome.Busy(var wait) -> throw new BusyAuthenticationException(wait);
            case SignInOutcome.Throttled(var wait) -> throw new ThrottledException(wait);
        };
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }

    private Authentication signedIn(Account account) {
        // As it was when the password was compared: it may have been replaced since.
        request().setAttribute(SignInAnswers.EPOCH, account.tokenEpoch());
        User person = new User(account.id().text(), "", List.of());
        // The id token's auth_time is read from the factor.
        var password = FactorGrantedAuthority.withAuthority(FactorGrantedAuthority.PASSWORD_AUTHORITY)
                .issuedAt(clock.instant())
                .build();
        return UsernamePasswordAuthenticationToken.authenticated(person, null, List.of(password));
    }

    private static HttpServletRequest request() {
        var attributes = (ServletRequestAttributes) RequestContextHolder.currentRequestAttributes();
        return attributes.getRequest();
    }
}
