package io.aula.identity.authserver.client;

import io.aula.identity.integrator.TokenRefusal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Why programs were given no token, and what their makers can do about it. */
@Component
final class RefusalWords {
    private final MessageSource messages;

    RefusalWords(MessageSource messages) {
        this.messages = messages;
    }

    record Refusal(String error, String description, long times, Instant lastAt) {}

    List<Refusal> of(List<TokenRefusal> refusals, Locale locale) {
        Locale spoken = locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.of("es");
        return refusals.stream()
                .map(one -> new Refusal(one.error(), words(one.error(), spoken), one.times(), one.lastAt()))
                .toList();
    }

    private String words(String error, Locale spoken) {
        return String.valueOf(messages.getMessage("refusal." + error, null, error, spoken));
    }
}
