package io.aula.identity.authserver;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Makes a redirect to a page of ours that Spring built from the Host header the path it means: a stranger's Host then leads
 * nobody elsewhere.
 */
final class OwnPageRedirects extends OncePerRequestFilter {
    private static final String PAGES = "/auth/";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        StringBuffer url = request.getRequestURL();
        String origin = url.substring(0, url.length() - request.getRequestURI().length());
        chain.doFilter(request, new HttpServletResponseWrapper(response) {
            @Override
            public void sendRedirect(String location) throws IOException {
                super.sendRedirect(
                        location.startsWith(origin + PAGES) ? location.substring(origin.length()) : location);
            }
        });
    }
}
