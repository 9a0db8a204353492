package io.aula.identity.authserver;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;

/** Scopes in the words of the consent page. */
@Component
public final class ScopeWords {
    private final MessageSource messages;

    ScopeWords(MessageSource messages) {
        this.messages = messages;
    }

    /** A scope, and what it lets do. */
    public record GrantedScope(String name, String description) {}

    public List<GrantedScope> of(Collection<String> scopes, Locale locale) {
        return scopes.stream()
                .filter(scope -> !scope.equals(ScopePolicy.OPENID))
                .sorted()
                .map(scope -> new GrantedScope(scope, of(scope, locale)))
                .toList();
    }

    public String of(String scope, Locale locale) {
        Locale spoken = locale.getLanguage().equals("en") ? Locale.ENGLISH : Locale.of("es");
        return String.valueOf(messages.getMessage("scope." + scope.replace(':', '.'), null, scope, spoken));
    }
}
