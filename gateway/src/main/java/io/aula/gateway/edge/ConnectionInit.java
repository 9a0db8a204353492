package io.aula.gateway.edge;

import io.aula.gateway.executor.CallerHeaders;
import io.aula.gateway.executor.JsonValues;
import io.aula.gateway.executor.Records;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a client says of itself as it connects, in place of the headers that a browser lets no page set on a handshake. */
record ConnectionInit(Optional<String> authorization, Optional<String> acceptLanguage) {

    private static final String AUTHORIZATION = "authorization";
    private static final String ACCEPT_LANGUAGE = "accept-language";
    private static final int MAX_TOKEN = 8_192;
    /** Language ranges and their weights (RFC 9110, section 12.5.4), and nothing that could end a header's line. */
    private static final Pattern LANGUAGES = Pattern.compile("[A-Za-z0-9*,;=. \\-]{1,256}");

    static ConnectionInit read(Records records, long payload) throws BadInitException {
        if (!Records.isObject(payload)) {
            return new ConnectionInit(Optional.empty(), Optional.empty());
        }
        var values = JsonValues.map(records, payload);
        var authorization = text(values, AUTHORIZATION, "Authorization");
        if (authorization.filter(token -> token.length() > MAX_TOKEN).isPresent()) {
            throw new BadInitException("The token is longer than " + MAX_TOKEN + " characters");
        }
        var language = text(values, ACCEPT_LANGUAGE, "Accept-Language");
        if (language.filter(ranges -> !LANGUAGES.matcher(ranges).matches()).isPresent()) {
            throw new BadInitException(ACCEPT_LANGUAGE + " wants languages, as es or en-GB, es;q=0.5");
        }
        return new ConnectionInit(authorization, language);
    }

    private static Optional<String> text(Map<String, @Nullable Object> values, String name, String orAs) {
        var value = values.containsKey(name) ? values.get(name) : values.get(orAs);
        return value instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    /** Over what the handshake said. */
    CallerHeaders over(CallerHeaders handshake) {
        var headers = handshake;
        if (authorization.isPresent()) {
            headers = headers.withAuthorization(authorization.get());
        }
        return acceptLanguage.isPresent() ? headers.withAcceptLanguage(acceptLanguage.get()) : headers;
    }

    /** The payload says what cannot be; the message is short enough for a closing frame. */
    static final class BadInitException extends Exception {

        private BadInitException(String message) {
            super(message);
        }
    }
}
