package io.aula.identity.authserver;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * For a client that wants the password typed again, whoever is signed in is nobody: they are sent to the sign-in page, or the client hears
 * {@code login_required} where no page may be shown. Their session stays as it is.
 */
final class FreshSignInFilter extends OncePerRequestFilter {
    private final FreshSignIn fresh;

    FreshSignInFilter(FreshSignIn fresh) {
        this.fresh = fresh;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (ProtocolEntryPoint.FOR_PEOPLE.contains(request.getRequestURI())) {
            Authentication person = SecurityContextHolder.getContext().getAuthentication();
            if (person != null && fresh.isDemanded(person, name -> Optional.ofNullable(request.getParameter(name)))) {
                SecurityContextHolder.clearContext();
            }
        }
        chain.doFilter(request, response);
    }
}
