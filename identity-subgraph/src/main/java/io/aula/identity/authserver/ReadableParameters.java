package io.aula.identity.authserver;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what is no text before anybody acts on it: U+0000, which PostgreSQL cannot hold and whose sender means no good, and
 * parameters that cannot be decoded. People get a page, programs JSON, both 400.
 */
final class ReadableParameters extends OncePerRequestFilter {
    /** Request attribute by which the error page says what is wrong. */
    public static final String PROBLEM = "aula.problem";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isReadable(request)) {
            chain.doFilter(request, response);
        } else if (isForPeople(request)) {
            request.setAttribute(PROBLEM, "characters");
            response.sendError(HttpServletResponse.SC_BAD_REQUEST);
        } else {
            ProtocolAnswer.send(response, HttpServletResponse.SC_BAD_REQUEST, "invalid_request");
        }
    }

    private static boolean isReadable(HttpServletRequest request) {
        try {
            Map<String, String[]> parameters = request.getParameterMap();
            return parameters.keySet().stream().noneMatch(ReadableParameters::hasNul)
                    && parameters.values().stream().flatMap(Stream::of).noneMatch(ReadableParameters::hasNul);
        } catch (IllegalStateException notDecodable) {
            // Tomcat's InvalidParameterException: broken escapes, too many or too long parameters.
            return false;
        }
    }

    private static boolean hasNul(String text) {
        return text.indexOf('\0') >= 0;
    }

    private static boolean isForPeople(HttpServletRequest request) {
        String path = request.getRequestURI();
        return path.startsWith("/auth/") || ProtocolEntryPoint.FOR_PEOPLE.contains(path);
    }
}
