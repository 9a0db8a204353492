package io.aula.identity.authserver;

import io.aula.identity.authserver.refresh.BrowserSessions;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Before anybody reads who is signed in: a session that was ended by a revocation elsewhere is none. */
final class EndedSessionFilter extends OncePerRequestFilter {
    private final BrowserSessions browsers;

    EndedSessionFilter(BrowserSessions browsers) {
        this.browsers = browsers;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        browsers.dropIfEnded(request);
        chain.doFilter(request, response);
    }
}
