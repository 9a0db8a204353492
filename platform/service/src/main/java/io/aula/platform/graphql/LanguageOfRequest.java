package io.aula.platform.graphql;

import io.micrometer.context.ThreadLocalAccessor;
import org.jspecify.annotations.Nullable;
import org.springframework.context.i18n.LocaleContext;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.i18n.SimpleLocaleContext;

/**
 * Carries the language that was asked for to the threads that answer. It is read when it is taken along: Spring's own
 * accessor carries a question to the request, which a socket outlives.
 */
public final class LanguageOfRequest implements ThreadLocalAccessor<LocaleContext> {
    private static final String KEY = LanguageOfRequest.class.getName();

    @Override
    public Object key() {
        return KEY;
    }

    @Override
    public @Nullable LocaleContext getValue() {
        LocaleContext asked = LocaleContextHolder.getLocaleContext();
        return asked == null ? null : new SimpleLocaleContext(asked.getLocale());
    }

    @Override
    public void setValue(LocaleContext value) {
        LocaleContextHolder.setLocaleContext(value);
    }

    @Override
    public void setValue() {
        LocaleContextHolder.resetLocaleContext();
    }
}
